"""The real worker, pyttsx3 and espeak-ng."""

from __future__ import annotations

import base64
import cmath
import json
import math
import subprocess
import time

import pytest

from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.voice.make import worker_command
from kiosk.voice.player import RATE, decode
from kiosk.voice.reading import reading_of
from tests.promised import within
from tests.voice.loudspeaker import power

SENTENCE = "请把身份证放在读卡区，或者点击屏幕上的大按钮。"
CHARACTERS = 21


@pytest.fixture(scope="module")
def started():
    """The child and the first line it wrote."""
    child = subprocess.Popen(worker_command("zh_CN"), stdin=-1, stdout=-1, text=True)
    with child:
        yield child, child.stdout.readline()
        child.stdin.close()
        assert child.wait(10) == 0


@pytest.fixture
def worker(started):
    return started[0]


def ask(worker, **question):
    worker.stdin.write(json.dumps(question) + "\n")
    worker.stdin.flush()
    return json.loads(worker.stdout.readline())


def render(worker, text):
    return decode(base64.b64decode(ask(worker, id=1, text=text)["wav"]))


def test_it_speaks_mandarin(started):
    assert json.loads(started[1]) == {"ready": "sit/cmn"}


def test_a_sentence_becomes_speech(worker):
    sound = render(worker, SENTENCE)
    assert 150 <= CHARACTERS / sound.length_s * 60 <= 210
    assert math.sqrt(power(sound.frames)) > 500
    loudest = max(range(0, len(sound.frames) - 512, 512), key=lambda i: _power(sound, i))
    spectrum = _spectrum(sound.frames[loudest : loudest + 512])
    # 1 for noise; voiced speech has harmonics.
    assert _flatness(spectrum) < 0.3
    below_4_khz = sum(spectrum[: 512 * 4000 // RATE])
    assert below_4_khz > 0.8 * sum(spectrum)


def test_fifty_renderings_are_all_whole(worker):
    lengths = [render(worker, SENTENCE).length_s for _ in range(50)]
    assert max(lengths) - min(lengths) < 0.01  # espeak-ng itself varies by 2 ms
    assert render(worker, SENTENCE * 4).length_s > 3 * lengths.pop()


def test_a_sentence_is_rendered_long_before_it_could_be_said(worker):
    started_s = time.monotonic()
    render(worker, SENTENCE)
    assert within(time.monotonic() - started_s, 1)


def test_sign_of_life(worker):
    assert ask(worker, id=7) == {"id": 7}


def test_an_empty_sentence_is_an_error_and_not_the_end(worker):
    assert "error" in ask(worker, id=1, text="")
    assert "error" in ask(worker, id=2, text=" ")
    assert "wav" in ask(worker, id=3, text="……")
    assert "wav" in ask(worker, id=4, text="<&\x00\ud800".encode("utf-8", "replace").decode())
    assert render(worker, SENTENCE).length_s > 1


@pytest.mark.parametrize(("language", "voice"), [("yue", "sit/yue"), ("en", "gmw/en-us")])
def test_each_language_speaks_with_its_own_voice(language, voice):
    strings = load_strings(ASSETS / "strings" / language)
    spoken = reading_of(strings)(strings.say("home.say"))
    child = subprocess.Popen(worker_command(language), stdin=-1, stdout=-1, text=True)
    with child:
        assert json.loads(child.stdout.readline()) == {"ready": voice}
        sound = render(child, spoken)
        child.stdin.close()
    assert 1 < sound.length_s < 10
    assert math.sqrt(power(sound.frames)) > 500


def test_without_its_voice_it_does_not_start():
    command = [*worker_command("zh_CN"), "--voice", "no/such"]
    ended = subprocess.run(command, input="", capture_output=True, timeout=20, check=False)
    assert ended.returncode != 0 or not ended.stdout


def test_it_ends_with_its_parent():
    """Whoever started it is killed: its input ends."""
    child = subprocess.Popen(worker_command("zh_CN"), stdin=-1, stdout=-1)
    with child:
        child.stdout.readline()
        child.stdin.close()
        assert child.wait(10) == 0


def _power(sound, at):
    return power(sound.frames[at : at + 512])


def _spectrum(frames):
    n = len(frames)
    windowed = [
        frame * (0.5 - 0.5 * math.cos(2 * math.pi * i / n)) for i, frame in enumerate(frames)
    ]
    turns = [cmath.exp(-2j * math.pi * i / n) for i in range(n)]
    return [
        abs(sum(frame * turns[i * k % n] for i, frame in enumerate(windowed))) ** 2 + 1e-9
        for k in range(1, n // 2)
    ]


def _flatness(spectrum):
    geometric = math.exp(sum(map(math.log, spectrum)) / len(spectrum))
    return geometric / (sum(spectrum) / len(spectrum))
