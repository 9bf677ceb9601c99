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

failed=0
check() {
    printf '== %s\n' "$*"
    "$@" || failed=1
}
check ruff check .
check ruff format --check .
check mypy
check lint-imports
[ $# -gt 0 ] || check python tests/mutations/catch.py
# One more than cores: some tests wait for other processes.
check pytest -n 3 --dist worksteal "$@"
exit "$failed"
