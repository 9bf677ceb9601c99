"""Ask the county for text messages: the call to an activity, and what became of a place asked for.

The entry says to whom and of what. Number and text are the county's to find when it sends, so
neither stands in the journal (ADR 0043).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.messages import FAILED, MESSAGES, Message, MessageAsked

MOST_OF_ACTIVITY = 100_000


class MessageSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    NOT_OPEN = "not_open"
    """Nobody is called to what people cannot sign up for."""
    UNKNOWN_MESSAGE = "unknown_message"


@dataclass(frozen=True, slots=True)
class MessagesAsked:
    asked: int
    before: int
    """Who has been told the same already, or will be."""
    unreachable: tuple[str, ...]
    """Who has no telephone number, or is not in the register: ids, to be told otherwise."""


def ask_messages(
    ports: Ports, what: str, activity: str, people: Iterable[str], by: str, shift: str = ""
) -> MessagesAsked | MessageSlip:
    """what: of MESSAGES. The same person twice is one; what failed may be asked for again."""
    found = ports.rows.get(Activity, activity)
    if found is None:
        return MessageSlip.NO_ACTIVITY
    if what not in MESSAGES:
        return MessageSlip.UNKNOWN_MESSAGE
    if what != "called_off" and not found.is_open:
        return MessageSlip.NOT_OPEN
    main = ports.merges.groups().main
    told = {
        main(row.person)
        for row in ports.rows.where(Message, limit=MOST_OF_ACTIVITY, activity=activity)
        if row.what == what and row.shift == shift and row.state != FAILED
    }
    wanted = list(dict.fromkeys(main(person) for person in people))
    unreachable = tuple(one for one in wanted if one not in told and not _has_phone(ports, one))
    fresh = [one for one in wanted if one not in told and one not in unreachable]
    if fresh:
        ports.journal.append(*(MessageAsked(one, what, activity, shift) for one in fresh), by=by)
    return MessagesAsked(len(fresh), len(wanted) - len(fresh) - len(unreachable), unreachable)


def _has_phone(ports: Ports, person: str) -> bool:
    resident = ports.residents.by_id(person)
    return resident is not None and resident.is_active and bool(resident.personal.phone)
