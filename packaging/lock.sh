#!/usr/bin/env bash
# Locks the versions again, after pyproject.toml changed (docs/adr/0002). Versions already locked
# stay; `lock.sh --upgrade` takes the newest. Asks the default index alone, whatever this machine's
# pip is set to, so that the hashes are those of the published files.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PIP_CONFIG_FILE=/dev/null
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL
compile() {
    pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras \
        --allow-unsafe --no-header --no-annotate "$@"
}
compile "$@" -o packaging/requirements.txt pyproject.toml
compile "$@" --extra dev -c packaging/requirements.txt -o packaging/requirements-dev.txt pyproject.toml
compile "$@" -o packaging/requirements-assets.txt packaging/requirements-assets.in
compile "$@" -o packaging/voice/requirements.txt packaging/voice/requirements.in
compile "$@" --extra hand -c packaging/requirements.txt -o packaging/requirements-hand.txt pyproject.toml
compile "$@" --extra voice -c packaging/requirements.txt -o packaging/requirements-voice.txt pyproject.toml
compile "$@" --extra ocr -c packaging/requirements.txt -o packaging/requirements-ocr.txt pyproject.toml
compile "$@" --extra camera -c packaging/requirements.txt -o packaging/requirements-camera.txt pyproject.toml
