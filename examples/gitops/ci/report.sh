#!/usr/bin/env bash
# Writes report.md: a title, and what the CLI printed without the CA's text. A log that does not fit into an issue loses its
# middle: what is to happen stands at its beginning, summary and errors at its end.
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
    # Whole lines: what is cut in two at the seam is left out.
    head -c $((most / 2)) "$log" | sed '$d'
    printf '\n[… about %d of %d bytes left out; the log of the job has them …]\n\n' $((size - most)) "$size"
    tail -c $((most / 2)) "$log" | sed 1d
  fi
  printf '\n```\n'
} > report.md
