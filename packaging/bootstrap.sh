# Makes a fresh Debian 12 (or one like it) able to run the kiosk. Sourced by run.sh and test.sh:
#
#   bootstrap run|dev    system packages that are missing, a virtual environment, the locked
#                        libraries; sets $python. A second time it only looks.
#
# $XIANGLIN_NEURAL_VOICE=0 leaves the neural voice out (run only).
# $XIANGLIN_VENV puts the environment elsewhere than .venv in the repository.
# shellcheck shell=bash

packaging=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(dirname "$packaging")
# shellcheck source=packaging/messages.sh
source "$packaging/messages.sh"

# What must be there, and the Debian package that brings it. Looked for as libraries and commands,
# not as packages: Ubuntu, Kylin and UOS name some packages otherwise.
libraries='
    libglib-2.0.so.0      libglib2.0-0
    libGL.so.1            libgl1
    libEGL.so.1           libegl1
    libdbus-1.so.3        libdbus-1-3
    libfontconfig.so.1    libfontconfig1
    libxkbcommon.so.0     libxkbcommon0
    libX11-xcb.so.1       libx11-xcb1
    libxkbcommon-x11.so.0 libxkbcommon-x11-0
    libcups.so.2          libcups2
    libxcb-cursor.so.0    libxcb-cursor0
    libxcb-icccm.so.4     libxcb-icccm4
    libxcb-image.so.0     libxcb-image0
    libxcb-keysyms.so.1   libxcb-keysyms1
    libxcb-randr.so.0     libxcb-randr0
    libxcb-render-util.so.0 libxcb-render-util0
    libxcb-shape.so.0     libxcb-shape0
    libxcb-sync.so.1      libxcb-sync1
    libxcb-xfixes.so.0    libxcb-xfixes0
    libxcb-xkb.so.1       libxcb-xkb1
'

# tell NAME [ARGUMENT...]: one of the sentences of messages.sh, on standard error.
tell() {
    local sentence=say_$1
    shift
    # shellcheck disable=SC2059
    printf "${!sentence}\n" "$@" >&2
}

# A container has no locale and no home; Python and Qt want both.
settle_surroundings() {
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        '' | C | POSIX) export LC_ALL=C.UTF-8 LANG=C.UTF-8 ;;
    esac
    export PYTHONUTF8=1 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1
    export HOME=${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}
    if [ -z "${XDG_RUNTIME_DIR:-}" ]; then
        XDG_RUNTIME_DIR=${TMPDIR:-/tmp}/xianglin-$(id -u)
        export XDG_RUNTIME_DIR
        mkdir -p -m 700 "$XDG_RUNTIME_DIR"
        [ -O "$XDG_RUNTIME_DIR" ] || XDG_RUNTIME_DIR=$(mktemp -d) # another's of that name
    fi
    bootstrap_log=$XDG_RUNTIME_DIR/bootstrap.log
}

# is_suitable COMMAND: a Python that the locked libraries are made for, with venv.
is_suitable() {
    command -v "$1" >/dev/null &&
        "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in python3 python3.11 python3.12 python3.13; do
        if is_suitable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

missing_packages() { # run|dev
    local library package found known
    known=$(/sbin/ldconfig -p 2>/dev/null)
    while read -r library package; do
        [ -z "$library" ] || [[ $known == *$'\t'"$library "* ]] || echo "$package"
    done <<<"$libraries"
    if ! found=$(find_python); then
        printf '%s\n' python3 python3-venv
    elif ! "$found" -c 'import ensurepip' 2>/dev/null; then
        echo python3-venv
    fi
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && ! command -v Xvfb >/dev/null; then
        echo xvfb
    fi
    [ -n "$(find /etc/ssl/certs -maxdepth 1 -name '*.pem' -print -quit 2>/dev/null)" ] ||
        echo ca-certificates
    if [ "$1" = dev ] && ! has_postgresql; then
        echo postgresql
    fi
    if [ "$1" = dev ] && ! has_zinnia; then
        printf '%s\n' libzinnia0 tegaki-zinnia-simplified-chinese # tests read with both engines
    fi
    if [ "$1" = dev ] && ! command -v strace >/dev/null; then
        echo strace # tests cut the power in what it records
    fi
    if [ "$1" = dev ] && ! { command -v pulseaudio && command -v parec; } >/dev/null; then
        printf '%s\n' pulseaudio pulseaudio-utils # tests record what was really played
    fi
}

has_zinnia() { # the library and Debian's model for simplified Chinese
    [[ $(/sbin/ldconfig -p 2>/dev/null) == *libzinnia.so.0* ]] &&
        [ -e /usr/share/tegaki/models/zinnia/handwriting-zh_CN.model ]
}

has_postgresql() { # the server's programs, which tests start themselves
    [ -n "$(find /usr/lib/postgresql -path '*/bin/initdb' -print -quit 2>/dev/null)" ] ||
        command -v initdb >/dev/null
}

apt_install() { # as root, or by sudo where that asks nothing or can ask
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
            as_root=(sudo)
        else
            tell need_root "$*" "$*"
            return 1
        fi
    fi
    tell installing "$*"
    # Debian's postgresql would make a database server of its own and start it with the machine.
    local alone=/etc/postgresql-common/createcluster.d/alone.conf
    if [[ " $* " == *" postgresql "* ]] && [ ! -e /etc/postgresql-common ]; then
        "${as_root[@]}" mkdir -p "${alone%/*}"
        echo 'create_main_cluster = false' | "${as_root[@]}" tee "$alone" >/dev/null
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
        apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends)
    if ! { "${apt[@]}" install "$@" || { "${apt[@]}" update && "${apt[@]}" install "$@"; }; } \
        >"$bootstrap_log" 2>&1 </dev/null; then
        tail -n 5 "$bootstrap_log" >&2
        tell packages_failed "$*" "$bootstrap_log"
        return 1
    fi
}

