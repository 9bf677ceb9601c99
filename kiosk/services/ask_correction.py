"""Ask to have her record corrected (order 67, article 13), and answer her.

What she asks is one touch and no text. A cadre corrects with an entry of its own, or says why not;
she is told the answer the next time that she looks at her record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from sync.standard.attendance import Visit
from sync.standard.records import ASKED, CorrectionAnswered, CorrectionAsked, RecordItem
from sync.standard.residents import Resident

MISSING = "missing"
OF_VISITS = tuple(what for what in ASKED if what != MISSING)
KIND = "correction"
_TOLD = "told_answers"
_MOST_TOLD = 500


@dataclass(frozen=True, slots=True)
class AskedNow:
    entry: str


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """The same waits for an answer already."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a cadre is asked. visit: None where none of hers is meant, or it is not here yet."""

    item: RecordItem
    asked: CorrectionAsked
    resident: Resident | None
    visit: Visit | None


class AnswerSlip(StrEnum):
    NO_REASON = "no_reason"
    ANSWERED_BEFORE = "answered_before"


@dataclass(frozen=True, slots=True)
class AnsweredNow:
    item: RecordItem


def ask_correction(
    ports: Ports, person: str, what: str, visit: str = "", by: str = ""
) -> AskedNow | AskedBefore | NotRegistered:
    """what: of ASKED."""
    if what not in ASKED:
        raise ValueError(what)
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    asked = CorrectionAsked(person, what, visit)
    if any(one.asked == asked for one in list_asked(ports)):
        return AskedBefore()
    (ref,) = ports.journal.append(asked, by=by)
    return AskedNow(ref.text())


def list_asked(ports: Ports) -> Sequence[Asking]:
    """What waits for an answer, the oldest first."""
    main = ports.merges.groups().main
    found = []
    for item in ports.rows.where(RecordItem, kind=KIND, is_waiting=True):
        if isinstance(item.item, CorrectionAsked):
            resident = ports.residents.by_id(main(item.person))
            found.append(Asking(item, item.item, resident, ports.visits.by_id(item.item.visit)))
    return sorted(found, key=lambda asking: (asking.item.ms, asking.item.entry))


def answer_correction(
    ports: Ports, entry: str, reason: str, by: str, *, is_corrected: bool
) -> AnsweredNow | AnswerSlip:
    """is_corrected: entries of their own have put it right. reason: needed for a refusal; she hears
    it, so plain words."""
    if not is_corrected and not reason.strip():
        return AnswerSlip.NO_REASON
    item = ports.rows.get(RecordItem, entry)
    if item is None or not item.is_waiting:
        return AnswerSlip.ANSWERED_BEFORE
    ports.journal.append(CorrectionAnswered(entry, is_corrected, reason.strip()), by=by)
    item = ports.rows.get(RecordItem, entry)
    assert item is not None, "folded in the same transaction"
    return AnsweredNow(item)


def untold_answer(ports: Ports, person: str) -> RecordItem | None:
    """The oldest answer that she has not heard at this kiosk."""
    told = set(_told(ports))
    items = [
        item
        for one in ports.merges.groups().members(person)
        for item in ports.rows.where(RecordItem, person=one, kind=KIND)
        if item.item and not item.is_waiting and item.entry not in told
    ]
    return min(items, key=lambda item: item.answered_mark, default=None)


def tell_answer(ports: Ports, entry: str) -> None:
    """Kept at this kiosk alone: at another she hears it once more, and nothing is lost by it."""
    told = [one for one in _told(ports) if one != entry][-_MOST_TOLD:]
    ports.settings.set_setting(_TOLD, msgspec.json.encode([*told, entry]).decode())


def _told(ports: Ports) -> list[str]:
    return msgspec.json.decode(ports.settings.get_setting(_TOLD) or "[]", type=list[str])
