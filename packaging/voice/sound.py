"""What is done to rendered speech before it is kept: trimmed, slowed, levelled, written."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import numpy as np
import parselmouth
import soundfile
from parselmouth.praat import call

FRAME = 240
"""10 ms."""
SILENT_DB = -42.0
"""Under the loudest frame: what is quieter is no speech."""
LEVEL_DB = -20.0
"""RMS of what is speech, under full scale."""
PEAK_DB = -1.0
FADE = 120
LONGEST_PERIOD_HZ, SHORTEST_PERIOD_HZ = 75, 500
"""Between these lies a voice's pitch."""
COMPRESSION = 0.8
"""Vorbis quality 2 of 10."""
PAUSE_FRAMES = 6
"""A gap this long inside a sentence is a comma's."""


def finished(samples: Any, rate: int, slower: float, pause_s: float) -> Any:
    """slower: 1.4 = takes 1.4 times as long at the same pitch. pause_s: how long a comma lasts at
    least."""
    parselmouth.praat.run("random_initializeWithSeedUnsafelyButPredictably (1)")
    sound = parselmouth.Sound(trimmed(samples).astype(np.float64), rate)
    longer = call(
        sound, "Lengthen (overlap-add)", LONGEST_PERIOD_HZ, SHORTEST_PERIOD_HZ, slower
    ).values[0]
    return _levelled(_with_pauses(trimmed(longer), round(pause_s * rate)))


def trimmed(samples: Any) -> Any:
    loud = np.flatnonzero(_levels_db(samples) > SILENT_DB)
    return samples[max(0, loud[0] - 1) * FRAME : (loud[-1] + 3) * FRAME]


def ogg(samples: Any, rate: int) -> bytes:
    """Ogg Vorbis, the same bytes for the same samples."""
    file = io.BytesIO()
    soundfile.write(
        file, samples, rate, format="OGG", subtype="VORBIS", compression_level=COMPRESSION
    )
    return _with_serial(file.getvalue(), 1)


def _levels_db(samples: Any) -> Any:
    """Of each frame, against the loudest."""
    whole = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    powers = (whole**2).mean(axis=1)
    return 10 * np.log10(powers / powers.max() + 1e-12)


def _with_pauses(samples: Any, pause: int) -> Any:
    loud = np.flatnonzero(_levels_db(samples) > SILENT_DB)
    parts: list[Any] = []
    since = 0
    for before, after in pairwise(loud):
        gap = after - before - 1
        if gap >= PAUSE_FRAMES and gap * FRAME < pause:
            middle = int(before + after + 1) // 2 * FRAME
            parts += [samples[since:middle], np.zeros(pause - gap * FRAME)]
            since = middle
    return np.concatenate([*parts, samples[since:]])


def _levelled(samples: Any) -> Any:
    speech = np.repeat(_levels_db(samples) > -30, FRAME)
    rms = np.sqrt((samples[: len(speech)][speech] ** 2).mean())
    gain = min(10 ** (LEVEL_DB / 20) / rms, 10 ** (PEAK_DB / 20) / np.abs(samples).max())
    ramp = np.linspace(0, 1, FADE)
    level = samples * gain
    level[:FADE] *= ramp
    level[-FADE:] *= ramp[::-1]
    return level


def _with_serial(data: bytes, serial: int) -> bytes:
    """The stream's number, which libsndfile draws by lot, in every page of an Ogg file."""
    pages, at = bytearray(data), 0
    while at < len(pages):
        count = pages[at + 26]
        size = 27 + count + sum(pages[at + 27 : at + 27 + count])
        pages[at + 14 : at + 18] = serial.to_bytes(4, "little")
        pages[at + 22 : at + 26] = bytes(4)
        pages[at + 22 : at + 26] = _crc(pages[at : at + size]).to_bytes(4, "little")
        at += size
    return bytes(pages)


def _crc(page: bytes | bytearray) -> int:
    """Ogg's own (RFC 3533, 6): polynomial 0x04c11db7, nothing reflected."""
    crc = 0
    for byte in page:
        crc = (crc << 8) & 0xFFFFFFFF ^ _CRC[crc >> 24 ^ byte]
    return crc


def _crc_of(byte: int) -> int:
    crc = byte << 24
    for _ in range(8):
        crc = (crc << 1 ^ 0x04C11DB7) & 0xFFFFFFFF if crc >> 31 else crc << 1
    return crc


_CRC = [_crc_of(byte) for byte in range(256)]
