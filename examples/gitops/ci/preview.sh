#!/usr/bin/env bash
# Shows what an `up` of the stack would do to the databases as they are now, and writes it to report.md.
# Ends with the exit code of the CLI.
set -uo pipefail
stack=$1
ci=$(dirname "$0")

{
  node "$ci/check-config.mjs" "$stack" &&
    pulumi preview --stack "$stack" --refresh --diff --suppress-progress --non-interactive --color never
} 2>&1 | tee pulumi.log
status=$?

node "$ci/report.mjs" "Preview of \`$stack\`"
exit "$status"
