"""Say that the record of an activity is whole: everybody's time and the evaluation are in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.county_tables import workdays
from kiosk.services.evaluate_activity import list_evaluations
from kiosk.services.lend import list_loans
from kiosk.services.ports import Ports
from sync.standard.activities import MOST_PLACES, Activity, RecordClosed
from sync.standard.attendance import Visit
from sync.standard.deadlines import deadline_of


class CloseSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    CALLED_OFF = "called_off"
    NOT_OPEN = "not_open"
    NOT_OVER = "not_over"


class Unfinished(StrEnum):
    """What is missing, and does not stand in the way of a cadre who knows it."""

    NOBODY_CAME = "nobody_came"
    NO_EVALUATION = "no_evaluation"
    TO_CORRECT = "to_correct"
    """Somebody's time cannot be known, or is what a rule credits."""
    LENT_OUT = "lent_out"


@dataclass(frozen=True, slots=True)
class StillHere:
    """Somebody has not been checked out: her time is not in."""

    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class NotWhole:
    """Asked again with is_sure it is closed all the same."""

    missing: tuple[Unfinished, ...]


@dataclass(frozen=True, slots=True)
class ClosedNow:
    """days_late: working days after the deadline, 0 = in time. is_new: it was not closed before."""

    activity: Activity
    days_late: int = 0
    is_new: bool = True


def close_record(
    ports: Ports, activity_id: str, by: str, *, is_sure: bool = False
) -> ClosedNow | StillHere | NotWhole | CloseSlip:
    """Nothing keeps a visit that was forgotten from being entered later."""
    row = ports.rows.get(Activity, activity_id)
    slip = _slip(row, ports.clock.now_ms())
    if row is None or slip is not None:
        return slip or CloseSlip.NO_ACTIVITY
    if row.recorded_ms:
        return ClosedNow(row, is_new=False)
    visits = ports.visits.of_activity(activity_id, MOST_PLACES)
    still_here = tuple(visit for visit in visits if visit.is_open)
    if still_here:
        return StillHere(still_here)
    missing = _missing(ports, activity_id, visits)
    if missing and not is_sure:
        return NotWhole(missing)
    ports.journal.append(RecordClosed(activity_id), by=by)
    after = ports.rows.get(Activity, activity_id)
    assert after is not None, "folded in the same transaction"
    deadline = deadline_of(row.plan, workdays(ports), ports.clock.today())
    return ClosedNow(after, max(0, -deadline.days_left))


def _slip(row: Activity | None, now_ms: int) -> CloseSlip | None:
    if row is None:
        return CloseSlip.NO_ACTIVITY
    if row.is_off:
        return CloseSlip.CALLED_OFF
    if not row.is_open:
        return CloseSlip.NOT_OPEN
    return CloseSlip.NOT_OVER if row.plan.end_ms > now_ms else None


def _missing(ports: Ports, activity_id: str, visits: list[Visit]) -> tuple[Unfinished, ...]:
    found = {
        Unfinished.NOBODY_CAME: not visits,
        Unfinished.NO_EVALUATION: not list_evaluations(ports, activity_id).is_whole_done,
        Unfinished.TO_CORRECT: any(visit.needs_correction for visit in visits),
        Unfinished.LENT_OUT: any(loan.is_out for loan in list_loans(ports, activity_id)),
    }
    return tuple(one for one, is_so in found.items() if is_so)
