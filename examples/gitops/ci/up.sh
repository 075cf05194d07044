#!/usr/bin/env bash
# Brings the databases to what the program declares, and writes what it did to report.md.
# Ends with the exit code of the CLI.
set -uo pipefail
stack=$1
ci=$(dirname "$0")

{
  node "$ci/check-config.mjs" "$stack" &&
    pulumi up --stack "$stack" --refresh --skip-preview --yes --suppress-progress --non-interactive --color never
} 2>&1 | tee pulumi.log
status=$?

node "$ci/report.mjs" "Update of \`$stack\`"
exit "$status"
