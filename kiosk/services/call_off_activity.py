"""Call an activity off, and say who had a place and must be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.plan_activity import places_up
from kiosk.services.ports import Ports
from sync.standard.activities import CALLED_OFF_REASONS, Activity, ActivityCalledOff


class CallOffSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    NO_REASON = "no_reason"
    CALLED_OFF = "called_off"
    RECORDED = "recorded"
    HAS_VISITS = "has_visits"
    """Somebody has served already: it is ended and recorded instead."""


@dataclass(frozen=True, slots=True)
class CalledOff:
    """people: who had a place or waited for one, each once."""

    activity: Activity
    people: tuple[str, ...]


def call_off_activity(
    ports: Ports, activity_id: str, reason: str, by: str
) -> CalledOff | CallOffSlip:
    """reason: of CALLED_OFF_REASONS. There is no way back: a new activity is planned instead."""
    row = ports.rows.get(Activity, activity_id)
    if row is None:
        return CallOffSlip.NO_ACTIVITY
    if row.is_off:
        return CallOffSlip.CALLED_OFF
    if row.recorded_ms:
        return CallOffSlip.RECORDED
    if reason not in CALLED_OFF_REASONS:
        return CallOffSlip.NO_REASON
    if ports.visits.of_activity(activity_id, limit=1):
        return CallOffSlip.HAS_VISITS
    main = ports.merges.groups().main
    people = dict.fromkeys(main(place.person) for place in places_up(ports, activity_id))
    ports.journal.append(ActivityCalledOff(activity_id, reason), by=by)
    after = ports.rows.get(Activity, activity_id)
    assert after is not None, "folded in the same transaction"
    return CalledOff(after, tuple(people))
