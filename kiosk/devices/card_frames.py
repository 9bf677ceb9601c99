"""The frames of an ID-card module (GA 450, GA 467), both ways, as pure bytes.

    AA AA AA 96 69 | length (2, big-endian) | command, parameter | data | checksum   to the module
    AA AA AA 96 69 | length (2, big-endian) | SW1 SW2 SW3        | data | checksum   from it

The length counts what follows it; the checksum is the XOR of everything between preamble and
itself. It finds every single wrong byte, but not one in 256 of heavier damages: therefore what a
frame says is held against itself (kiosk.devices.card_fields), and on a line that has shown noise it
is read twice (kiosk.devices.card_module).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import xor
from typing import Final

PREAMBLE: Final = bytes.fromhex("AAAAAA9669")
_LENGTH_BYTES: Final = 2
_HEAD: Final = len(PREAMBLE) + _LENGTH_BYTES
_CHECKSUM_BYTES: Final = 1
_STATUS_BYTES: Final = 3
BODY_MAX: Final = 3072
"""Bytes after the length. The longest known answer, with both fingerprints, has 2,314."""


class Command(bytes, Enum):
    """Command and parameter."""

    STATE = b"\x11\xff"
    FIND = b"\x20\x01"
    SELECT = b"\x20\x02"
    READ = b"\x30\x01"
    """Text and photo."""
    READ_ALL = b"\x30\x10"
    """Text, photo and fingerprints."""


class Status(int, Enum):
    """SW3, the module's own word; SW1 and SW2 are the card's and differ from maker to maker."""

    DONE = 0x90
    FOUND = 0x9F
    BAD_CHECKSUM = 0x10
    BAD_LENGTH = 0x11
    BAD_COMMAND = 0x21
    CARD_REFUSES = 0x31
    MODULE_REFUSES = 0x32
    UNVERIFIED = 0x33
    WRONG_CARD = 0x40
    READ_FAILED = 0x41
    SELF_TEST_FAILED = 0x60
    UNLICENSED = 0x66
    NO_CARD = 0x80
    NOT_SELECTED = 0x81


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    status: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Damaged:
    """A frame whose checksum is wrong."""


def command_frame(command: bytes) -> bytes:
    return _frame(command)


def answer_frame(status: int, data: bytes = b"") -> bytes:
    return _frame(bytes((0, 0, status)) + data)


def checksum(data: bytes) -> int:
    return reduce(xor, data, 0)


def _frame(content: bytes) -> bytes:
    body = (len(content) + _CHECKSUM_BYTES).to_bytes(_LENGTH_BYTES, "big") + content
    return PREAMBLE + body + bytes((checksum(body),))


class FrameReader:
    """Finds frames in whatever comes down the line; holds at most one frame and a piece."""

    def __init__(self, least_body: int = _STATUS_BYTES + _CHECKSUM_BYTES) -> None:
        """least_body: bytes after the length of the shortest frame that is one."""
        self._least = least_body
        self._heard = bytearray()
        self.is_noisy = False
        """Something came down the line that belongs to no frame, since this was last set False."""

    def feed(self, data: bytes) -> None:
        self._heard += data

    def forget(self) -> None:
        self._heard.clear()

    def next_body(self) -> bytes | Damaged | None:
        """What stands between length and checksum; None: no frame is complete."""
        while True:
            start = self._heard.find(PREAMBLE)
            if start < 0:
                # Its end may be the beginning of a preamble.
                self._skip(max(0, len(self._heard) - len(PREAMBLE) + 1))
                return None
            self._skip(start)
            if len(self._heard) < _HEAD:
                return None
            length = int.from_bytes(self._heard[len(PREAMBLE) : _HEAD], "big")
            if not self._least <= length <= BODY_MAX:
                self._skip(1)
                continue
            if len(self._heard) < _HEAD + length:
                return None
            return self._take(_HEAD + length)

    def next_answer(self) -> Answer | Damaged | None:
        match self.next_body():
            case bytes() as body:
                return Answer(body[_STATUS_BYTES - 1], body[_STATUS_BYTES:])
            case other:
                return other

    def _take(self, end: int) -> bytes | Damaged:
        frame = bytes(self._heard[:end])
        if checksum(frame[len(PREAMBLE) :]):
            # The length may have been the damage: a whole frame may stand in what it swallowed.
            self._skip(len(PREAMBLE))
            return Damaged()
        del self._heard[:end]
        return frame[_HEAD:-_CHECKSUM_BYTES]

    def _skip(self, count: int) -> None:
        del self._heard[:count]
        self.is_noisy = self.is_noisy or count > 0
