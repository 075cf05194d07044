#!/usr/bin/env bash
# Shows report.md in one comment for the stack on the pull request, which the next run updates.
set -euo pipefail
stack=$1 pull_request=$2
marker="<!-- pulumi preview of stack $stack -->"
comments="repos/$GITHUB_REPOSITORY/issues/$pull_request/comments"

{
  echo "$marker"
  cat report.md
} > comment.md
id=$(gh api --paginate --slurp "$comments" | node "$(dirname "$0")/find-marked.mjs" "$marker" id)
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field body=@comment.md > /dev/null
else
  gh api --method POST "$comments" --field body=@comment.md > /dev/null
fi
