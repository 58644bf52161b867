#!/usr/bin/env bash
# Installs the agent clients that the hook is tested with: bash clients/install.sh
# The versions and their digests are in package.json and package-lock.json. They go to CLIENTS_DIR, default target/clients.
# About 1.5 GB. Install scripts are not run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
to=${CLIENTS_DIR:-$here/../target/clients}

fail() {
    printf 'clients/install.sh: %s\n' "$1" >&2
    exit 1
}

command -v npm >/dev/null || fail 'npm is missing; install nodejs and npm (20 or later)'
command -v node >/dev/null || fail 'node is missing; install nodejs (20 or later)'
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "node $(node --version) is too old; install 20 or later"

mkdir -p "$to"
if cmp -s "$here/package-lock.json" "$to/installed.json"; then
    printf 'the clients are installed in %s\n' "$to"
    exit 0
fi
rm -f "$to/installed.json"
cp "$here/package.json" "$here/package-lock.json" "$to/"
(cd "$to" && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --no-update-notifier) || fail "npm could not install the clients, which need about 1.5 GB in $to and as much again in npm's cache; see above, $(df -Ph "$to" | awk 'NR == 2 { print $4 }') are free there"
cp "$here/package-lock.json" "$to/installed.json"
printf 'the clients are installed in %s\n' "$to"
