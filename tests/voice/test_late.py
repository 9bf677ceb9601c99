"""The voice that is made while the first page already stands."""

from __future__ import annotations

from kiosk.voice.late import LateVoice
from kiosk.voice.port import Mute


class Noting(Mute):
    """A voice that writes down what it was to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.rings = 0
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True

    def ring(self) -> None:
        self.rings += 1

    def speak(self, text: str, *, urgent: bool = False) -> None:
        self.said.append(f"{text}!" if urgent else text)


def test_what_was_to_be_said_last_is_said_on_waking() -> None:
    voice = Noting()
    late = LateVoice(lambda: voice)
    late.speak("one")
    late.speak("two")
    late.set_volume(4)
    late.wake()
    late.speak("three", urgent=True)
    assert voice.said == ["two", "three!"]
    assert (voice.volume, late.volume) == (4, 4)


def test_what_was_cut_before_waking_is_not_said() -> None:
    voice = Noting()
    late = LateVoice(lambda: voice)
    late.speak("one")
    late.hush()
    late.wake()
    assert voice.said == []


def test_another_language_is_another_voice_and_nobody_speaks_for_it_before() -> None:
    voices = [Noting(), Noting()]
    late = LateVoice(iter(voices).__next__)
    late.wake()
    late.speak("one")
    late.set_volume(4)
    late.sleep()
    late.speak("two")
    late.wake()
    assert [voice.said for voice in voices] == [["one"], ["two"]]
    assert voices[0].is_closed
    assert late.volume == 4


def test_the_bell_goes_on_with_the_next_voice_but_an_old_call_is_not_rung_again() -> None:
    voices, now_s = [Noting(), Noting(), Noting()], [0.0]
    late = LateVoice(iter(voices).__next__, lambda: now_s[0])
    late.ring()
    late.wake()
    late.sleep()
    late.wake()
    now_s[0] = 61.0
    late.sleep()
    late.wake()
    assert [voice.rings for voice in voices] == [1, 1, 0]
