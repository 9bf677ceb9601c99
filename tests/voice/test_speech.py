"""The whole voice: the real worker, a real (null) device that keeps what it played."""

from __future__ import annotations

import math
import os
import signal
import time
from itertools import pairwise

import pytest

from kiosk.voice.live import Limits
from kiosk.voice.player import RATE
from kiosk.voice.port import DEFAULT_STEP, Speaker
from tests.promised import within
from tests.voice.loudspeaker import (
    DeadLoudspeaker,
    no_loudspeaker,
    pitch_hz,
    power,
    until,
)

SENTENCE = "请把身份证放在读卡区，或者点击屏幕上的大按钮。"
LONG = SENTENCE * 5
HUSH_S = 0.1
HANGS = """
    print('{"ready": "hangs"}', flush=True)
    time.sleep(600)
"""
IMPATIENT = Limits(answer_s=0.3, back_off_s=(0.0, 0.02, 0.02), try_again_s=30)


def test_an_unrecorded_sentence_is_spoken_by_pyttsx3(voices, loudspeaker):
    voice = voices()
    voice.speak(SENTENCE)
    length_s = loudspeaker.wait_for_silence(0.8) / RATE
    assert 6 < length_s < 12
    assert voice.speaker is Speaker.PYTTSX3


def test_a_recorded_sentence_is_played_and_pyttsx3_is_not_asked(
    voices, loudspeaker, recorded, program
):
    recorded("one", hz=440, s=0.3)
    voice = voices(worker=program(HANGS))
    voice.speak("one")
    end = loudspeaker.wait_for_silence(0.2)
    assert pitch_hz(loudspeaker.frames[end - 6000 : end]) == pytest.approx(440, rel=0.05)
    assert voice.speaker is Speaker.RECORDINGS


def test_a_new_sentence_cuts_the_old_one(voices, loudspeaker, recorded):
    recorded("long", hz=300, s=20)
    recorded("new", hz=900, s=0.5)
    voice = voices()
    voice.speak("long")
    assert loudspeaker.wait_for_sound()
    voice.speak("new")
    end = loudspeaker.wait_for_silence(0.2)
    assert end < 10 * RATE
    assert pitch_hz(loudspeaker.frames[end - 6000 : end]) == pytest.approx(900, rel=0.05)


def test_hush_cuts_within_a_tenth_of_a_second(voices, loudspeaker, recorded):
    recorded("long", s=20)
    voice = voices()
    voice.speak("long")
    assert loudspeaker.wait_for_sound()
    since = len(loudspeaker.frames)
    voice.hush()
    end = loudspeaker.wait_for_silence(0.3)
    # Beside this, the device's own buffer: 60 ms at most.
    assert within((end - since) / RATE, HUSH_S - 0.06)


def test_a_sentence_hushed_while_it_is_rendered_is_not_heard(voices, loudspeaker, recorded):
    recorded("after", hz=700, s=0.2)
    voice = voices()
    for _ in range(5):
        voice.speak(LONG)
        voice.hush()
    voice.speak("after")
    end = loudspeaker.wait_for_silence(0.3)
    assert end - first_sound(loudspeaker) <= 0.21 * RATE


def test_the_worker_killed_while_speaking_is_back_for_the_next_sentence(
    voices, loudspeaker, children
):
    voice = voices()
    voice.speak(LONG)
    assert loudspeaker.wait_for_sound()
    for pid in children():
        os.kill(pid, signal.SIGKILL)
    voice.hush()
    loudspeaker.wait_for_silence(0.2)
    since = len(loudspeaker.frames)
    voice.speak(SENTENCE)
    assert loudspeaker.wait_for_sound(since)
    assert voice.speaker is Speaker.PYTTSX3


def test_a_frozen_worker_is_replaced_within_three_seconds(voices, loudspeaker, children):
    voice = voices(limits=Limits())
    voice.speak(SENTENCE)
    assert loudspeaker.wait_for_sound()
    for pid in children():
        os.kill(pid, signal.SIGSTOP)
    voice.hush()
    loudspeaker.wait_for_silence(0.1)
    since, asked_s = len(loudspeaker.frames), time.monotonic()
    voice.speak(SENTENCE)
    assert loudspeaker.wait_for_sound(since)
    assert within(time.monotonic() - asked_s, 3)


def test_a_worker_that_hangs_holds_nobody_up_and_is_killed(voices, speakers, program, children):
    voice = voices(worker=program(HANGS), limits=IMPATIENT)
    assert speakers.get(timeout=20) is Speaker.PYTTSX3
    slowest_s = 0.0
    while voice.speaker is not Speaker.SILENCE:
        asked_s = time.monotonic()
        voice.speak(SENTENCE)
        voice.hush()
        voice.speak(LONG, urgent=True)
        slowest_s = max(slowest_s, time.monotonic() - asked_s)
        until(lambda: not speakers.empty(), patience_s=0.02)
    assert slowest_s < IMPATIENT.answer_s, "nobody was waited for"
    assert until(lambda: not children())
    assert program.starts() == 3


