#!/usr/bin/env bash
# Renders what is missing from assets/voice/zh_CN, with the engine from locked packages (Linux with
# Python 3.11 or 3.12). Not needed to build or run: the recordings stand in the repository.
#
#   packaging/voice/make.sh [FOLDER]           keeps the engine in FOLDER (500 MB) for the next time
#   packaging/voice/make.sh FOLDER --check     then has a recogniser write down what it hears
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ $# -gt 0 ]; then
    work=$1
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
cd "$work"

if ! cmp -s "$here/requirements.txt" venv/locked; then
    python3 -m venv --clear venv
    venv/bin/pip install -q --require-hashes -r "$here/requirements.txt"
    cp "$here/requirements.txt" venv/locked
fi

nice venv/bin/python "$here/render.py"
if [ "${2:-}" = --check ]; then
    nice venv/bin/python "$here/check.py"
fi
