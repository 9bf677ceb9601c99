"""Open an activity: from now on people may ask for places."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.plan_activity import (
    PlanFault,
    PlanSlip,
    opening_slips,
    plan_slips,
    plan_warnings,
)
from kiosk.services.ports import Ports
from sync.standard.activities import Activity, ActivitySet


@dataclass(frozen=True, slots=True)
class Opened:
    """warnings: it is open all the same. is_new: it was not before."""

    activity: Activity
    warnings: tuple[PlanSlip, ...] = ()
    is_new: bool = True


def open_activity(ports: Ports, activity_id: str, by: str) -> Opened | tuple[PlanSlip, ...]:
    """One that was held already may be opened too, so that its record can be made."""
    row = ports.rows.get(Activity, activity_id)
    if row is None:
        return (PlanSlip(PlanFault.NO_ACTIVITY),)
    if row.is_off:
        return (PlanSlip(PlanFault.CALLED_OFF),)
    if row.is_open:
        return Opened(row, is_new=False)
    slips = (*plan_slips(ports, row.plan), *opening_slips(row.plan))
    if slips:
        return slips
    ports.journal.append(ActivitySet(row.activity, {"is_open": True}), by=by)
    after = ports.rows.get(Activity, activity_id)
    assert after is not None, "folded in the same transaction"
    return Opened(after, plan_warnings(ports, after))
