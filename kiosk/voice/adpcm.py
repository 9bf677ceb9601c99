"""IMA ADPCM in a WAV file: four bits a frame, 8 KB a second, which miniaudio and every player read.

Made while she speaks, so that nothing is left to be computed when she has ended. Source: IMA,
Recommended Practices for Enhancing Digital Audio Compatibility, 3.0 (1992); Microsoft, Multimedia
Standards Update (1994), for the blocks.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from typing import Final

RATE: Final = 16_000
BLOCK_BYTES: Final = 512
BLOCK_FRAMES: Final = (BLOCK_BYTES - 4) * 2 + 1
_FORMAT: Final = 0x11
_STEPS: Final = (
    7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66,
    73, 80, 88, 97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449,
    494, 544, 598, 658, 724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272,
    2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442,
    11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
)  # fmt: skip
_MOVES: Final = (-1, -1, -1, -1, 2, 4, 6, 8)


class Adpcm:
    """Frames at RATE, mono, 16 bit, as they come."""

    def __init__(self) -> None:
        self._rest: array[int] = array("h")
        self._blocks = bytearray()
        self._index = 0
        self.frames = 0

    def add(self, frames: Sequence[int]) -> None:
        self.frames += len(frames)
        self._rest.extend(frames)
        while len(self._rest) >= BLOCK_FRAMES:
            self._blocks += self._block(self._rest[:BLOCK_FRAMES])
            del self._rest[:BLOCK_FRAMES]

    def wav(self) -> bytes:
        """The whole file, its last block filled up with silence. Nothing may be added any more."""
        if self._rest:
            self._rest.extend([0] * (BLOCK_FRAMES - len(self._rest)))
            self._blocks += self._block(self._rest)
            del self._rest[:]
        a_second = RATE * BLOCK_BYTES // BLOCK_FRAMES
        shape = 20, _FORMAT, 1, RATE, a_second, BLOCK_BYTES, 4, 2, BLOCK_FRAMES
        parts = b"WAVEfmt " + struct.pack("<IHHIIHHHH", *shape)
        parts += b"fact" + struct.pack("<II", 4, self.frames)
        parts += b"data" + struct.pack("<I", len(self._blocks)) + self._blocks
        return b"RIFF" + struct.pack("<I", len(parts)) + parts

    def _block(self, frames: Sequence[int]) -> bytes:
        """Its first frame stands whole: what is lost of one block harms no other."""
        value, index = frames[0], self._index
        head = struct.pack("<hBx", value, index)
        codes = bytearray()
        for frame in frames[1:]:
            step, far = _STEPS[index], frame - value
            code = min(7, abs(far) * 4 // step)
            by = (step >> 3) + (step if code & 4 else 0)
            by += (step >> 1 if code & 2 else 0) + (step >> 2 if code & 1 else 0)
            value = max(-32768, min(32767, value - by if far < 0 else value + by))
            index = max(0, min(len(_STEPS) - 1, index + _MOVES[code]))
            codes.append(code | 8 if far < 0 else code)
        self._index = index
        pairs = zip(codes[::2], codes[1::2], strict=True)
        return head + bytes(low | high << 4 for low, high in pairs)
