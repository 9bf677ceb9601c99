"""One conversation with an ID-card module over a line of bytes: is there a card, and what stands
on it. Every question has a time limit; the encrypted photo and fingerprints are left where they
are in the answer and dropped with it.

A late answer can never be taken for the next card's: a reading is believed only when finding,
selecting and reading were each answered in their own shape, one after the other. And on a line that
has shown noise lately a card is read twice, because the frames' checksum lets one in 256 bursts
pass: a name or an address has nothing else to be held against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from kiosk.devices.card_fields import TEXT_BYTES, read_fields
from kiosk.devices.card_frames import (
    Answer,
    Command,
    Damaged,
    FrameReader,
    Status,
    command_frame,
)
from kiosk.services.cards import Card, CardFault


class LineBroken(OSError):
    """The cable is out, or the port is gone. Holds nothing that came over it."""


class Line(Protocol):
    """A serial port."""

    def write(self, data: bytes) -> None:
        """Raises LineBroken."""
        ...

    def read(self, limit_s: float) -> bytes:
        """What came, empty if nothing did within limit_s. Raises LineBroken."""
        ...

    def drop_heard(self) -> None:
        """Forgets what came and was not read. Raises LineBroken."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an answer may take, from the question to its last byte."""

    state_s: float = 0.5
    find_s: float = 1.0
    select_s: float = 1.5
    read_s: float = 4.0
    """A module works about a second; at 9,600 bits a second the line takes 1.4 s more."""


class NoCard:
    """Nothing lies on the reader."""


class Silent:
    """The module did not answer, or nothing that can be understood."""


class _Found:
    """Some card lies there."""


Reading = Card | CardFault | NoCard | Silent

NOISY_S: Final = 600.0
"""A line that showed noise is distrusted so long."""
SELECTED_DATA: Final = (0, 8)
"""Bytes after the status; some modules leave the chip's number out."""
_LENGTH_BYTES: Final = 2
_SHORT_HEAD: Final = 2 * _LENGTH_BYTES
"""Lengths of text and photo before them; a third one with fingerprints."""
_LONG_HEAD: Final = 3 * _LENGTH_BYTES
_PHOTO_MAX: Final = 1024

_BY_STATUS: Final = {
    Status.CARD_REFUSES: CardFault.NOT_ID,
    Status.MODULE_REFUSES: CardFault.NOT_ID,
    Status.UNVERIFIED: CardFault.NOT_ID,
    Status.WRONG_CARD: CardFault.NOT_ID,
    Status.SELF_TEST_FAILED: CardFault.READER_BROKEN,
    Status.UNLICENSED: CardFault.READER_BROKEN,
    Status.NO_CARD: CardFault.PULLED,
    Status.NOT_SELECTED: CardFault.PULLED,
    Status.READ_FAILED: CardFault.PULLED,
}


class CardModule:
    """groups: the ethnic groups' names by code. now_s: a steady clock."""

    def __init__(
        self,
        line: Line,
        groups: Mapping[str, str],
        today: Callable[[], date],
        now_s: Callable[[], float],
        limits: Limits | None = None,
    ) -> None:
        self._line = line
        self._groups = groups
        self._today = today
        self._now_s = now_s
        self._limits = limits or Limits()
        self._frames = FrameReader()
        self._noisy_until_s = now_s()

    def is_there(self) -> bool:
        """Whether an ID-card module answers that can look for cards. Raises LineBroken."""
        match self._ask(Command.STATE, self._limits.state_s):
            case Answer(status, b"") if status in set(Status):
                return not isinstance(self._find(), Silent)
            case _:
                return False

    def read(self) -> Reading:
        """Raises LineBroken."""
        found = self._find()
        return self._select() if isinstance(found, _Found) else found

    def _find(self) -> _Found | CardFault | NoCard | Silent:
        """A damaged answer says no more than none: nobody knows whether a card lies there."""
        match self._ask(Command.FIND, self._limits.find_s):
            case Answer(Status.FOUND):
                return _Found()
            case Answer(Status.NO_CARD):
                return NoCard()
            case Answer(status, _) if status in _BY_STATUS:
                return _BY_STATUS[Status(status)]
            case _:
                return Silent()

    def close(self) -> None:
        self._line.close()

    def _select(self) -> Card | CardFault:
        match self._ask(Command.SELECT, self._limits.select_s):
            case Answer(Status.DONE, data) if len(data) in SELECTED_DATA:
                return self._read_text()
            case other:
                return _fault(other)

    def _read_text(self) -> Card | CardFault:
        first = self._ask(Command.READ, self._limits.read_s)
        text = _text_in(first)
        if text is None:
            return _fault(first)
        if self._now_s() < self._noisy_until_s:
            second = self._ask(Command.READ, self._limits.read_s)
            # A module that refuses a second reading in so many words is believed the first.
            is_refused = isinstance(second, Answer) and second.status != Status.DONE
            if not is_refused and _text_in(second) != text:
                return CardFault.AGAIN
        return read_fields(text, self._groups, self._today())

    def _ask(self, command: Command, limit_s: float) -> Answer | Damaged | None:
        """None: no whole frame came in time."""
        self._frames.forget()
        self._line.drop_heard()
        self._line.write(command_frame(command.value))
        answer = self._hear(self._now_s() + limit_s)
        if self._frames.is_noisy or not isinstance(answer, Answer):
            self._noisy_until_s = self._now_s() + NOISY_S
            self._frames.is_noisy = False
        self._frames.forget()
        return answer

    def _hear(self, due_s: float) -> Answer | Damaged | None:
        while (left_s := due_s - self._now_s()) > 0:
            self._frames.feed(self._line.read(left_s))
            answer = self._frames.next_answer()
            while isinstance(answer, Damaged) and (behind := self._frames.next_answer()):
                answer = behind  # noise may have looked like the beginning of a frame
            if answer is not None:
                return answer
        return None


def _text_in(answer: Answer | Damaged | None) -> bytes | None:
    match answer:
        case Answer(Status.DONE, data):
            return text_of(data)
        case _:
            return None


def text_of(data: bytes) -> bytes | None:
    """The text out of an answer to READ or READ_ALL; None when its lengths contradict it."""
    for head in (_SHORT_HEAD, _LONG_HEAD):
        lengths = [int.from_bytes(data[i : i + _LENGTH_BYTES], "big") for i in range(0, head, 2)]
        is_whole = len(data) == head + sum(lengths)
        if is_whole and lengths[0] == TEXT_BYTES and lengths[1] <= _PHOTO_MAX:
            return data[head : head + TEXT_BYTES]
    return None


def _fault(answer: Answer | Damaged | None) -> CardFault:
    match answer:
        case Answer(status, _) if status in _BY_STATUS:
            return _BY_STATUS[Status(status)]
        case _:
            return CardFault.AGAIN
