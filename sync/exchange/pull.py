"""Taking in what the village's other kiosks and the county wrote."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sync.exchange.courier import Signed
from sync.exchange.keys import (
    note_own_back,
    note_reminding,
    village_key,
    want_own_back,
    wants_own_back,
)
from sync.exchange.line import Why
from sync.exchange.loading import note_loaded
from sync.exchange.outcomes import NoContact, Refused, Stopped
from sync.exchange.plan import FEWEST_LINES, FIRST_LINES, MOST_PAGE_LINES, next_lines
from sync.exchange.ports import NOTHING_BESIDE, Beside, Ledger
from sync.people_keys import open_keys
from sync.sealing import Unpackable, unpack
from sync.standard import wire
from sync.standard.origin import Ref
from sync.standard.pages import PageHeader, read_page
from sync.standard.wire import VILLAGE, Refusal


class Ask(Protocol):
    def __call__(
        self, method: str, path: str, body: bytes, meanwhile: Callable[[], None] | None = None
    ) -> Signed | Refusal | NoContact | Stopped:
        """The county's answer. meanwhile: what is done here until it comes."""
        ...


_PLACE: Final = "exchange.place"


@dataclass(frozen=True, slots=True)
class Place:
    """How far the village's scope is here. mark: the county's mark of all up to there; a county
    that was restored and went on has another one, and then the numbers mean something else."""

    at: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Pulled:
    received: int


@dataclass(slots=True)
class Pages:
    """How many lines a page may have, as the line bears it."""

    lines: int = FIRST_LINES

    def ask(self, ask: Ask, path: str) -> Signed | Refusal | NoContact | Stopped:
        began_s = time.monotonic()
        answer = ask("GET", f"{path}&lines={self.lines}", b"")
        if isinstance(answer, Signed):
            self.lines = next_lines(self.lines, time.monotonic() - began_s, MOST_PAGE_LINES)
        elif isinstance(answer, NoContact) and answer.why in (Why.TIMEOUT, Why.CUT):
            self.lines = max(FEWEST_LINES, self.lines // 2)
        return answer


def pull(
    ask: Ask, ledger: Ledger, head: int, pages: Pages
) -> Pulled | Refusal | NoContact | Stopped | Refused:
    """Everything of the village up to its newest entry. head: where that was last said to be."""
    received, is_again = 0, False
    while (here := place(ledger)).at < head:
        mark = f"&mark={here.mark}" if here.mark else ""
        own = "&own=1" if wants_own_back(ledger) else ""
        answer = pages.ask(ask, f"/pull?after={here.at}{mark}{own}")
        if isinstance(answer, Refusal) and answer.why == wire.WHY_REWOUND and not is_again:
            begin_again(ledger)
            is_again = True
            continue
        if not isinstance(answer, Signed):
            return answer
        try:
            page, rows = read_page(unpack(answer.body, wire.MAX_UNPACKED_BYTES))
        except (Unpackable, wire.Malformed):
            return Refused(wire.WHY_FORM)
        if page.after != here.at or page.upto <= here.at:
            return Refused(wire.WHY_FORM)
        move(ledger, rows, Place(page.upto, page.mark), beside(ledger, page, rows))
        note_loaded(ledger, page.upto)
        ledger.note_contact(page.now)
        received += len(rows)
        head = page.head
    if wants_own_back(ledger):
        note_own_back(ledger)
    return Pulled(received)


def place(ledger: Ledger) -> Place:
    at, _, mark = (ledger.get_setting(_PLACE) or "0 ").partition(" ")
    return Place(int(at), mark)


def beside(ledger: Ledger, page: PageHeader, rows: Sequence[tuple[int, Ref, bytes]]) -> Beside:
    """What the page says beside its entries."""
    refs = {no: ref for no, ref, _ in rows}
    clamped = {refs[no]: ms for no, ms in page.clamped if no in refs}
    secret = village_key(ledger) if page.keys else None
    opened = open_keys(secret, page.keys) if secret else {}
    return Beside({person: b"".join(keys) for person, keys in opened.items()}, clamped)


def move(
    ledger: Ledger,
    rows: Sequence[tuple[int, Ref, bytes]],
    to: Place,
    along: Beside = NOTHING_BESIDE,
) -> None:
    """Takes the rows in and notes the place, together."""
    ledger.take_in(VILLAGE, rows, to.at, replace(along, settings=noted(to)))


def noted(to: Place) -> dict[str, str]:
    """The settings that say so."""
    return {_PLACE: f"{to.at} {to.mark}"}


def begin_again(ledger: Ledger) -> None:
    """The county's numbers are new ones: all is asked for once more; what is here stays. What the
    county said before is told to it first."""
    note_reminding(ledger, True)
    ledger.set_setting(_PLACE, "0 ")
    if ledger.head().epoch > 1:
        # Of epochs before a fork nothing is ever sent again: what the county lost of them is found
        # by what does not come back.
        want_own_back(ledger)
        ledger.doubt_receipts()
