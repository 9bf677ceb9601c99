"""The real neural worker, where the extra is installed."""

from __future__ import annotations

import base64
import json
import math
import os
import subprocess
from importlib import import_module

import pytest

from kiosk.config import ASSETS
from kiosk.voice.clauses import clauses_of
from kiosk.voice.make import neural_command
from kiosk.voice.neural import is_installed
from kiosk.voice.player import RATE, decode
from kiosk.voice.slowing import lengthened
from tests.voice.loudspeaker import pitch_hz, power

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="needs the extra [voice]: packaging/requirements-voice.txt"
)

NAME = "王秀英，"
EVERY = bool(os.environ.get("EVERY"))
NOTICES = (
    "明天上午九点，村委会发养老金，请带身份证。",
    "各位乡亲，明天停水一天，请提前存好水。",
)[: None if EVERY else 1]
"""Two seconds of work for each piece."""


@pytest.fixture(scope="module")
def worker():
    child = subprocess.Popen(neural_command(ASSETS), stdin=-1, stdout=-1, stderr=-3, text=True)
    with child:
        assert json.loads(child.stdout.readline()) == {"ready": "zf_xiaoxiao"}
        yield child
        child.stdin.close()
        assert child.wait(20) == 0


def ask(worker, **question):
    worker.stdin.write(json.dumps(question) + "\n")
    worker.stdin.flush()
    return json.loads(worker.stdout.readline())


def say(worker, text):
    return decode(base64.b64decode(ask(worker, id=1, text=text)["wav"]))


def test_a_name_becomes_speech_without_silence_before_it(worker):
    sound = say(worker, NAME)
    assert 1000 < math.sqrt(power(sound.frames)) < 6000
    first = next(i for i, frame in enumerate(sound.frames) if abs(frame) > 300)
    assert first < 0.05 * RATE


def test_a_notice_is_as_slow_as_the_recordings(worker):
    pieces = [piece for notice in NOTICES for piece in clauses_of(notice)]
    characters = sum(sign.isalnum() for piece in pieces for sign in piece)
    length_s = sum(say(worker, piece).length_s for piece in pieces)
    print(f"live voice, characters a minute {60 * characters / length_s:.0f}")
    assert 160 <= 60 * characters / length_s <= 200


def test_slower_speech_keeps_its_pitch_and_its_loudness():
    numpy = import_module("numpy")
    tone = 0.5 * numpy.sin(2 * math.pi * 220 * numpy.arange(RATE) / RATE)
    slower = lengthened(tone, 1.25, RATE)
    assert len(slower) == 1.25 * RATE
    inner = slower[RATE // 10 : -RATE // 10]
    assert pitch_hz(inner) == pytest.approx(220, abs=2)
    assert power(inner) == pytest.approx(power(tone), rel=0.02)


def test_a_sign_of_life_and_what_cannot_be_said(worker):
    assert ask(worker, id=2) == {"id": 2}
    assert "error" in ask(worker, id=3, text="")
    assert "error" in ask(worker, id=4, text="，。")
