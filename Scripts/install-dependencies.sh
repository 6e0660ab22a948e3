#!/usr/bin/env bash
# Installs what the build needs and this machine lacks; says nothing when nothing is missing.
#
# Usage: Scripts/install-dependencies.sh [dieharder]
#   Always: the GNU Scientific Library with its headers, and pkg-config, through which the build finds it.
#   With the word "dieharder": the battery of random number tests that `make test-random` runs.
set -euo pipefail

fail() {
    echo "install-dependencies: $*" >&2
    exit 1
}

have_gsl() { command -v pkg-config >/dev/null && pkg-config --exists gsl; }

# Runs a command as root: directly when we are root, through sudo otherwise.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "these packages are missing and need root, but this is not root and there is no sudo: ${packages[*]}." \
            "Ask an administrator to run: apt-get install ${packages[*]}"
    fi
}

command -v swift >/dev/null || fail "no Swift here: install Swift 6.2 or later, see https://www.swift.org/install/"

want_dieharder=no
for word in "$@"; do
    case "$word" in
        dieharder) want_dieharder=yes ;;
        *) fail "unknown word '$word'; the only one known is dieharder" ;;
    esac
done
if command -v dieharder >/dev/null; then want_dieharder=no; fi

packages=()
if [ "$(uname -s)" = Darwin ]; then
    have_gsl || packages+=(gsl pkg-config)
    if [ "$want_dieharder" = yes ]; then packages+=(dieharder); fi
    if [ ${#packages[@]} -eq 0 ]; then exit 0; fi
    command -v brew >/dev/null \
        || fail "missing: ${packages[*]}. Install Homebrew (https://brew.sh), or install them by hand, and try again."
    echo "Installing with Homebrew: ${packages[*]}" >&2
    brew install "${packages[@]}" >&2
else
    have_gsl || packages+=(libgsl-dev pkg-config)
    if [ "$want_dieharder" = yes ]; then packages+=(dieharder); fi
    if [ ${#packages[@]} -eq 0 ]; then exit 0; fi
    command -v apt-get >/dev/null \
        || fail "this machine has no apt-get. Install these Debian packages' counterparts by hand: ${packages[*]}"
    echo "Installing with apt-get: ${packages[*]}" >&2
    as_root apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
fi

have_gsl || fail "GSL was installed, but 'pkg-config --exists gsl' still fails: is PKG_CONFIG_PATH set oddly?"