install_packages() { # run|dev
    local missing
    mapfile -t missing < <(missing_packages "$1")
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        tell no_apt "${missing[*]}"
        return 1
    fi
    apt_install "${missing[@]}"
}

# install_libraries REQUIREMENTS VENV: when the lock's hash is not the one last installed.
install_libraries() {
    local lock=$1 venv=$2 stamp=$2/.locked wanted base
    wanted=$(sha256sum <"$lock")
    if [ -x "$venv/bin/python" ] && grep -qxF "$wanted" "$stamp" 2>/dev/null &&
        "$venv/bin/python" -c '' 2>/dev/null; then
        return
    fi
    if ! base=$(find_python); then
        tell no_python "$(python3 --version 2>/dev/null || echo -)"
        return 1
    fi
    rm -f "$stamp" "$venv/.locked-voice" "$venv/.locked-hand"
    # An environment made by another Python, or moved, is made anew.
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        tell making_venv "$venv"
        if ! "$base" -m venv --clear "$venv" >"$bootstrap_log" 2>&1; then
            tell venv_failed "$bootstrap_log"
            return 1
        fi
    fi
    tell fetching
    if ! "$venv/bin/python" -m pip install -q --progress-bar off --require-hashes \
        -r "$lock" >"$bootstrap_log" 2>&1 </dev/null; then
        tail -n 5 "$bootstrap_log" >&2
        tell fetch_failed "$bootstrap_log"
        return 1
    fi
    # Everything that runs is locked for development too, so the one serves the other.
    sha256sum <"$lock" >"$stamp"
    [ "$lock" = "$packaging/requirements.txt" ] ||
        sha256sum <"$packaging/requirements.txt" >>"$stamp"
}

# install_voice VENV: the neural voice, where it is wanted; without it the kiosk speaks all the same.
install_voice() {
    local lock=$packaging/requirements-voice.txt stamp=$1/.locked-voice tried=$1/.voice-tried
    sha256sum <"$lock" | cmp -s - "$stamp" && return
    # Without a line each try takes a while; nobody waits for it more than once a day.
    [ -z "$(find "$tried" -mmin -1440 2>/dev/null)" ] || return 0
    touch "$tried"
    tell fetching_voice
    if "$1/bin/python" -c 'import sys; sys.exit(sys.version_info >= (3, 13))' &&
        "$1/bin/python" -m pip install -q --progress-bar off --retries 1 \
            --require-hashes -r "$lock" >"$bootstrap_log" 2>&1 </dev/null; then
        sha256sum <"$lock" >"$stamp"
    else
        tell voice_failed "$bootstrap_log"
    fi
}

# install_hand VENV: what reads handwriting: dinkit where it is made for this machine, else zinnia.
# Without either, people are found in the other ways.
install_hand() {
    local lock=$packaging/requirements-hand.txt stamp=$1/.locked-hand tried=$1/.hand-tried
    sha256sum <"$lock" | cmp -s - "$stamp" && return
    [ -z "$(find "$tried" -mmin -1440 2>/dev/null)" ] || return 0
    touch "$tried"
    if [ "$(uname -sm)" = 'Linux x86_64' ] &&
        "$1/bin/python" -m pip install -q --progress-bar off --retries 1 \
            --require-hashes -r "$lock" >"$bootstrap_log" 2>&1 </dev/null; then
        sha256sum <"$lock" >"$stamp"
    elif ! has_zinnia && { ! command -v apt-get >/dev/null ||
        ! apt_install libzinnia0 tegaki-zinnia-simplified-chinese; }; then
        tell hand_failed
    fi
}

bootstrap() {
    local venv=${XIANGLIN_VENV:-$repository/.venv} lock=$packaging/requirements.txt
    [ "$1" = run ] || lock=$packaging/requirements-$1.txt
    settle_surroundings
    install_packages "$1" || return 1
    mkdir -p "$(dirname "$venv")"
    exec {bootstrap_lock}>"$venv.lock"
    flock "$bootstrap_lock" # two starts at once make one environment
    install_libraries "$lock" "$venv" || return 1
    install_hand "$venv"
    [ "$1" != run ] || [ "${XIANGLIN_NEURAL_VOICE:-1}" = 0 ] || install_voice "$venv"
    exec {bootstrap_lock}>&-
    python=$venv/bin/python
}
