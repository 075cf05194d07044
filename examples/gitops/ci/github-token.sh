#!/usr/bin/env bash
# github-token.sh FILE AUDIENCE: writes the identity token of a GitHub job, made out to AUDIENCE, into a file that nobody else
# can read. The job needs the permission `id-token: write`. The file holds the old token or the new one, never half of one.
set -euo pipefail
file=$1 audience=$2
umask 077

# The header comes from standard input: every process of the machine can see the arguments of a command.
printf 'Authorization: bearer %s\n' "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" |
  curl --fail --silent --show-error --retry 3 --max-time 20 --header @- \
    "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=$audience" |
  node -p 'JSON.parse(fs.readFileSync(0, "utf8")).value' > "$file.new"
mv "$file.new" "$file"
