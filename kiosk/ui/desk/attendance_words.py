"""What came of a deed at the attendance sheet, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.flows.screen import Tone
from kiosk.services.attend import AttendSlip, VisitEnteredNow
from kiosk.services.check_in import AlreadyIn, CheckedInNow, CheckedOutNow, NotIn
from kiosk.services.lend import LendSlip, LentNow, ReturnedNow
from kiosk.ui.desk.attendance_list import thing
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.visits_list import moment
from sync.standard.attendance import Visit
from sync.standard.residents import Resident

CheckOut = Callable[[str, str], None]
"""Ends a visit, then checks somebody in here (a person's id, "" = nobody)."""


def tell_attendance(room: Room, outcome: Any, activity: str, check_out: CheckOut) -> None:
    show, tell = room.bench.show, room.notice.tell
    match outcome:
        case CheckedInNow(resident):
            tell(Tone.GREEN, show("attendance.checked_in", name=resident.personal.name))
        case CheckedOutNow(resident, visit):
            name, minutes = resident.personal.name, visit.minutes
            tell(Tone.GREEN, show("attendance.checked_out", name=name, minutes=minutes))
        case AlreadyIn(resident, visit):
            _tell_already(room, resident, visit, activity, check_out)
        case VisitEnteredNow(resident, visit, overlapping):
            key = "entered_overlapping" if overlapping else "entered"
            name, minutes = resident.personal.name, visit.minutes
            said = show(f"attendance.{key}", name=name, minutes=minutes, twice=overlapping)
            tell(Tone.GOLD if overlapping else Tone.GREEN, said)
        case LentNow(loan):
            said = show("attendance.lent", thing=thing(room.bench, loan.thing), count=loan.count)
            tell(Tone.GREEN, said)
        case ReturnedNow(loan):
            name = thing(room.bench, loan.thing)
            key = "returned_part" if loan.missing else "returned"
            tell(Tone.GREEN, show(f"attendance.{key}", thing=name, count=loan.missing))
        case NotIn():
            tell(Tone.GOLD, show("visits.not_in"))
        case AttendSlip() as slip:
            tell(Tone.RED, show(f"attendance.slip_{slip}"))
        case LendSlip() as slip:
            tell(Tone.RED, show(f"attendance.lend_{slip}"))


def _tell_already(
    room: Room, resident: Resident, visit: Visit, activity: str, check_out: CheckOut
) -> None:
    show = room.bench.show
    at, name = moment(room.bench, visit.start_ms), resident.personal.name
    if visit.activity == activity:
        said = show("attendance.already_here", name=name, at=at)
        way = "end", show("attendance.check_out"), lambda: check_out(visit.visit, "")
    else:
        said = show("attendance.elsewhere", name=name, at=at)
        way = (
            "instead",
            show("attendance.instead"),
            lambda: check_out(visit.visit, resident.person),
        )
    room.notice.tell(Tone.GOLD, said, way)
