"""The attendance sheet, things lent, the evaluation, the record's closing."""

from __future__ import annotations

import pytest

from kiosk.services.attend import (
    AttendSlip,
    Presence,
    VisitEnteredNow,
    attendance_sheet,
    check_in_to,
    enter_visit,
)
from kiosk.services.check_in import AlreadyIn, CheckedInNow, check_in, check_out
from kiosk.services.close_record import (
    ClosedNow,
    CloseSlip,
    NotWhole,
    StillHere,
    Unfinished,
    close_record,
)
from kiosk.services.evaluate_activity import (
    WHOLE,
    EvaluatedNow,
    EvaluateSlip,
    evaluate_activity,
    list_evaluations,
)
from kiosk.services.lend import LendSlip, LentNow, ReturnedNow, lend, list_loans, take_back
from kiosk.services.withdraw import withdraw
from sync.standard.clock import HOUR_MS
from sync.standard.records import BY_SERVED, Evaluated
from sync.standard.recruiting import PlaceAsked
from tests.plain_ports import PlainClock, plain_ports
from tests.services.held import CADRE, NINE_MS, opened, people, planned

HOUR = 60


def test_the_sheet_tells_who_is_here_and_who_is_missing() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    activity = opened(ports)
    anna, bao, chen, dora = people(ports)
    for person in (anna, bao, chen):
        ports.journal.append(PlaceAsked(activity, person))

    def presences() -> dict[str, Presence]:
        sheet = attendance_sheet(ports, activity)
        assert sheet is not None
        return {one.person: one.presence for one in sheet.people}

    assert set(presences().values()) == {Presence.GIVEN}
    begun = check_in_to(ports, activity, anna, CADRE)
    assert isinstance(begun, CheckedInNow)
    assert (begun.visit.activity, begun.visit.service) == (activity, "clean")
    clock.pass_minutes(HOUR + 10)
    check_in_to(ports, activity, dora)
    check_out(ports, begun.visit.visit, CADRE)
    assert presences() == {
        bao: Presence.MISSING,
        chen: Presence.MISSING,
        dora: Presence.HERE,
        anna: Presence.GONE,
    }
    sheet = attendance_sheet(ports, activity)
    assert sheet is not None
    assert [one.person for one in sheet.people if one.is_walk_in] == [dora]
    assert sheet.count(Presence.MISSING) == 2
    assert next(one for one in sheet.people if one.person == anna).minutes == HOUR + 10


def test_a_second_touch_and_another_activity_are_told() -> None:
    ports = plain_ports()
    activity = opened(ports)
    (anna, *_) = people(ports)
    check_in(ports, anna, "patrol")
    again = check_in_to(ports, activity, anna)
    assert isinstance(again, AlreadyIn)
    check_out(ports, again.visit.visit)
    assert isinstance(check_in_to(ports, activity, anna), CheckedInNow)
    assert isinstance(check_in_to(ports, activity, anna), AlreadyIn)


def test_nobody_is_checked_in_to_what_is_not_on() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    (anna, *_) = people(ports)
    assert check_in_to(ports, "none", anna) is AttendSlip.NO_ACTIVITY
    assert check_in_to(ports, planned(ports), anna) is AttendSlip.NOT_OPEN
    activity = opened(ports)
    assert check_in_to(ports, activity, "nobody") is AttendSlip.NOT_REGISTERED
    clock.pass_minutes(-2 * HOUR)
    assert check_in_to(ports, activity, anna) is AttendSlip.NOT_YET
    clock.pass_minutes(8 * HOUR)
    assert check_in_to(ports, activity, anna) is AttendSlip.OVER
    withdraw(ports, anna)
    clock.pass_minutes(-4 * HOUR)
    assert check_in_to(ports, activity, anna) is AttendSlip.NOT_REGISTERED


@pytest.mark.parametrize(
    ("start_h", "end_h", "slip"),
    [
        (3, 1, AttendSlip.ENDS_BEFORE),
        (2, 2, AttendSlip.ENDS_BEFORE),
        (-20, 5, AttendSlip.TOO_LONG),
        (-3, 2, AttendSlip.OUTSIDE),
        (2, 5.5, AttendSlip.OUTSIDE),
        (2, 7, AttendSlip.IN_FUTURE),
    ],
)
def test_a_time_from_paper_that_cannot_be_is_told(
    start_h: float, end_h: float, slip: AttendSlip
) -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    activity, (anna, *_) = opened(ports), people(ports)
    clock.pass_minutes(6 * HOUR)
    start_ms, end_ms = (NINE_MS + int(h * HOUR_MS) for h in (start_h, end_h))
    assert enter_visit(ports, activity, anna, start_ms, end_ms, CADRE) is slip
    assert ports.visits.of_activity(activity) == []


