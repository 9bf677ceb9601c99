"""The bell: heard where nobody can speak, at full volume, in turn with speech, until answered."""

from __future__ import annotations

from itertools import groupby

import pytest

from kiosk.voice.bell import PATIENCE_S, PAUSE_S, RATE, RING_S, STROKE_S, Bell, chime
from kiosk.voice.live import Limits
from tests.voice.loudspeaker import no_loudspeaker, power

PIECE = 480


class Watch:
    def __init__(self):
        self.s = 100.0

    def now_s(self):
        return self.s


def hear(bell, watch, seconds, *, is_speaking=False):
    """The strokes that are heard: when each began and how long it was, in seconds."""
    heard = []
    for _ in range(round(seconds * RATE / PIECE)):
        piece = bell.next(PIECE, is_speaking=is_speaking)
        assert piece is None or len(piece) == PIECE
        heard.append((watch.s, piece is not None))
        watch.s += PIECE / RATE
    runs = [list(run) for rings, run in groupby(heard, lambda pair: pair[1]) if rings]
    return [(run[0][0] - heard[0][0], len(run) * PIECE / RATE) for run in runs]


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def bell(watch):
    return Bell(watch.now_s)


def test_it_is_silent_until_it_is_rung(bell, watch):
    assert hear(bell, watch, 5) == []


def test_it_rings_again_and_again_for_a_minute(bell, watch):
    bell.ring()
    strokes = hear(bell, watch, 2 * RING_S)
    assert strokes[0] == (0, pytest.approx(STROKE_S, abs=0.02))
    assert len(strokes) == pytest.approx(RING_S / (STROKE_S + PAUSE_S), abs=1)
    assert strokes[-1][0] < RING_S


def test_answered_it_falls_silent_at_once(bell, watch):
    bell.ring()
    hear(bell, watch, STROKE_S / 2)
    bell.stop()
    faded = bell.next(PIECE, is_speaking=False)
    assert abs(faded[-1]) < 100
    assert hear(bell, watch, RING_S) == []


def test_the_first_stroke_comes_at_once_and_the_others_let_a_sentence_end(bell, watch):
    bell.ring()
    strokes = hear(bell, watch, 30, is_speaking=True)
    assert strokes[0][0] == 0
    assert strokes[1][0] == pytest.approx(STROKE_S + PATIENCE_S, abs=0.1)


def test_the_chime_is_loud_and_ends_in_silence():
    frames = chime()
    assert max(frames) >= 25_000 or min(frames) <= -25_000
    assert abs(frames[-1]) < 100
    assert len(frames) == int(STROKE_S * RATE)


def test_it_is_heard_where_nobody_can_speak_and_the_volume_does_not_matter(
    voices, loudspeaker, program
):
    voice = voices(worker=program("sys.exit(1)"), limits=Limits(back_off_s=(0.0,), try_again_s=60))
    voice.set_volume(1)
    voice.ring()
    assert loudspeaker.wait(lambda frames: max(frames, default=0) > 20_000)
    voice.stop_ringing()
    loudspeaker.wait_for_silence(0.3)
    assert voice.has_loudspeaker


def test_a_sentence_waits_for_the_end_of_the_stroke(voices, loudspeaker, recorded):
    recorded("one", hz=440, s=0.3)
    voice = voices()
    voice.set_volume(4)
    voice.ring()
    voice.speak("one")
    first = loudspeaker.wait_for_sound() and next(
        i for i, frame in enumerate(loudspeaker.frames) if frame
    )
    stroke = int(STROKE_S * RATE)
    assert loudspeaker.wait(lambda frames: len(frames) > first + stroke + RATE // 2)
    voice.stop_ringing()
    said = loudspeaker.frames[first + stroke + 480 : first + stroke + RATE // 5]
    assert 6_000**2 < power(said) < 7_000**2  # the tone alone, of 9000 at its peak


def test_a_touch_cuts_the_sentence_and_not_the_bell(voices, loudspeaker):
    voice = voices()
    voice.ring()
    assert loudspeaker.wait_for_sound()
    since = len(loudspeaker.frames)
    voice.hush()
    assert loudspeaker.wait(lambda frames: len(frames) > since + RATE // 2)
    assert power(loudspeaker.frames[since + RATE // 4 : since + RATE // 2]) > 1000
    voice.stop_ringing()


def test_without_a_loudspeaker_nothing_rings_and_nothing_fails(voices):
    voice = voices(open_device=no_loudspeaker)
    voice.ring()
    voice.stop_ringing()
    assert not voice.has_loudspeaker
