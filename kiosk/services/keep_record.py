"""Keep a volunteer's record beside her hours: training (order 67, article 8) and honours (9).

Nothing is changed: what was entered wrongly is struck, with a reason, and entered anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from sync.standard.records import Honoured, RecordItem, RecordStruck, Trained

LONGEST_TEXT = 60
MOST_MINUTES = 2000 * 60


class RecordSlip(StrEnum):
    NO_NAME = "no_name"
    NO_HOST = "no_host"
    NO_TIME = "no_time"
    WRONG_DAY = "wrong_day"
    TOO_LONG = "too_long"
    NO_REASON = "no_reason"
    NO_ITEM = "no_item"


@dataclass(frozen=True, slots=True)
class RecordKept:
    item: RecordItem


def add_training(
    ports: Ports,
    person: str,
    *,
    name: str,
    content: str,
    minutes: int,
    host: str,
    day: str,
    by: str,
) -> RecordKept | RecordSlip | NotRegistered:
    """host: who gave it. day: YYYY-MM-DD."""
    if not 0 < minutes <= MOST_MINUTES:
        return RecordSlip.NO_TIME
    trained = Trained(person, name.strip(), content.strip(), minutes, host.strip(), day.strip())
    return _add(ports, trained, host, by)


def add_honour(
    ports: Ports, person: str, *, name: str, body: str, day: str, by: str
) -> RecordKept | RecordSlip | NotRegistered:
    """body: who awards it. day: YYYY-MM-DD."""
    return _add(ports, Honoured(person, name.strip(), day.strip(), body.strip()), body, by)


def strike(ports: Ports, entry: str, reason: str, by: str) -> RecordKept | RecordSlip:
    """It counts no more; the entry stays."""
    item = ports.rows.get(RecordItem, entry)
    if item is None or not item.counts:
        return RecordSlip.NO_ITEM
    if not reason.strip():
        return RecordSlip.NO_REASON
    ports.journal.append(RecordStruck(entry, reason.strip()), by=by)
    return RecordKept(_item(ports, entry))


def list_record(ports: Ports, person: str) -> tuple[RecordItem, ...]:
    """Training and honours of all her ids that count, the last first."""
    found = [
        item
        for one in ports.merges.groups().members(person)
        for kind in ("training", "honour")
        for item in ports.rows.where(RecordItem, person=one, kind=kind)
        if item.counts and _is_day(day_of(item))
    ]
    return tuple(sorted(found, key=lambda item: (day_of(item), item.entry), reverse=True))


def day_of(item: RecordItem) -> str:
    """YYYY-MM-DD, "" for what has none."""
    return item.item.day if isinstance(item.item, Trained | Honoured) else ""


def _add(
    ports: Ports, fact: Trained | Honoured, host: str, by: str
) -> RecordKept | RecordSlip | NotRegistered:
    resident = ports.residents.by_id(fact.person)
    if resident is None or not resident.is_active:
        return NotRegistered()
    slip = _slip(fact, host, ports.clock.today())
    if slip is not None:
        return slip
    (ref,) = ports.journal.append(fact, by=by)
    return RecordKept(_item(ports, ref.text()))


def _slip(fact: Trained | Honoured, host: str, today: date) -> RecordSlip | None:
    if not fact.name:
        return RecordSlip.NO_NAME
    if not host.strip():
        return RecordSlip.NO_HOST
    content = fact.content if isinstance(fact, Trained) else ""
    if max(map(len, (fact.name, host, content))) > LONGEST_TEXT:
        return RecordSlip.TOO_LONG
    is_right = _is_day(fact.day) and fact.day <= today.isoformat()
    return None if is_right else RecordSlip.WRONG_DAY


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _item(ports: Ports, entry: str) -> RecordItem:
    item = ports.rows.get(RecordItem, entry)
    assert item is not None, "folded in the same transaction"
    return item
