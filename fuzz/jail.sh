#!/usr/bin/env bash
# A folder with nothing in it but bash and zsh, for the target `shells`: bash fuzz/jail.sh FOLDER
set -euo pipefail
to=${1:?the folder is missing: bash fuzz/jail.sh FOLDER}
mkdir -p "$to"/{bin,dev,log,tmp,w}
for shell in bash zsh; do
    program=$(command -v "$shell") || { printf 'fuzz/jail.sh: %s is missing; install it\n' "$shell" >&2; exit 1; }
    # Under other names: a script that calls a shell shows that it does.
    cp "$program" "$to/bin/in-jail-$shell"
    for library in $(ldd "$program" | grep -o '/[^ ]*'); do
        mkdir -p "$to$(dirname "$library")"
        cp "$library" "$to$library"
    done
done
for modules in /usr/lib/*/zsh /usr/lib/zsh; do
    [ -d "$modules" ] || continue
    mkdir -p "$to$(dirname "$modules")"
    cp -r "$modules" "$to$modules"
done
[ -e "$to/dev/null" ] || mknod -m 666 "$to/dev/null" c 1 3
printf 'FUZZ_JAIL=%s\n' "$to"
