#!/usr/bin/env bash
# One command to a kiosk of the demo village, its county server beside it. See run.sh --help.
# Without a display it starts a virtual one and keeps a picture of it. Everything that it started
# ends with it.
set -uo pipefail
# shellcheck source=packaging/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"
settle_surroundings

data=${XDG_DATA_HOME:-$HOME/.local/share}/xianglin-demo
window=
port=8100
seconds=${XIANGLIN_SECONDS:-0}
passed=()

needs_value() {
    [ $# -ge 2 ] || { tell needs_value "$1"; exit 2; }
}

while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) tell run_usage "$data" 2>&1; exit ;;
        --data) needs_value "$@"; data=$2; shift ;;
        --window) needs_value "$@"; window=$2; shift ;;
        --port) needs_value "$@"; port=$2; shift ;;
        --no-neural-voice) export XIANGLIN_NEURAL_VOICE=0 ;;
        --check) [ "$seconds" != 0 ] || seconds=5 ;;
        *) passed+=("$1") ;;
    esac
    shift
done

children=()
end_children() {
    trap - EXIT
    local child
    for child in "${children[@]}"; do kill "$child" 2>/dev/null; done
    wait "${children[@]}" 2>/dev/null
}
trap end_children EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# fail SENTENCE LOG: the log's last lines, then what it means.
fail() {
    tail -n 5 "$2" >&2
    tell "$@"
    exit 1
}

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
    local left=$(($1 * 10))
    shift
    until "$@"; do
        [ $((left -= 1)) -gt 0 ] || return 1
        sleep 0.1
    done
}

seed_village() {
    [ -e "$logs/demo.log" ] || tell seeding
    "$python" main.py --data "$data" demo 2>"$logs/demo.log" || fail seed_failed "$logs/demo.log"
}

# Sets $county_url. The port asked for, or one of the next, or any.
start_county() {
    local attempt log=$logs/county.log
    for attempt in "$port" $((port + 1)) $((port + 2)) 0; do
        : >"$log" # before it is looked into: the last run's address stands there
        "$python" -m sync.county --data "$data/county" --port "$attempt" >"$log" 2>&1 &
        children+=($!)
        wait_for 30 county_has_settled $! "$log"
        county_url=$(grep -om1 'http://[0-9.:]*[0-9]' "$log") && return
    done
    fail county_failed "$log"
}

county_has_settled() { # it listens, or it has ended
    grep -q 'http://' "$2" || ! kill -0 "$1" 2>/dev/null
}

# Once: the mark lies in the county's folder, and goes with it.
enrol_kiosk() {
    local mark=$data/county/demo-enrolled log=$logs/enrol.log village code
    [ ! -e "$mark" ] || return 0
    village=$(sed -n 's/^code *= *"\([0-9]*\)".*/\1/p' assets/demo/village.toml)
    code=$("$python" -m sync.county enrol --data "$data/county" --village "$village" 2>"$log" |
        grep -oEm1 '[0-9]{3} [0-9]{3} [0-9]{3}' | tr -d ' ')
    if "$python" main.py --data "$data" --county "$county_url" enrol "$code" >>"$log" 2>&1; then
        touch "$mark"
    else
        tail -n 5 "$log" >&2
        tell enrol_failed "$log" # the village works alone: that is the point of it
    fi
}

start_display() {
    local log=$logs/display.log
    Xvfb -displayfd 3 -screen 0 "${window}x24" -nolisten tcp -noreset \
        3>"$logs/display.number" >"$log" 2>&1 &
    children+=($!)
    wait_for 20 test -s "$logs/display.number" || fail no_display "$log"
    DISPLAY=:$(<"$logs/display.number")
    export DISPLAY QT_QPA_PLATFORM=xcb
    tell picture "$DISPLAY" "$picture"
    passed+=(--picture "$picture")
    if command -v x11vnc >/dev/null; then
        x11vnc -display "$DISPLAY" -localhost -nopw -forever -shared -quiet \
            >"$logs/vnc.port" 2>"$logs/vnc.log" &
        children+=($!)
        wait_for 10 grep -q PORT= "$logs/vnc.port" &&
            tell vnc "$(sed -n 's/PORT=//p' "$logs/vnc.port")"
    fi
}

open_kiosk() {
    local log=$logs/kiosk.log
    [ "$seconds" = 0 ] || passed+=(--seconds "$seconds")
    tell opening
    "$python" main.py --data "$data" --county "$county_url" --window "$window" "${passed[@]}" \
        2>"$log" &
    children+=($!)
    wait $! || fail kiosk_failed "$log"
}

cd "$repository" || exit 1
bootstrap run || exit 1
umask 077 # the demo's people are invented, a village's are not
mkdir -p "$data" && data=$(cd "$data" && pwd) || exit 1
logs=$data/logs
picture=$data/kiosk.png
mkdir -p "$logs" "$data/county" || exit 1
rm -f "$picture" "$logs/display.number"

seed_village
start_county
enrol_kiosk
tell county "$county_url/"
tell data "$data"
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    window=${window:-1280x800}
    [ "$seconds" = 0 ] || passed+=(--picture "$picture")
else
    window=${window:-1080x1920}
    start_display
fi
open_kiosk
if [ "$seconds" != 0 ]; then
    test -s "$picture" || fail kiosk_failed "$logs/kiosk.log"
    tell came_up
fi
