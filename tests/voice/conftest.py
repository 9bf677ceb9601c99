from __future__ import annotations

import math
import queue
import sys
import textwrap
import wave
from array import array

import pytest

from kiosk.voice.fragments import sentence_hash
from kiosk.voice.live import Limits
from kiosk.voice.make import VoiceSettings, make_voice
from kiosk.voice.player import RATE
from tests.voice.loudspeaker import Loudspeaker, children_of_this


@pytest.fixture
def loudspeaker():
    return Loudspeaker()


@pytest.fixture
def speakers():
    """Who spoke, as told."""
    return queue.SimpleQueue()


@pytest.fixture
def voices(tmp_path, loudspeaker, speakers):
    """Makes voices over the listening loudspeaker and closes them in the end."""
    made = []

    def make(open_device=loudspeaker.open, limits=None, **settings):
        settings = {"neural": (), "limits": limits or Limits(answer_s=10), **settings}
        chosen = VoiceSettings(tmp_path, **settings)
        made.append(make_voice(chosen, on_speaker=speakers.put, open_device=open_device))
        return made[-1]

    yield make
    for voice in made:
        voice.close()


@pytest.fixture
def recorded(tmp_path):
    """recorded(text, hz, s): the language's pack holds the sentence, as a tone."""
    folder = tmp_path / "voice" / "zh_CN"
    folder.mkdir(parents=True)
    lines = ["[sentences]"]

    def record(text, hz=440, s=0.3):
        name = f"{sentence_hash(text)}.ogg"
        frames = (int(9000 * math.sin(2 * math.pi * hz * i / RATE)) for i in range(int(s * RATE)))
        with wave.open(str(folder / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(array("h", frames).tobytes())
        lines.append(f'{sentence_hash(text)} = "{text}"')
        (folder / "manifest.toml").write_text("\n".join(lines), "utf-8")

    return record


@pytest.fixture
def program(tmp_path):
    """A real child program to stand where the worker stands. It notes each of its starts."""

    def write(body, name="program"):
        path = tmp_path / f"{name}.py"
        noted = f"open({str(tmp_path / 'starts')!r}, 'a').write('x')\n"
        path.write_text("import json, sys, time\n" + noted + textwrap.dedent(body), "utf-8")
        return (sys.executable, "-S", str(path))

    write.starts = lambda: (
        (tmp_path / "starts").stat().st_size if (tmp_path / "starts").exists() else 0
    )
    return write


@pytest.fixture
def children():
    """Ids of this process's living children that were not there before the test."""

    before = children_of_this()
    return lambda: children_of_this() - before
