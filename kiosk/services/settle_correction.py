"""Settle in one step what she says is wrong, where her record shows what would be right."""

from __future__ import annotations

from kiosk.services.ask_correction import AnsweredNow, AnswerSlip, Asking
from kiosk.services.correct_visit import CorrectionSlip, minutes_slip
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.attendance import VisitCorrected
from sync.standard.clock import MINUTE_MS
from sync.standard.records import CorrectionAnswered, RecordItem


def minutes_offered(ports: Ports, asking: Asking) -> int | None:
    """What a cadre needs not type: none of a visit that was not hers; where she says too few or
    too many, the whole time of its activity. None: she has to be asked how long it was."""
    visit, what = asking.visit, asking.asked.what
    if visit is None:
        return None
    if what == "not_mine":
        return 0
    row = ports.rows.get(Activity, visit.activity) if visit.activity else None
    if row is None or row.plan.shifts:
        return None
    whole = (row.plan.end_ms - row.plan.start_ms) // MINUTE_MS
    fits = {"too_few": visit.minutes < whole, "too_many": 0 < whole < visit.minutes}
    return whole if fits.get(what) else None


def settle_correction(
    ports: Ports, entry: str, minutes: int, reason: str, by: str
) -> AnsweredNow | AnswerSlip | CorrectionSlip:
    """entry: of what she asked, which is about a visit. The correction and the answer to her are
    one transaction. reason: stands with the correction."""
    item = ports.rows.get(RecordItem, entry)
    if item is None or not item.is_waiting:
        return AnswerSlip.ANSWERED_BEFORE
    visit = getattr(item.item, "visit", "")
    slip = minutes_slip(ports, visit, minutes, reason)
    if slip is not None:
        return slip
    ports.journal.append(
        VisitCorrected(visit, minutes, reason.strip()), CorrectionAnswered(entry, True, ""), by=by
    )
    item = ports.rows.get(RecordItem, entry)
    assert item is not None, "folded in the same transaction"
    return AnsweredNow(item)
