"""The shell scripts parse, and say only sentences that stand in packaging/messages.sh."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.house import tree

SCRIPTS = [*tree.files(".ci"), *(p for p in tree.files("packaging") if p.suffix == ".sh")]
MESSAGES = tree.ROOT / "packaging" / "messages.sh"


@pytest.mark.parametrize("path", SCRIPTS, ids=tree.name_of)
def test_script_parses(path):
    subprocess.run(["bash", "-n", path], check=True, timeout=10)


@pytest.mark.parametrize("path", [p for p in SCRIPTS if p != MESSAGES], ids=tree.name_of)
def test_sentences_stand_in_one_place(path):
    assert not tree.HAN.search(path.read_text("utf-8"))


def test_every_sentence_is_said_and_there():
    scripts = "\n".join(path.read_text("utf-8") for path in SCRIPTS if path != MESSAGES)
    said = set(re.findall(r"\b(?:tell|fail) ([a-z_]+)", scripts))
    there = set(re.findall(r"^say_([a-z_]+)=", MESSAGES.read_text("utf-8"), re.MULTILINE))
    assert said == there
