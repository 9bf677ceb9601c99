#!/usr/bin/env bash
# Everything that a change must pass. Arguments go to pytest: bash packaging/test.sh tests/house
# All checks run even when an early one fails; pytest's closing line comes last. Without arguments
# the tests are tested first: each seeded bug of tests/mutations must make one of them fail.
set -uo pipefail
# shellcheck source=packaging/bootstrap.sh
source "$(dirname "${BASH_SOURCE[0]}")/bootstrap.sh"
cd "$repository" || exit 1
bootstrap dev || exit 1
export QT_QPA_PLATFORM=offscreen
PATH=$(dirname "$python"):$PATH
# Tests start hundreds of programs: each would compile all of it anew.
unset PYTHONDONTWRITEBYTECODE

# The tests' folders are in memory where there is room: half of their waiting is for the disk. What
# is promised of a disk is tested on the system calls themselves, not by having one.
room=2097152 # KiB
free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
[ "${free:-0}" -lt "$room" ] || [ ! -w /dev/shm ] || export TMPDIR=/dev/shm
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/xl-tests-XXXXXX") || exit 1
export TMPDIR
chmod 711 "$TMPDIR" # PostgreSQL's own user comes through it
trap 'rm -rf "$TMPDIR"' EXIT

failed=0
check() {
    printf '== %s\n' "$*"
    "$@" || failed=1
}
# Once, or each of the processes below would compile it for itself.
python -m compileall -q main.py kiosk sync
# mypy has one core; the other checks have the rest.
mypy >"$TMPDIR/mypy" 2>&1 &
mypy=$!
check ruff check .
check ruff format --check .
check lint-imports
[ $# -gt 0 ] || check python tests/mutations/catch.py
printf '== mypy\n'
wait "$mypy" || failed=1
cat "$TMPDIR/mypy"
# One more than cores: some tests wait for other processes.
check pytest -n 3 --dist worksteal "$@"
exit "$failed"
