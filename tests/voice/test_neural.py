"""The real neural worker, where the extra is installed."""

from __future__ import annotations

import base64
import json
import math
import subprocess

import pytest

from kiosk.config import ASSETS
from kiosk.voice.make import neural_command
from kiosk.voice.neural import is_installed
from kiosk.voice.player import RATE, decode
from tests.voice.loudspeaker import power

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="needs the extra [voice]: packaging/requirements-voice.txt"
)

NAME = "王秀英，"
CHARACTERS = 3


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


def test_a_name_becomes_speech_without_silence_before_it(worker):
    sound = decode(base64.b64decode(ask(worker, id=1, text=NAME)["wav"]))
    assert 100 <= CHARACTERS / sound.length_s * 60 <= 240
    assert 1000 < math.sqrt(power(sound.frames)) < 6000
    first = next(i for i, frame in enumerate(sound.frames) if abs(frame) > 300)
    assert first < 0.05 * RATE


def test_a_sign_of_life_and_what_cannot_be_said(worker):
    assert ask(worker, id=2) == {"id": 2}
    assert "error" in ask(worker, id=3, text="")
    assert "error" in ask(worker, id=4, text="，。")
