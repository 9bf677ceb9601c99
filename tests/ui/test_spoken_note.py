"""The page that listens: a real recorder behind it, and a simulated microphone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.flows.screen import Chose, Spoke
from kiosk.ui.habits import Habits
from kiosk.ui.panels import StillHerePanel
from kiosk.voice.player import decode
from kiosk.voice.recorder import MOST_MS, Recorder
from kiosk.voice.simulated_microphone import PIECE_S, SimulatedMicrophones
from tests.ui.toy_flow import HOME


@pytest.fixture
def microphones():
    return SimulatedMicrophones(piece_s=PIECE_S / 10)


@pytest.fixture
def listening(make_kiosk, microphones):
    def make(**given):
        recorder = Recorder(lambda: microphones, gone_s=0.3)
        kiosk = make_kiosk(recorder=recorder, **given)
        kiosk.recorder = recorder
        kiosk.open("listen", "two")
        return kiosk

    return make


def speak(kiosk, microphones):
    """Until she may end it."""
    kiosk.bot.waitUntil(lambda: kiosk.control("done").isEnabled())
    assert microphones.open_now == 1


def test_one_touch_ends_it_and_the_microphone_is_free(listening, microphones, strings):
    kiosk = listening()
    assert not kiosk.control("done").isEnabled(), "a second tap of the same touch ends nothing"
    assert strings.show("toy.listen.title") not in kiosk.voice.said, "it would hear itself"
    kiosk.tap("bar:repeat")
    assert kiosk.voice.said[-1:] != [strings.show("toy.listen.title")]
    speak(kiosk, microphones)
    kiosk.bot.waitUntil(lambda: "30" not in left_of(kiosk))
    kiosk.tap("done")
    kiosk.sees("toy.two")
    (spoke,) = kiosk.answers
    assert isinstance(spoke, Spoke)
    assert decode(spoke.sound).length_s == pytest.approx(spoke.length_ms / 1000, abs=0.07)
    assert "wav" not in repr(spoke)
    kiosk.bot.waitUntil(lambda: microphones.open_now == 0)


def left_of(kiosk):
    return next(w for w in kiosk.shell.findChildren(QLabel, "left") if w.isVisible()).text()


def test_what_she_leaves_out_is_forgotten(listening, microphones):
    kiosk = listening()
    speak(kiosk, microphones)
    kiosk.tap("side")
    kiosk.sees("toy.two")
    assert kiosk.answers == [Chose("none")]
    kiosk.bot.waitUntil(lambda: microphones.open_now == 0)
    assert kiosk.recorder.finish() == (b"", 0)


def test_back_and_home_forget_it(listening, microphones):
    kiosk = listening()
    speak(kiosk, microphones)
    kiosk.tap("bar:home")
    kiosk.sees(HOME.id)
    kiosk.bot.waitUntil(lambda: microphones.open_now == 0)
    assert kiosk.recorder.finish() == (b"", 0)
    assert kiosk.answers == []


def test_who_goes_away_leaves_nothing(listening, microphones):
    kiosk = listening(habits=Habits(idle_s=0.6, warning_s=1))
    speak(kiosk, microphones)
    kiosk.sees_panel(StillHerePanel)
    kiosk.bot.waitUntil(lambda: microphones.open_now == 0)
    assert kiosk.recorder.finish() == (b"", 0)
    kiosk.bot.waitUntil(lambda: kiosk.shell.screen_shown.id == HOME.id)
    assert kiosk.answers == []


def test_a_page_over_it_stops_it_and_it_begins_anew(listening, microphones):
    kiosk = listening()
    speak(kiosk, microphones)
    kiosk.tap("bar:volume")
    kiosk.bot.waitUntil(lambda: microphones.open_now == 0)
    assert kiosk.recorder.length_ms == 0
    kiosk.tap("bar:back")
    speak(kiosk, microphones)
    kiosk.tap("done")
    kiosk.sees("toy.two")


def test_it_ends_by_itself(listening, microphones):
    kiosk = listening()
    kiosk.recorder.most_ms = MOST_MS
    microphones.sound *= 40
    kiosk.sees("toy.two")
    (spoke,) = kiosk.answers
    assert spoke.length_ms == MOST_MS


def test_a_microphone_that_has_gone_ends_it_with_nothing(listening, microphones):
    microphones.is_plugged = False
    kiosk = listening()
    kiosk.sees("toy.two")
    assert kiosk.answers == [Spoke(b"", 0)]