def test_paper_is_entered_once_and_says_what_overlaps() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    activity, (anna, bao, *_) = opened(ports), people(ports)
    begun = check_in(ports, anna, "patrol")
    assert isinstance(begun, CheckedInNow)
    clock.pass_minutes(2 * HOUR)
    check_out(ports, begun.visit.visit)
    clock.pass_minutes(4 * HOUR)
    times = NINE_MS + HOUR_MS, NINE_MS + 3 * HOUR_MS
    done = enter_visit(ports, activity, anna, *times, CADRE, "list 1")
    assert isinstance(done, VisitEnteredNow)
    assert (done.visit.minutes, done.visit.source, done.overlapping) == (120, "cadre", 60)
    assert enter_visit(ports, activity, anna, *times, CADRE) is AttendSlip.TWICE
    other = enter_visit(ports, activity, bao, *times, CADRE)
    assert isinstance(other, VisitEnteredNow)
    assert other.overlapping == 0


def test_things_are_lent_and_come_back_in_parts() -> None:
    ports = plain_ports()
    activity, (anna, *_) = opened(ports), people(ports)
    assert lend(ports, anna, "boat", 1, CADRE) is LendSlip.NO_THING
    assert lend(ports, anna, "vest", 0, CADRE) is LendSlip.NO_COUNT
    assert lend(ports, anna, "vest", 101, CADRE) is LendSlip.TOO_MANY
    assert lend(ports, "nobody", "vest", 1, CADRE) is LendSlip.NOT_REGISTERED
    assert lend(ports, anna, "vest", 1, CADRE, "none") is LendSlip.NO_ACTIVITY
    lent = lend(ports, anna, "vest", 3, CADRE, activity)
    assert isinstance(lent, LentNow)
    loan = lent.loan.loan
    assert take_back(ports, loan, 4, CADRE) is LendSlip.MORE_THAN_OUT
    part = take_back(ports, loan, 2, CADRE)
    assert isinstance(part, ReturnedNow)
    assert part.loan.missing == 1
    take_back(ports, loan, 1, CADRE)
    assert take_back(ports, loan, 1, CADRE) is LendSlip.MORE_THAN_OUT
    assert take_back(ports, "none", 1, CADRE) is LendSlip.NO_LOAN
    (row,) = list_loans(ports, activity)
    assert not row.is_out


def test_an_evaluation_is_changed_by_striking_the_one_before() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    activity, (anna, bao, *_) = opened(ports), people(ports)
    assert evaluate_activity(ports, "none", {WHOLE: 5}, CADRE) is EvaluateSlip.NO_ACTIVITY
    assert evaluate_activity(ports, activity, {WHOLE: 5}, CADRE) is EvaluateSlip.NOT_BEGUN
    check_in_to(ports, activity, anna)
    clock.pass_minutes(2 * HOUR)
    assert evaluate_activity(ports, activity, {WHOLE: 6}, CADRE) is EvaluateSlip.NO_QUALITY
    assert evaluate_activity(ports, activity, {bao: 5}, CADRE) is EvaluateSlip.NOT_THERE
    assert not list_evaluations(ports, activity).organiser
    first = evaluate_activity(ports, activity, {WHOLE: 4, anna: 5}, CADRE)
    assert isinstance(first, EvaluatedNow)
    again = evaluate_activity(ports, activity, {WHOLE: 3, anna: 5}, CADRE)
    assert isinstance(again, EvaluatedNow)
    assert again.count == 1
    assert again.evaluations.organiser == {WHOLE: 3, anna: 5}
    served = evaluate_activity(ports, activity, {WHOLE: 5}, CADRE, BY_SERVED)
    assert isinstance(served, EvaluatedNow)
    assert served.evaluations.served == {WHOLE: 5}
    said = [e for e in ports.journal.entries if isinstance(e.fact, Evaluated)]  # type: ignore[attr-defined]
    assert len(said) == 4


def test_a_record_is_closed_when_everybody_is_out() -> None:
    clock = PlainClock()
    ports = plain_ports(clock)
    activity, (anna, *_) = opened(ports), people(ports)
    assert close_record(ports, "none", CADRE) is CloseSlip.NO_ACTIVITY
    assert close_record(ports, planned(ports), CADRE) is CloseSlip.NOT_OPEN
    begun = check_in_to(ports, activity, anna)
    assert isinstance(begun, CheckedInNow)
    assert close_record(ports, activity, CADRE) is CloseSlip.NOT_OVER
    clock.pass_minutes(4 * HOUR)
    assert isinstance(close_record(ports, activity, CADRE, is_sure=True), StillHere)
    check_out(ports, begun.visit.visit)
    lend(ports, anna, "vest", 1, CADRE, activity)
    missing = (Unfinished.NO_EVALUATION, Unfinished.LENT_OUT)
    assert close_record(ports, activity, CADRE) == NotWhole(missing)
    evaluate_activity(ports, activity, {WHOLE: 5}, CADRE)
    clock.pass_minutes(16 * 24 * HOUR)
    done = close_record(ports, activity, CADRE, is_sure=True)
    assert isinstance(done, ClosedNow)
    assert done.days_late == 2, "a Monday and a Tuesday after the second Friday"
    assert done.activity.recorded_by == CADRE
    again = close_record(ports, activity, CADRE)
    assert isinstance(again, ClosedNow)
    assert not again.is_new
