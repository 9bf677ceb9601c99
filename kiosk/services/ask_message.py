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
from sync.standard.residents import Resident

MOST_OF_ACTIVITY = 100_000


class MessageSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    NOT_OPEN = "not_open"
    """Nobody is called to what people cannot sign up for."""
    OVER = "over"
    UNKNOWN_MESSAGE = "unknown_message"


class Reach(StrEnum):
    """How a message to somebody stands; first what a cadre must look after."""

    NO_PHONE = "no_phone"
    """No telephone number, or not in the register: to be told otherwise."""
    FAILED = "failed"
    NEW = "new"
    """Nobody has asked for it."""
    WAITING = "waiting"
    """The county has not said what became of it."""
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Reached:
    """code: the county's, where it failed."""

    person: str
    resident: Resident | None
    reach: Reach
    code: str = ""
    asked_ms: int = 0

    @property
    def is_due(self) -> bool:
        return self.reach in (Reach.NEW, Reach.FAILED)


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
    if 0 < found.plan.end_ms <= ports.clock.now_ms():
        return MessageSlip.OVER
    reached = reach_by_message(ports, what, activity, people, shift)
    fresh = [one.person for one in reached if one.is_due]
    unreachable = tuple(one.person for one in reached if one.reach is Reach.NO_PHONE)
    if fresh:
        ports.journal.append(*(MessageAsked(one, what, activity, shift) for one in fresh), by=by)
    return MessagesAsked(len(fresh), len(reached) - len(fresh) - len(unreachable), unreachable)


def reach_by_message(
    ports: Ports, what: str, activity: str, people: Iterable[str], shift: str = ""
) -> tuple[Reached, ...]:
    """How it stands with each of these people, each once, in their order."""
    main = ports.merges.groups().main
    found = ports.rows.where(Message, limit=MOST_OF_ACTIVITY, activity=activity)
    rows = [row for row in found if row.what == what and row.shift == shift]
    # Two kiosks may have asked for the same: one that came there is enough.
    rows.sort(key=lambda row: (row.state != FAILED, row.asked_ms))
    told = {main(row.person): row for row in rows}
    wanted = dict.fromkeys(main(person) for person in people)
    return tuple(_reached(ports, person, told.get(person)) for person in wanted)


def _reached(ports: Ports, person: str, row: Message | None) -> Reached:
    resident = ports.residents.by_id(person)
    has_phone = resident is not None and resident.is_active and bool(resident.personal.phone)
    if row is not None and row.state != FAILED:
        reach = Reach.SENT if row.state else Reach.WAITING
        return Reached(person, resident, reach, "", row.asked_ms)
    if not has_phone:
        return Reached(person, resident, Reach.NO_PHONE)
    if row is not None:
        return Reached(person, resident, Reach.FAILED, row.code, row.asked_ms)
    return Reached(person, resident, Reach.NEW)
