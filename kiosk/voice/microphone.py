"""The microphone, through miniaudio. Opened for one note and closed after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.voice.adpcm import RATE
from kiosk.voice.recorder import Microphone, NoMicrophone, Pieces

if TYPE_CHECKING:
    from kiosk.voice.lean import miniaudio

SOUND: Final = Path("/dev/snd")
PERIOD_MS = 40
PERIODS = 3


class SystemMicrophones:
    """The one that the system takes where nobody says which."""

    def __init__(self, sound: Path = SOUND) -> None:
        self._sound = sound

    def are_there(self) -> bool:
        """Without the sound library where the system's own folder says it: 20 MB less for a kiosk
        into which nobody speaks. What listens to a loudspeaker is no microphone, and not there."""
        if not sys.platform.startswith("linux"):
            return _finds_any()
        return _has_capture(self._sound)

    def open(self) -> Microphone:
        return open_default(_backends())


class _Captured:
    def __init__(self, device: miniaudio.CaptureDevice) -> None:
        self._device = device

    def start(self, pieces: Pieces) -> None:
        from kiosk.voice.lean import miniaudio

        try:
            self._device.start(pieces)
        except miniaudio.MiniaudioError as error:
            raise NoMicrophone(str(error)) from error

    def close(self) -> None:
        self._device.close()


def open_default(backends: Sequence[miniaudio.Backend]) -> Microphone:
    """Raises NoMicrophone."""
    from kiosk.voice.lean import miniaudio

    try:
        device = miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            backends=list(backends),
            app_name="xianglin",
        )
    except miniaudio.MiniaudioError as error:
        raise NoMicrophone(str(error)) from error
    return _Captured(device)


def _has_capture(sound: Path) -> bool:
    return any(sound.glob("pcm*c"))


def _finds_any() -> bool:
    from kiosk.voice.lean import miniaudio

    try:
        return bool(miniaudio.Devices(_backends()).get_captures())
    except miniaudio.MiniaudioError:
        return False


def _backends() -> list[miniaudio.Backend]:
    """As kiosk.voice.player's: never the null backend, and ALSA only where there is a card."""
    from kiosk.voice.lean import miniaudio

    backend = miniaudio.Backend
    if not sys.platform.startswith("linux"):
        return [each for each in backend if each not in (backend.NULL, backend.CUSTOM)]
    both = [backend.PULSEAUDIO, backend.ALSA]
    return both if _has_capture(SOUND) else both[:1]