def test_an_alert_is_not_cut_by_a_plain_sentence_which_follows(voices, loudspeaker, recorded):
    recorded("alert", hz=300, s=0.5)
    recorded("older", hz=600, s=0.5)
    recorded("newer", hz=900, s=0.5)
    voice = voices()
    voice.speak("alert", urgent=True)
    assert loudspeaker.wait_for_sound()
    voice.speak("older")
    voice.speak("newer")
    end = loudspeaker.wait_for_silence(0.3)
    assert pitch_hz(loudspeaker.frames[end - 6000 : end]) == pytest.approx(900, rel=0.05)
    loud = [frame for frame in loudspeaker.frames[:end] if frame]
    assert 0.9 * RATE < len(loud) <= RATE


def test_an_alert_is_cut_by_hush_and_then_plain_sentences_are_said(voices, loudspeaker, recorded):
    recorded("alert", hz=300, s=20)
    recorded("plain", hz=900, s=0.5)
    voice = voices()
    voice.speak("alert", urgent=True)
    assert loudspeaker.wait_for_sound()
    voice.hush()
    voice.speak("plain")
    end = loudspeaker.wait_for_silence(0.3)
    assert pitch_hz(loudspeaker.frames[end - 6000 : end]) == pytest.approx(900, rel=0.05)


def test_four_steps_of_volume_span_18_db(voices, loudspeaker, recorded):
    recorded("tone", s=0.4)
    voice = voices()
    levels = []
    for step in (1, 2, 3, 4):
        voice.set_volume(step)
        assert voice.volume == step
        since = len(loudspeaker.frames)
        voice.speak("tone")
        assert loudspeaker.wait_for_sound(since)
        end = loudspeaker.wait_for_silence(0.2)
        levels.append(10 * math.log10(power(loudspeaker.frames[end - 6000 : end])))
    assert levels[3] - levels[0] >= 18
    assert all(4 < louder - softer < 9 for softer, louder in pairwise(levels))


def test_volume_stays_within_its_steps_and_goes_back(voices):
    voice = voices()
    voice.set_volume(9)
    assert voice.volume == 4
    voice.set_volume(-1)
    assert voice.volume == 1
    voice.reset_volume()
    assert voice.volume == DEFAULT_STEP


def test_without_a_loudspeaker_it_is_silent_and_nothing_is_rendered(voices, program, recorded):
    recorded("tone")
    voice = voices(open_device=no_loudspeaker, worker=program(HANGS))
    voice.speak(SENTENCE)
    voice.speak("tone", urgent=True)
    voice.close()
    assert voice.speaker is Speaker.SILENCE
    assert program.starts() == 0


def test_a_loudspeaker_that_stopped_playing_is_opened_anew(voices, loudspeaker, recorded):
    recorded("tone", s=0.1)
    dead = DeadLoudspeaker()
    devices = [dead]
    voice = voices(open_device=lambda: devices.pop() if devices else loudspeaker.open())
    voice.speak("tone")
    assert dead.is_closed.wait(20)
    voice.speak("tone")
    assert loudspeaker.wait_for_sound()


def test_a_worker_whose_answer_is_no_sound_costs_the_sentence_only(
    voices, loudspeaker, program, recorded
):
    recorded("tone")
    rubbish = """
    print('{"ready": "rubbish"}', flush=True)
    for line in sys.stdin:
        print(json.dumps({**json.loads(line), "wav": "aGVsbG8="}), flush=True)
    """
    voice = voices(worker=program(rubbish))
    voice.speak(SENTENCE, urgent=True)
    voice.speak("tone")
    assert loudspeaker.wait_for_sound()


def test_turned_off_it_is_silent(voices, children):
    voice = voices(is_enabled=False)
    voice.speak(SENTENCE)
    voice.hush()
    voice.set_volume(7)
    assert voice.volume == 4
    assert voice.speaker is Speaker.SILENCE
    assert not children()


def test_closing_ends_the_worker_and_later_calls_do_nothing(voices, loudspeaker, children):
    voice = voices()
    voice.speak(SENTENCE)
    assert loudspeaker.wait_for_sound()
    voice.close()
    assert until(lambda: not children())
    voice.speak(SENTENCE)
    voice.hush()
    voice.close()


def first_sound(loudspeaker):
    return next(i for i, frame in enumerate(loudspeaker.frames) if frame)


def test_what_is_recorded_is_heard_at_once_and_the_rest_follows(voices, loudspeaker, recorded):
    recorded("one。", hz=440, s=0.5)
    voice = voices()
    voice.speak(f"one。{SENTENCE}one。")
    end = loudspeaker.wait_for_silence(1.5)
    begin = next(at for at, frame in enumerate(loudspeaker.frames) if frame)
    tone = RATE // 2
    for at in (begin, end - tone):
        piece = loudspeaker.frames[at + tone // 4 : at + tone // 2]
        assert pitch_hz(piece) == pytest.approx(440, rel=0.05)
    assert 6 * RATE < end - begin < 14 * RATE
