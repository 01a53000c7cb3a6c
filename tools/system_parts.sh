#!/bin/sh
# Installs the system parts that pip cannot: only those that are missing, and only
# where apt-get is (Debian, Ubuntu).  Elsewhere it says what to install.
#
#   tools/system_parts.sh python export        # what `make demo` needs
#   tools/system_parts.sh java node chromium   # what the outside judges need
set -eu
cd "$(dirname "$0")/.."

PYTHON="${PYTHON:-python3}"
missing=""

installed() {
    dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

need_package() {
    for package in "$@"; do
        installed "$package" || missing="$missing $package"
    done
}

# Which parts a group has.  A program from elsewhere (another Java, a node of one's own)
# is as good as the package, so those groups look for the program.
need_group() {
    case "$1" in
        python) "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || need_package "$(venv_package)" ;;
        export)
            need_package libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
            # Noto covers Arabic and most scripts, DejaVu symbols and mathematics.
            need_package fonts-noto-core fonts-noto-mono fonts-dejavu-core
            ;;
        java) command -v java >/dev/null 2>&1 || need_package default-jre-headless ;;
        maven) command -v mvn >/dev/null 2>&1 || need_package maven ;;
        node) command -v npm >/dev/null 2>&1 || need_package nodejs npm ;;
        chromium)
            command -v chromium >/dev/null 2>&1 ||
                command -v chromium-browser >/dev/null 2>&1 ||
                command -v google-chrome >/dev/null 2>&1 ||
                need_package chromium
            ;;
        xhtml) need_package w3c-sgml-lib ;;
        ffprobe) command -v ffprobe >/dev/null 2>&1 || need_package ffmpeg ;;
        *) echo "system_parts.sh: no group of parts is called '$1'" >&2; exit 2 ;;
    esac
}

# python3.12 has its ensurepip in python3.12-venv; plain python3-venv follows the default only.
venv_package() {
    "$PYTHON" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))'
}

# What makes a command run as root: nothing for root, else sudo.
privilege() {
    if [ "$(id -u)" -eq 0 ]; then
        :
    elif command -v sudo >/dev/null 2>&1; then
        echo sudo
    else
        echo "system_parts.sh: not root, and there is no sudo; please run as root:" >&2
        echo "    apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
}

explain_other_systems() {
    [ -f build/system-parts-explained ] && return
    cat <<'WORDS'
There is no apt-get here, so please make sure that these are installed yourself:
  macOS     brew install pango
  Windows   Pango through MSYS2: pacman -S mingw-w64-ucrt-x86_64-pango
  Fedora    dnf install pango google-noto-sans-fonts dejavu-sans-mono-fonts
  Arch      pacman -S pango noto-fonts ttf-dejavu
`tasktide-export doctor` tells afterwards what is still missing.
The outside judges (make conformance) also need Java 11 or later, Maven, Node.js with npm, Chromium.
WORDS
    mkdir -p build && touch build/system-parts-explained
}

if ! command -v apt-get >/dev/null 2>&1; then
    explain_other_systems
    exit 0
fi
for group in "$@"; do need_group "$group"; done
[ -n "$missing" ] || exit 0

as_root="$(privilege)"
echo "Installing system parts:$missing"
mkdir -p build
log=build/system-parts.log
# A source of one's own that is out of order need not stop us: the install decides.
# shellcheck disable=SC2086 # both lists are meant to fall into words
if ! {
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing
} >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "system_parts.sh: apt-get failed; all it said is in $log" >&2
    exit 1
fi
