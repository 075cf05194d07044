#!/usr/bin/env bash
# Keeps the one issue about a stack's drift. With drift (status 7), opens it or updates it with report.md. Without (0), closes
# it. If the check itself failed, leaves it alone.
set -euo pipefail
stack=$1 status=$2
# Searches match parts of words; this marker matches only this stack.
marker="<!-- pulumi drift of stack $stack -->"

number=$(gh api --paginate --slurp "repos/$GITHUB_REPOSITORY/issues?state=open&labels=drift&per_page=100" |
  node "$(dirname "$0")/find-marked.mjs" "$marker" number)

case $status in
  7)
    {
      echo "$marker"
      cat report.md
    } > issue.md
    if [ -n "$number" ]; then
      gh issue edit "$number" --body-file issue.md
    else
      gh label create drift --force --description "A database is not what its stack says"
      gh issue create --title "Drift in $stack" --label drift --body-file issue.md
    fi
    ;;
  0) [ -z "$number" ] || gh issue close "$number" --comment "The databases are what the stack says again." ;;
esac
