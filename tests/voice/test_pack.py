"""The recorded voice and the catalogue belong together (docs/voice.md says how to render anew)."""

from __future__ import annotations

import re
import tomllib
from array import array
from math import log10
from pathlib import Path

import pytest

import kiosk
from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.voice.fragments import MANIFEST, needed, sentence_hash
from kiosk.voice.player import RATE, decode
from kiosk.voice.reading import reading_of
from kiosk.voice.spoken import AT_THE_DESK, DESK, GUIDES, LIVE_ON_PURPOSE, spoken_keys

FOLDER = ASSETS / "voice" / "zh_CN"
PACK = tomllib.loads((FOLDER / MANIFEST).read_text("utf-8"))
STRINGS = load_strings(ASSETS / "strings" / "zh_CN")
WANTS = needed(STRINGS, reading_of(STRINGS))
HOW = "run packaging/voice/make.sh"
MOST_BYTES = 15_000_000
PROGRAM = Path(kiosk.__file__).parent
SAYS = re.compile(r'\bsay(?:_key)?\(\s*"([a-z_]+\.[a-z_.]+)"')
OF_NUMBERS = {"reading.sharp", "shell.keypad.digit"}


def test_each_sentence_that_may_be_spoken_has_its_recording():
    assert set(PACK["sentences"].values()) == {*WANTS.sentences, *WANTS.parts}, HOW
    assert set(PACK["numbers"].values()) == set(WANTS.numbers), HOW


def test_the_manifest_names_each_file_by_its_text():
    texts = PACK["sentences"] | PACK["numbers"]
    assert all(sentence_hash(text) == key for key, text in texts.items()), HOW
    assert {path.stem for path in FOLDER.glob("*.ogg")} == set(texts), HOW


def test_the_manifest_says_who_speaks_and_under_which_licence():
    assert PACK["voice"]
    assert PACK["licence"] == "Apache-2.0"
    assert PACK["tool"]


def test_the_pack_is_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("at", range(8))
def test_recordings_are_trimmed_levelled_and_not_hurried(at):
    texts = sorted(text for text in PACK["sentences"].values() if len(text) >= 12)
    text = texts[at * len(texts) // 8]
    sound = decode((FOLDER / f"{sentence_hash(text)}.ogg").read_bytes())
    characters = sum(each.isalnum() for each in text)
    assert 140 <= 60 * characters / sound.length_s <= 260
    assert -24 <= _level_db(sound.frames) <= -17
    assert _quiet_s(sound.frames) < 0.1
    assert _quiet_s(sound.frames[::-1]) < 0.15


def test_the_lists_name_what_there_is():
    keys = list(STRINGS)
    assert all(any(key.startswith(start) for key in keys) for start in GUIDES)
    assert all(any(key.startswith(start) for key in keys) for start in LIVE_ON_PURPOSE)
    assert all(any(key.startswith(start) for key in keys) for start in AT_THE_DESK)
    assert {key.partition(".")[0] for key in keys} >= DESK
    assert {"home.say", "slip.number_check", "register.consent.text"} <= set(spoken_keys(STRINGS))


def test_what_the_program_says_by_its_key_is_on_the_lists():
    programs = [path for path in PROGRAM.rglob("*.py") if "desk" not in path.parts]
    said = {key for path in programs for key in SAYS.findall(path.read_text("utf-8"))}
    assert len(said) >= 8
    assert said - set(spoken_keys(STRINGS)) <= OF_NUMBERS


def _level_db(frames):
    """RMS of what is speech."""
    pieces = [frames[at : at + 240] for at in range(0, len(frames) - 239, 240)]
    powers = [sum(frame * frame for frame in piece) / 240 for piece in pieces]
    speech = array("d", (power for power in powers if power > max(powers) / 1000))
    rms = (sum(speech) / len(speech)) ** 0.5
    return 20 * log10(rms / 32768)


def _quiet_s(frames):
    """How long it takes until something is heard."""
    return next(at for at, frame in enumerate(frames) if abs(frame) > 300) / RATE
