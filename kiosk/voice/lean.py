"""miniaudio without numpy, which it loads wherever it is installed (the neural voice brings it):
20 MB of every kiosk, for arrays that nobody here gives it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

if "numpy" in sys.modules:
    import miniaudio
else:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import miniaudio
    finally:
        del sys.modules["numpy"]

__all__ = ["CAPTURES", "PLAYS", "SOUND", "backends", "has_card", "miniaudio"]

SOUND: Final = Path("/dev/snd")
PLAYS: Final = "pcm*p"
CAPTURES: Final = "pcm*c"
"""Devices of the system's sound cards."""


def has_card(what: str, sound: Path = SOUND) -> bool:
    """what: PLAYS or CAPTURES."""
    return any(sound.glob(what))


def backends(what: str) -> list[miniaudio.Backend]:
    """Never the null backend, which would pretend to play. ALSA is not even asked where there is
    no card: it writes a page of errors to the console."""
    backend = miniaudio.Backend
    if not sys.platform.startswith("linux"):
        return [each for each in backend if each not in (backend.NULL, backend.CUSTOM)]
    both = [backend.PULSEAUDIO, backend.ALSA]
    return both if has_card(what) else both[:1]
