#!/usr/bin/env bash
# Renders what is missing from assets/voice/zh_CN, with the engine from locked packages (Linux with
# Python 3.11 or newer and npm). Not needed to build or run: the recordings stand in the repository.
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

voice=package/voices/zf_xiaoxiao.bin
if [ ! -f "$voice" ]; then
    npm pack --silent kokoro-js@1.2.1
    sha256sum --quiet -c <<'SUMS'
1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860  kokoro-js-1.2.1.tgz
SUMS
    tar -xzf kokoro-js-1.2.1.tgz "$voice"
fi
if [ ! -x venv/bin/python ]; then
    python3 -m venv venv
    venv/bin/pip install -q --require-hashes -r "$here/requirements.txt"
fi

nice venv/bin/python "$here/render.py" "$voice"
if [ "${2:-}" = --check ]; then
    nice venv/bin/python "$here/check.py"
fi
