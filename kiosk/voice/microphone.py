"""The microphone, through miniaudio. Opened for one note and closed after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.voice.adpcm import RATE
from kiosk.voice.lean import CAPTURES, SOUND, backends, has_card, miniaudio
from kiosk.voice.recorder import Microphone, NoMicrophone, Pieces

PERIOD_MS = 40
PERIODS = 3


class SystemMicrophones:
    """The one that the system takes where nobody says which."""

    def __init__(self, sound: Path = SOUND) -> None:
        self._sound = sound

    def are_there(self) -> bool:
        """What listens to a loudspeaker is no microphone: PulseAudio lists such a source for each,
        the system's own folder does not."""
        if not sys.platform.startswith("linux"):
            return _finds_any()
        return has_card(CAPTURES, self._sound)

    def open(self) -> Microphone:
        return open_default(backends(CAPTURES))


class _Captured:
    def __init__(self, device: miniaudio.CaptureDevice) -> None:
        self._device = device

    def start(self, pieces: Pieces) -> None:
        try:
            self._device.start(pieces)
        except miniaudio.MiniaudioError as error:
            raise NoMicrophone(str(error)) from error

    def close(self) -> None:
        self._device.close()


def open_default(through: Sequence[miniaudio.Backend]) -> Microphone:
    """Raises NoMicrophone."""
    try:
        device = miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=PERIOD_MS,
            callback_periods=PERIODS,
            backends=list(through),
            app_name="xianglin",
        )
    except miniaudio.MiniaudioError as error:
        raise NoMicrophone(str(error)) from error
    return _Captured(device)


def _finds_any() -> bool:
    try:
        return bool(miniaudio.Devices(backends(CAPTURES)).get_captures())
    except miniaudio.MiniaudioError:
        return False
