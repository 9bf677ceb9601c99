"""The locked versions answer pyproject.toml, each by the hash of its files, from no named index."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house import tree

PROJECT = tomllib.loads((tree.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUN = PROJECT["dependencies"]
WANTED = {
    "requirements.txt": RUN,
    "requirements-dev.txt": [*RUN, *PROJECT["optional-dependencies"]["dev"]],
    "requirements-voice.txt": [*RUN, *PROJECT["optional-dependencies"]["voice"]],
    "requirements-hand.txt": [*RUN, *PROJECT["optional-dependencies"]["hand"]],
    "requirements-camera.txt": [*RUN, *PROJECT["optional-dependencies"]["camera"]],
    "requirements-ocr.txt": [*RUN, *PROJECT["optional-dependencies"]["ocr"]],
    "voice/requirements.txt": [
        line
        for line in (tree.ROOT / "packaging/voice/requirements.in").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ],
}


def pins(file: str) -> dict[str, str]:
    text = (tree.ROOT / "packaging" / file).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("file", WANTED)
def test_lock_answers_the_project(file):
    pinned = pins(file)
    for text in WANTED[file]:
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        assert name in pinned, f"{name}: run packaging/lock.sh"
        assert wanted.specifier.contains(pinned[name]), f"{name}: run packaging/lock.sh"


@pytest.mark.parametrize("file", [*WANTED, "requirements-assets.txt"])
def test_every_pin_has_hashes_and_no_index_is_named(file):
    text = (tree.ROOT / "packaging" / file).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.split("\n\n#")[0].strip())
    for block in blocks:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        assert re.match(r"[a-z0-9-]+==\S+( ; .+)? \\$", lines[0])
        assert all(re.match(r"    --hash=sha256:[0-9a-f]{64}", line) for line in lines[1:])
        assert len(lines) > 1


@pytest.mark.parametrize("file", [file for file in WANTED if file.startswith("requirements-")])
def test_with_an_extra_the_same_versions_run(file):
    assert pins("requirements.txt").items() <= pins(file).items()
