"""The table of those who have a place in an activity, wait for one, are here or were."""

from __future__ import annotations

from typing import Final

from kiosk.flows.screen import Tone
from kiosk.services.attend import Attendee, Presence
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.tables import Column, Table, narrow_number
from sync.standard.clock import time_of

_NARROW: Final = (1, 4)
"""These columns go first where it is narrow: the card beside says what is lent."""
_TONES: Final = {
    Presence.MISSING: Tone.RED,
    Presence.HERE: Tone.GREEN,
    Presence.WAITING: Tone.GOLD,
}


def attendance_table(bench: Bench) -> Table[Attendee]:
    def title(key: str) -> str:
        return bench.show(f"attendance.column_{key}")

    def tone(row: Attendee) -> Tone | None:
        return _TONES.get(row.presence)

    columns: list[Column[Attendee]] = [
        Column(title("name"), lambda row: name_of(bench, row), 5),
        Column(title("number"), _last_four, 4),
        Column(title("presence"), lambda row: presence(bench, row), 6, tone),
        Column(title("times"), lambda row: times(bench, row), 7),
        Column(title("things"), lambda row: things(bench, row)),
    ]
    table: Table[Attendee] = Table(bench, "attendance.table", columns)
    for column in _NARROW:
        table.setColumnHidden(column, bench.look.is_narrow)
    return table


def name_of(bench: Bench, row: Attendee) -> str:
    name = row.resident.personal.name if row.resident else ""
    return name or bench.show("visits.unknown")


def presence(bench: Bench, row: Attendee) -> str:
    if row.is_walk_in:
        key = "here_walk_in" if row.presence is Presence.HERE else "gone_walk_in"
        return bench.show(f"attendance.{key}")
    return bench.show(f"attendance.is_{row.presence}")


def times(bench: Bench, row: Attendee) -> str:
    """Of the latest visit; of several the minutes of all."""
    if not row.visits:
        return ""
    visit = row.visits[-1]
    start = time_of(visit.start_ms)
    if visit.is_open:
        return bench.show("attendance.since", at=start)
    if len(row.visits) > 1 or not visit.end_ms or visit.corrected_minutes >= 0:
        return bench.show("attendance.minutes", minutes=row.minutes)
    return bench.show("attendance.from_to", start=start, end=time_of(visit.end_ms))


def things(bench: Bench, row: Attendee) -> str:
    """What she has not brought back."""
    out = [
        bench.show("attendance.lent", thing=thing(bench, loan.thing), count=loan.missing)
        for loan in row.loans
        if loan.is_out
    ]
    return bench.show("joint").join(out)


def thing(bench: Bench, code: str) -> str:
    key = f"desk.attendance.thing.{code}"
    return bench.strings.show(key) if bench.strings.has(key) else code


def _last_four(row: Attendee) -> str:
    return narrow_number(row.resident.personal.number)[-4:] if row.resident else ""
