"""What really reaches a loudspeaker, recorded behind PulseAudio."""

from __future__ import annotations

import cmath
import math
import queue
import time

import pytest

from kiosk.voice.bell import STRIKES, STROKE_S
from kiosk.voice.make import VoiceSettings, make_voice
from kiosk.voice.player import RATE
from kiosk.voice.port import Speaker
from tests.voice.ear import can_hear, room

pytestmark = pytest.mark.skipif(
    not can_hear(),
    reason="needs pulseaudio and pulseaudio-utils, to record what was played",
)

SENTENCE = "请把身份证放在读卡区，或者点击屏幕上的大按钮。"
RECORDER_S = 0.05
"""How late the recorder hears: its own buffer and the sink's."""
BELL_HZ = [hz for hz, _ in STRIKES]
SPEECH_HZ = 700


@pytest.fixture(scope="module")
def ear(tmp_path_factory):
    with room(tmp_path_factory.mktemp("room")) as ear:
        yield ear


@pytest.fixture
def voice(tmp_path, ear):
    assert ear.thread.is_alive()
    speakers = queue.SimpleQueue()
    voice = make_voice(VoiceSettings(tmp_path, neural=()), on_speaker=speakers.put)
    assert speakers.get(timeout=20) is Speaker.PYTTSX3
    yield voice
    voice.close()


def test_a_sentence_is_heard_and_hush_cuts_it(ear, voice):
    came, went = [], []
    for _ in range(4):
        asked_s = time.monotonic()
        voice.speak(SENTENCE)
        came.append(ear.sound_after(asked_s))
        ear.listen(0.5)
        asked_s = time.monotonic()
        voice.hush()
        went.append(ear.silence_after(asked_s))
    print(f"first sound ms {_ms(came)}; silent after hush ms {_ms(went)}")
    assert sorted(came)[-2] <= 0.3
    assert sorted(went)[-2] <= 0.1 + RECORDER_S


def test_the_bell_sounds_in_the_middle_of_a_sentence_with_the_volume_at_its_lowest(ear, voice):
    voice.set_volume(1)
    asked_s = time.monotonic()
    voice.speak(SENTENCE)
    ear.sound_after(asked_s)
    said = ear.listen(0.3)
    voice.ring()
    rung = ear.listen(STROKE_S)
    voice.stop_ringing()
    said_on = ear.listen(0.6)
    print(f"peaks: said {max(said)}, rung {max(rung)}, said on {max(said_on)}")
    assert max(rung) > 20_000 > 5 * max(said)
    assert all(_strength(rung, hz) > 10 * _strength(rung, SPEECH_HZ) for hz in BELL_HZ)
    assert 0 < max(said_on[-RATE // 4 :]) < 2 * max(said)


def _strength(frames, hz):
    """How much of this tone is in it."""
    turn = 2j * math.pi * hz / RATE
    return abs(sum(frame * cmath.exp(turn * i) for i, frame in enumerate(frames)))


def _ms(seconds):
    return sorted(round(each * 1000) for each in seconds)
