#!/usr/bin/env bash
# Writes report.md: a title, and what the CLI printed, without the CA's text. If the log does not fit into an issue, leaves out
# its middle: the changes are at its beginning, summary and errors at its end.
set -euo pipefail
most=56000

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# `sed` reads to the end, so that nothing that writes to a pipe is cut off.
sed '/^[-+~ ]*caCertificate/d' pulumi.log > "$log"
size=$(($(wc -c < "$log")))

{
  printf '### %s\n\n```text\n' "$1"
  if [ "$size" -le "$most" ]; then
    cat "$log"
  else
    # Only whole lines: a line that is cut in two is left out.
    head -c $((most / 2)) "$log" | sed '$d'
    printf '\n[… about %d of %d bytes left out; the log of the job has them …]\n\n' $((size - most)) "$size"
    tail -c $((most / 2)) "$log" | sed 1d
  fi
  printf '\n```\n'
} > report.md
