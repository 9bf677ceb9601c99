"""The voice that is made while the first page already stands."""

from __future__ import annotations

from kiosk.voice.late import LateVoice
from kiosk.voice.port import Mute


class Noting(Mute):
    """A voice that writes down what it was to say."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

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
