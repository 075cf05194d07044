#!/usr/bin/env bash
# Opens an issue with report.md, or adds it to the one that is open already for the stack.
set -euo pipefail
title="Drift in $1"

number=$(gh issue list --state open --search "in:title \"$title\"" --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
  gh issue comment "$number" --body-file report.md
else
  gh issue create --title "$title" --body-file report.md
fi
