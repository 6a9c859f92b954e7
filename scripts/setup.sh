#!/usr/bin/env bash
# Installs what is missing on Debian 12: `setup.sh build` for compiling, `setup.sh build test` for testing too.
# Says what it does; does nothing, fast, when all is there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build_packages=(
    libpq-dev libsqlite3-dev pkg-config git ca-certificates                # what Salesync links, and how it is fetched
    binutils libc6-dev libgcc-12-dev libstdc++-12-dev zlib1g-dev           # what Swift links with
    libcurl4 libxml2 libncurses6 libedit2 libz3-4 libsqlite3-0 tzdata      # what Swift itself runs on
    python3                                                                # our scripts
)
test_packages=(
    postgresql-15                                                          # a private server per test run
    python3-venv nodejs chromium fonts-noto-cjk                            # web client and browser tests
)
swift_wanted=6.2

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

missing_of() {
    local installed package
    # dpkg-query fails when it does not know one of them; what it does know counts all the same.
    installed=" $({ dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true; } |
        awk '$2 == "installed" { printf "%s ", $1 }') "
    for package in "$@"; do
        [[ $installed == *" $package "* ]] || echo "$package"
    done
}

# Sets `root` to the words that make a command run as root, or fails.
become_root() {
    root=()
    if [[ $(id -u) == 0 ]]; then return 0; fi
    command -v sudo >/dev/null || return 1
    if sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; }; then root=(sudo); else return 1; fi
}

install_packages() {
    local why=$1; shift
    local missing
    mapfile -t missing < <(missing_of "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    become_root || fail "these Debian packages are missing, and only root may install them:
    apt-get install --no-install-recommends ${missing[*]}"
    say "installing ${#missing[@]} Debian packages, needed for $why:"
    say "    ${missing[*]}"
    local apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300)
    "${apt[@]}" -qq update || fail "apt-get update failed; is there a network?"
    local log
    log=$(mktemp)
    # The tests start a PostgreSQL of their own; the package shall not start one for the whole machine.
    local hint=/etc/postgresql-common/createcluster.d/salesync-setup.conf
    if [[ " ${missing[*]} " == *" postgresql-15 "* ]]; then
        "${root[@]}" mkdir -p "${hint%/*}"
        echo "create_main_cluster = false" | "${root[@]}" tee "$hint" >/dev/null
    fi
    local done=yes
    "${apt[@]}" -qq -y install --no-install-recommends "${missing[@]}" >"$log" 2>&1 || done=no
    "${root[@]}" rm -f "$hint"
    if [[ $done == no ]]; then
        cat "$log" >&2
        rm -f "$log"
        fail "apt-get could not install them (see above)"
    fi
    rm -f "$log"
}

check_swift() {
    local hint="Swift $swift_wanted or later is needed: https://www.swift.org/install/linux (unpack it and put usr/bin into PATH)"
    command -v swift >/dev/null || fail "$hint"
    local version
    version=$(swift --version 2>&1 || true)
    [[ $version =~ Swift\ version\ ([0-9.]+) ]] || fail "swift is there but does not start: $version"
    version=${BASH_REMATCH[1]}
    [[ $(printf '%s\n' "$swift_wanted" "$version" | sort -V | head -n 1) == "$swift_wanted" ]] ||
        fail "this is Swift $version. $hint"
}

# Python tools with pinned versions, in .tools; made anew when the pins or the Python change.
make_tools() {
    local files=() file stamp
    for file in scripts/requirements.txt Tests/Browser/requirements.txt; do
        [[ -f $file ]] && files+=("$file")
    done
    stamp=$(cat "${files[@]}" <(python3 --version) | sha256sum | cut -d ' ' -f 1)
    [[ -x .tools/bin/python && $(cat .tools/stamp 2>/dev/null) == "$stamp" ]] && return 0
    say "fetching the Python test tools named in ${files[*]} into .tools"
    rm -rf .tools
    python3 -m venv .tools
    local arguments=()
    for file in "${files[@]}"; do arguments+=(-r "$file"); done
    .tools/bin/pip install --quiet --disable-pip-version-check "${arguments[@]}" ||
        fail "pip could not install them; is there a network?"
    echo "$stamp" >.tools/stamp
}

[[ $# -gt 0 ]] || set -- build
for group in "$@"; do
    case $group in build | test | bench) ;; *) fail "unknown group '$group': build, test or bench" ;; esac
done
if ! command -v dpkg-query >/dev/null; then
    say "this is not Debian, so nothing was installed; what Debian 12 needs is listed in scripts/setup.sh"
else
    for group in "$@"; do
        if [[ $group == build ]]; then
            install_packages "compiling (PostgreSQL and SQLite libraries, Swift's own needs)" "${build_packages[@]}"
        elif [[ $group == bench ]]; then
            install_packages "measuring (wrk makes the load, strace counts disk syncs)" wrk strace procps
        else
            install_packages "testing (PostgreSQL, Node, Chromium, Korean fonts)" "${test_packages[@]}"
        fi
    done
fi
check_swift
for group in "$@"; do
    if [[ $group == test ]]; then make_tools; fi
done
