#!/usr/bin/env bash
# Writes report.md: a title, and what the CLI printed without the CA's text, as far as it fits into an issue.
set -euo pipefail

{
  printf '### %s\n\n```text\n' "$1"
  sed '/^[-+~ ]*caCertificate/d' pulumi.log | head -c 60000
  printf '\n```\n'
} > report.md
