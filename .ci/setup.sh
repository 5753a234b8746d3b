# Sourced by run and check: installs what is missing, configures, builds. Says what it does.

build_packages="g++ cmake ninja-build ccache mold pkg-config git libboost1.81-dev libspdlog-dev libfmt-dev nlohmann-json3-dev libtomlplusplus-dev libcli11-dev libsodium-dev libssl-dev libsqlite3-dev zlib1g-dev libcsv-dev libnats-dev"
page_packages="nodejs npm"
test_packages="openssl libgtest-dev libgmock-dev libvalijson-dev librapidcheck-dev chromium-headless-shell fonts-wqy-microhei fonts-dejavu-core python3 python3-nacl python3-websockets nats-server"

# What `./run bench feed` is compared with. Where it cannot be installed, the figures say that it is missing.
peer_packages="libwebsockets-dev"

say() { printf '== %s\n' "$*"; }

# Packages of the list that are not installed. Node may have come another way.
missing_packages() {
    local package
    for package in "$@"; do
        case "$package" in
            nodejs) command -v node >/dev/null && node_is_new_enough && continue ;;
            npm) command -v npm >/dev/null && continue ;;
        esac
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || printf '%s ' "$package"
    done
}

node_is_new_enough() {
    [ "$(node --version | sed 's/v\([0-9]*\)\..*/\1/')" -ge 18 ]
}

may_be_root() { [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; }; }

# install_packages <package>...
install_packages() {
    local missing
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    local as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        if may_be_root; then
            as_root="sudo"
        else
            say "These packages are missing and this user may not install them. Please run, as root:"
            printf '\n  apt-get install --no-install-recommends %s\n\n' "$missing"
            exit 1
        fi
    fi
    say "Installing: $missing"
    $as_root apt-get update -q
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

# On where everything that tests need is there.
tests_can_be_built() {
    # shellcheck disable=SC2086
    [ -z "$(missing_packages $test_packages)" ] && echo ON || echo OFF
}

# build [target]...   tests=ON beforehand: not without the tests
build() {
    # A build folder of another checkout, or a half-made one, is made anew.
    say "Configuring"
    cmake --preset release -Wno-dev -DBOWBALL_TESTS="${tests:-$(tests_can_be_built)}" >build-configure.log 2>&1 || { cat build-configure.log; rm -f build-configure.log; exit 1; }
    rm -f build-configure.log
    say "Building on $(nproc) cores"
    if [ $# -gt 0 ]; then cmake --build --preset release --target "$@"; else cmake --build --preset release; fi
}
