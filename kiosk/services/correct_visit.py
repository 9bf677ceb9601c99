"""Correct a visit: the minutes that were really given, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.ports import Ports
from sync.standard.attendance import LONGEST_VISIT_MS, Visit, VisitCorrected
from sync.standard.clock import MINUTE_MS

MOST_MINUTES = LONGEST_VISIT_MS // MINUTE_MS


class CorrectionSlip(StrEnum):
    NO_VISIT = "no_visit"
    NO_REASON = "no_reason"
    TOO_LONG = "too_long"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class CorrectedVisit:
    visit: Visit


def correct_visit(
    ports: Ports, visit_id: str, minutes: int, reason: str, by: str
) -> CorrectedVisit | CorrectionSlip:
    """The correction is an entry of its own; what stood before stays in the journal."""
    slip = minutes_slip(ports, visit_id, minutes, reason)
    if slip is not None:
        return slip
    ports.journal.append(VisitCorrected(visit_id, minutes, reason.strip()), by=by)
    visit = ports.visits.by_id(visit_id)
    assert visit is not None, "folded in the same transaction"
    return CorrectedVisit(visit)


def minutes_slip(ports: Ports, visit_id: str, minutes: int, reason: str) -> CorrectionSlip | None:
    """What keeps a visit from being corrected to so many."""
    if minutes < 0:
        return CorrectionSlip.NEGATIVE
    if minutes > MOST_MINUTES:
        return CorrectionSlip.TOO_LONG
    if not reason.strip():
        return CorrectionSlip.NO_REASON
    return CorrectionSlip.NO_VISIT if ports.visits.by_id(visit_id) is None else None
