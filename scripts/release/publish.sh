#!/usr/bin/env bash
# publish.sh FOLDER publishes the packages that `npm run release -- --dry-run` left there, each with a statement that names the
# commit and the run that built it. It needs Node.js and npm, and no package: nothing that is installed runs beside the right to
# publish.
set -euo pipefail
cd "$1"
[ "${GITHUB_ACTIONS:-}" = true ] || {
  echo "only the release workflow publishes; \`npm run release -- --dry-run\` shows what it would publish" >&2
  exit 1
}
sha256sum --check --strict --quiet SHA256SUMS

for tarball in ./*.tgz; do
  package=$(tar -xzOf "$tarball" package/package.json |
    node -p 'const { name, version } = JSON.parse(require("fs").readFileSync(0, "utf8")); `${name}@${version}`')
  if ! found=$(npm view "$package" version 2>&1); then
    # The registry does not know a package before its first version.
    [[ $found == *E404* ]] || { echo "$found" >&2; exit 1; }
    found=
  fi
  # A run that failed halfway is run again.
  if [ -n "$found" ]; then
    echo "is published already: $package"
  else
    npm publish "$tarball" --provenance --access public
    echo "published $package"
  fi
done
