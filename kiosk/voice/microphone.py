"""The microphone, through miniaudio. Opened for one note and closed after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import miniaudio

from kiosk.voice.adpcm import RATE
from kiosk.voice.recorder import Microphone, NoMicrophone, Pieces

PERIOD_MS = 40
PERIODS = 3


class SystemMicrophones:
    """The one that the system takes where nobody says which."""

    def are_there(self) -> bool:
        """What listens to a loudspeaker is no microphone: PulseAudio has such a source (a monitor)
        for each of them."""
        try:
            found = miniaudio.Devices(_backends()).get_captures()
        except miniaudio.MiniaudioError:
            return False
        ids = [bytes(miniaudio.ffi.buffer(each["id"])).partition(b"\0")[0] for each in found]
        return any(not each.endswith(b".monitor") for each in ids)

    def open(self) -> Microphone:
        return open_default(_backends())


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


def open_default(backends: Sequence[miniaudio.Backend]) -> Microphone:
    """Raises NoMicrophone."""
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


def _backends() -> list[miniaudio.Backend]:
    """As kiosk.voice.player's: never the null backend, and ALSA only where there is a card."""
    backend = miniaudio.Backend
    if not sys.platform.startswith("linux"):
        return [each for each in backend if each not in (backend.NULL, backend.CUSTOM)]
    has_card = any(Path("/dev/snd").glob("pcm*c"))
    return [backend.PULSEAUDIO, backend.ALSA] if has_card else [backend.PULSEAUDIO]
