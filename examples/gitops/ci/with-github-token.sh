#!/usr/bin/env bash
# with-github-token.sh AUDIENCE COMMAND…: runs a command with the identity token of a GitHub job in the file that
# TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE names. GitHub's tokens are valid for only a few minutes, so this renews the
# file while the command runs, and removes it at the end. Ends with the exit code of the command.
set -euo pipefail
audience=$1
shift
file=$TENCENTCLOUD_ASSUME_ROLE_WEB_IDENTITY_TOKEN_FILE
renew=("$(dirname "$0")/github-token.sh" "$file" "$audience")

keep_renewing() {
  # Otherwise `sleep` would hold the step's output open after the end.
  trap 'kill "$sleeping"; exit' TERM
  pause=240
  while true; do
    sleep "$pause" &
    sleeping=$!
    wait "$sleeping"
    pause=240
    # The token in the file may still be good for a while: try again, and let the command go on.
    "${renew[@]}" || { echo "The identity token was not renewed; trying again in 20 seconds." && pause=20; } >&2
  done
}

"${renew[@]}"
keep_renewing &
renewing=$!
trap 'kill "$renewing" 2> /dev/null || true; rm -f "$file"' EXIT

status=0
"$@" || status=$?
exit "$status"
