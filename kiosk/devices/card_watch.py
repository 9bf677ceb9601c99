"""What a card reader tells, poll by poll: the state between two looks at it, without a thread.

A card is read again as long as it lies there, so that another one in its place is noticed; it is
told once. To know it again a keyed hash is kept, nothing of what stands on it, and that only while
it lies there.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from kiosk.devices.card_module import CardModule, LineBroken, NoCard, Silent
from kiosk.services.cards import (
    Card,
    CardFault,
    CardOutcome,
    CardRead,
    CardUnreadable,
    ReaderBack,
    ReaderGone,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    poll_s: float = 0.3
    search_s: float = 2.0
    """Between two looks for a reader when there is none."""
    gone_s: float = 2.5
    """A card that was not seen for so long has been taken away; less is a bad contact."""
    tries: int = 3
    """Readings that fail before it is told."""
    silent_tries: int = 5
    """Questions without an answer before the reader counts as gone."""


AT_ONCE: Final = (CardFault.READER_BROKEN, CardFault.FOREIGNER_2017)
"""What another try does not change."""


class CardWatch:
    """find_module: a reader that answers, or None; may take seconds, never for ever.

    expected: a reader belongs here (its port is configured), so its absence is told at the start.
    key: random bytes, new at each start.
    """

    def __init__(
        self,
        find_module: Callable[[], CardModule | None],
        now_s: Callable[[], float],
        key: bytes,
        *,
        expected: bool = False,
        pace: Pace | None = None,
    ) -> None:
        self._find_module = find_module
        self._now_s = now_s
        self._key = key
        self._pace = pace or Pace()
        self._module: CardModule | None = None
        self._is_missed = expected
        self._silences = 0
        self._failures = 0
        self._is_fault_told = False
        self._mark_told = b""
        self._read_s = 0.0
        self._absent_s: float | None = None
        """Since when the reader says that nothing lies there."""

    @property
    def wait_s(self) -> float:
        """Until the next poll."""
        return self._pace.poll_s if self._module else self._pace.search_s

    def poll(self) -> Sequence[CardOutcome]:
        """One look; takes no longer than the module's limits together. Raises nothing."""
        if self._module is None:
            return self._search()
        try:
            reading = self._module.read()
        except LineBroken:
            return self._lose("broken")
        if not isinstance(reading, Silent):
            self._silences = 0
        match reading:
            case Card() as card:
                return self._see(card)
            case NoCard():
                return self._see_nothing()
            case Silent():
                self._silences += 1
                is_gone = self._silences >= self._pace.silent_tries
                return self._lose("silent") if is_gone else ()
            case fault:
                return self._fail(fault)

    def close(self) -> None:
        module, self._module = self._module, None
        if module is not None:
            with suppress(LineBroken):
                module.close()

    def _search(self) -> Sequence[CardOutcome]:
        self._module = self._find_module()
        if self._module is not None:
            log.info("a card reader answers")
            self._is_missed = False
            self._silences = 0
            self._settle()
            return (ReaderBack(),)
        is_missed, self._is_missed = self._is_missed, False
        return (ReaderGone(),) if is_missed else ()

    def _lose(self, how: str) -> Sequence[CardOutcome]:
        log.warning("the card reader is gone: %s", how)
        self.close()
        return (ReaderGone(),)

    def _see(self, card: Card) -> Sequence[CardOutcome]:
        mark = self._mark(card)
        is_known = mark == self._mark_told and not self._is_told_one_gone()
        self._mark_told, self._read_s, self._absent_s = mark, self._now_s(), None
        self._settle()
        return () if is_known else (CardRead(card),)

    def _see_nothing(self) -> Sequence[CardOutcome]:
        if self._absent_s is None:
            self._absent_s = self._now_s()
        if self._is_told_one_gone():
            self._mark_told = b""
        # What was told a moment ago and now reads badly is only being lifted.
        is_pulled = self._failures > 0 and not self._is_fault_told and not self._mark_told
        self._settle()
        return (CardUnreadable(CardFault.PULLED),) if is_pulled else ()

    def _fail(self, fault: CardFault) -> Sequence[CardOutcome]:
        """Tells it when trying again did not help, once till something else lies there. What has
        just been read is given time: it may only have been moved."""
        self._absent_s = None
        self._failures += 1
        is_enough = self._failures >= self._pace.tries or fault in AT_ONCE
        is_moved = self._mark_told and self._now_s() - self._read_s <= self._pace.gone_s
        if self._is_fault_told or not is_enough or is_moved:
            return ()
        self._is_fault_told = True
        self._mark_told = b""  # laid down again as it was asked for, it is to be told
        log.info("a card could not be read: %s", fault.name)
        return (CardUnreadable(fault),)

    def _settle(self) -> None:
        self._failures = 0
        self._is_fault_told = False

    def _is_told_one_gone(self) -> bool:
        """Only a reader that says so for a while makes a card gone: not silence, no bad reading."""
        return self._absent_s is not None and self._now_s() - self._absent_s > self._pace.gone_s

    def _mark(self, card: Card) -> bytes:
        said = f"{card.kind}{card.number}{card.name}{card.valid_from}".encode()
        return hashlib.blake2b(said, key=self._key, digest_size=16).digest()
