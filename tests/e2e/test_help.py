"""What the programs say of themselves: every option and command, in Chinese."""

from __future__ import annotations

import re

import pytest

from tests.e2e.programs import Programs

OPTIONS = (
    "--help", "--data", "--county", "--window", "--fullscreen", "--silent", "--picture", "--tour",
    "--seconds", "--language", "--card-reader", "--simulated-card-reader", "--simulated-microphone",
    "--camera",
    "--paper",
)  # fmt: skip
COMMANDS = {
    "demo": (),
    "import": ("FILE", "--report"),
    "rebuild": (),
    "enrol": ("CODE",),
    "carry-out": ("FOLDER",),
    "carry-in": ("FOLDER",),
    "restore": (),
}


def test_help_names_every_option_and_command(programs: Programs) -> None:
    ran = programs.main("--help")
    assert ran.code == 0
    for word in OPTIONS:
        assert _explained(ran.out, word), word
    for word in COMMANDS:
        assert _explained(ran.out, word), word
    offered = set(re.findall(r"--[a-z-]*[a-z]", ran.out))
    assert offered == set(OPTIONS), "this test must know every option"
    assert not re.search(r"usage|optional|arguments|show this", ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(programs: Programs, command: str) -> None:
    ran = programs.main(command, "--help")
    assert ran.code == 0
    for word in COMMANDS[command]:
        assert _explained(ran.out, word), word
    assert not re.search(r"usage|positional|options:|show this", ran.out)


@pytest.mark.parametrize("wrong", [("--no-such",), ("nonsense",), ("--window", "large")])
def test_words_not_understood(programs: Programs, wrong: tuple[str, ...]) -> None:
    ran = programs.main(*wrong)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_the_countys_help(programs: Programs) -> None:
    ran = programs.run("-m", "sync.county", "--help")
    assert ran.code == 0
    for word in ("--data", "--host", "--port", "serve", "enrol", "carry-in", "carry-out"):
        assert _explained(ran.out, word), word


def _explained(text: str, word: str) -> bool:
    """The word at a line's beginning, with a Chinese sentence beside it or below."""
    line = rf"^ *(?:-h, )?{word}(?![a-z-])[^\n]*\n?[^\n]*[\u4e00-\u9fff]"
    return re.search(line, text, re.MULTILINE) is not None
