"""A simulator of an ID-card module, as pure bytes in and out: for tests and demos, no real reader.

It speaks the frames of kiosk.devices.card_frames from the other side and can be told to suffer
what readers, lines and hands do. kiosk.devices.simulated_reader puts it behind a pseudo-terminal.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from kiosk.devices import card_fields as fields
from kiosk.devices.card_frames import Command, Damaged, FrameReader, Status, answer_frame

PHOTO_BYTES: Final = 1024
FINGERPRINTS_BYTES: Final = (0, 512, 1024)
_COMMAND_BODY_LEAST: Final = 3


class Mishap(Enum):
    """What happens to one answer."""

    NOISE_BEFORE = auto()
    NOISE_WITHIN = auto()
    """A burst over some bytes; the checksum does not fit any more."""
    WRONG_CHECKSUM = auto()
    FOOLED_CHECKSUM = auto()
    """Two bytes are wrong by the same bit, which the checksum cannot tell."""
    LOST_BYTE = auto()
    CUT = auto()
    SILENCE = auto()
    SLOW = auto()
    """In pieces, within what a patient driver waits."""
    TOO_SLOW = auto()
    """It comes when nobody waits for it any more."""
    PULLED = auto()
    """The card is taken away instead of an answer from it."""
    PULLED_MIDWAY = auto()
    """The card is taken away while its answer is on the line, which ends there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes for the line, and how long the module waits before it sends them."""

    after_s: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Tempo:
    slow_s: float = 0.01
    """Between the pieces of a slow answer."""
    too_slow_s: float = 1.0
    """Before an answer that comes too late."""


def text_of_card(  # every field has its own place on the card
    *,
    name: str,
    number: str,
    sex: str = "2",
    ethnic_group: str = "01",
    birth: str = "",
    address: str = "",
    issuer: str = "",
    valid_from: str = "20200101",
    valid_until: str = "20400101",
    latin_rest: str = "",
    kind: str = "",
) -> bytes:
    """The 256 bytes that a chip holds. birth: the number's own if not given."""
    text = bytearray(" ".encode("utf-16-le") * (fields.TEXT_BYTES // 2))
    for place, value in (
        (fields.NAME, name),
        (fields.SEX, sex),
        (fields.ETHNIC_GROUP, ethnic_group),
        (fields.BIRTH, birth or number[6:14]),
        (fields.ADDRESS, address),
        (fields.NUMBER, number),
        (fields.ISSUER, issuer),
        (fields.VALID_FROM, valid_from),
        (fields.VALID_UNTIL, valid_until),
        (fields.LATIN_REST, latin_rest),
        (fields.KIND, kind),
    ):
        data = value.encode("utf-16-le")
        if len(data) > place.stop - place.start:
            raise ValueError("longer than its field")
        text[place.start : place.start + len(data)] = data
    return bytes(text)


class SimulatedModule:
    """dice: for the encrypted photo, noise and where a frame is cut.

    wants_lifting: like many a real one, it finds a card that it has read only after it was lifted.
    """

    def __init__(
        self, dice: random.Random, tempo: Tempo | None = None, *, wants_lifting: bool = False
    ) -> None:
        self._dice = dice
        self._tempo = tempo or Tempo()
        self._wants_lifting = wants_lifting
        self._heard = FrameReader(_COMMAND_BODY_LEAST)
        self._text: bytes | None = None
        self._photo = b""
        self._is_found = self._is_selected = self._is_spent = False
        self._mishaps: list[tuple[Command, Mishap]] = []
        self.refuses: Status | None = None
        """Said to everything but a question after its state."""
        self.commands = 0
        """Heard so far."""

    @property
    def has_card(self) -> bool:
        return self._text is not None

    def put(self, text: bytes) -> None:
        """Lays a card down, in place of what lay there."""
        self.take()
        self._text = text
        self._photo = self._dice.randbytes(PHOTO_BYTES)

    def take(self) -> None:
        self._text = None
        self._is_found = self._is_selected = self._is_spent = False

    def suffer(self, mishaps: Iterable[tuple[Command, Mishap]]) -> None:
        """The next answers to these commands meet with these, each once, in this order."""
        self._mishaps += mishaps

    def recover(self) -> None:
        self._mishaps.clear()

    def hear(self, data: bytes) -> list[Piece]:
        """What it sends upon these bytes."""
        self._heard.feed(data)
        pieces: list[Piece] = []
        while (body := self._heard.next_body()) is not None:
            self.commands += 1
            if isinstance(body, Damaged):
                pieces.append(Piece(0.0, answer_frame(Status.BAD_CHECKSUM)))
            elif body not in set(Command):
                pieces.append(Piece(0.0, answer_frame(Status.BAD_COMMAND)))
            else:
                pieces += self._answer(Command(body))
        return pieces

    def _answer(self, command: Command) -> list[Piece]:
        mishap = self._next_mishap(command)
        if mishap is Mishap.PULLED:
            self.take()
        frame = answer_frame(*self._said_to(command))
        if mishap is Mishap.PULLED_MIDWAY:
            self.take()
        return suffered(frame, mishap, self._dice, self._tempo)

    def _next_mishap(self, command: Command) -> Mishap | None:
        for index, (when, _) in enumerate(self._mishaps):
            if when is command:
                return self._mishaps.pop(index)[1]
        return None

    def _said_to(self, command: Command) -> tuple[int, bytes]:
        if command is Command.STATE:
            return Status.DONE, b""
        if self.refuses is not None:
            return self.refuses, b""
        if command is Command.FIND:
            self._is_found = self._text is not None and not self._is_spent
            self._is_selected = False
            return (Status.FOUND, bytes(4)) if self._is_found else (Status.NO_CARD, b"")
        if command is Command.SELECT:
            self._is_selected, self._is_found = self._is_found, False
            return (Status.DONE, bytes(8)) if self._is_selected else (Status.NOT_SELECTED, b"")
        if not self._is_selected or self._text is None:
            return Status.READ_FAILED, b""
        self._is_spent = self._wants_lifting
        parts = [self._text, self._photo]
        if command is Command.READ_ALL:
            parts.append(self._dice.randbytes(self._dice.choice(FINGERPRINTS_BYTES)))
        lengths = b"".join(len(part).to_bytes(2, "big") for part in parts)
        return Status.DONE, lengths + b"".join(parts)


def suffered(frame: bytes, mishap: Mishap | None, dice: random.Random, tempo: Tempo) -> list[Piece]:
    """A frame as it comes down the line after a mishap."""
    place = dice.randrange(1, len(frame))
    burst = min(len(frame) - place, dice.randint(1, 16))
    match mishap:
        case Mishap.NOISE_BEFORE:
            return [Piece(0.0, dice.randbytes(dice.randint(1, 64)) + frame)]
        case Mishap.NOISE_WITHIN:
            noise = dice.randbytes(burst)
            return [Piece(0.0, frame[:place] + noise + frame[place + burst :])]
        case Mishap.WRONG_CHECKSUM:
            return [Piece(0.0, frame[:-1] + bytes((frame[-1] ^ dice.randint(1, 255),)))]
        case Mishap.FOOLED_CHECKSUM:
            return [Piece(0.0, _fooled(frame, dice))]
        case Mishap.LOST_BYTE:
            return [Piece(0.0, frame[: place - 1] + frame[place:])]
        case Mishap.CUT | Mishap.PULLED_MIDWAY:
            return [Piece(0.0, frame[:place])]
        case Mishap.SILENCE:
            return []
        case Mishap.SLOW:
            third = max(1, len(frame) // 3)
            parts = (frame[:third], frame[third : 2 * third], frame[2 * third :])
            return [Piece(tempo.slow_s, part) for part in parts]
        case Mishap.TOO_SLOW:
            return [Piece(tempo.too_slow_s, frame)]
        case _:
            return [Piece(0.0, frame)]


def _fooled(frame: bytes, dice: random.Random) -> bytes:
    """Where a card's name stands, if the frame is long enough to hold one."""
    start = 14 if len(frame) > fields.TEXT_BYTES else len(frame) - 3
    fooled, mask = bytearray(frame), 1 << dice.randrange(8)
    for place in (start, start + 2):
        fooled[place] ^= mask
    return bytes(fooled)
