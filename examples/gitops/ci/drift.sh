#!/usr/bin/env bash
# Compares the stack's state with the cloud, changes neither, and writes what differs to report.md.
# Ends with 0 without drift, 7 with drift, 1 if the check itself failed.
set -uo pipefail
stack=$1
ci=$(dirname "$0")

{
  node "$ci/check-config.mjs" "$stack" &&
    pulumi refresh --stack "$stack" --preview-only --expect-no-changes --diff \
      --suppress-progress --non-interactive --color never
} 2>&1 | tee pulumi.log
status=$?

case $status in
  0) title="No drift in \`$stack\`" ;;
  7) title="Drift in \`$stack\`" ;;
  *) title="\`$stack\` could not be compared, exit code $status" status=1 ;;
esac
node "$ci/report.mjs" "$title"
exit "$status"
