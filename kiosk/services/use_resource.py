"""Write down what a project used: people's hours, goods, money; and strike what was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.services.ports import Ports
from kiosk.services.set_project import CLOSED
from sync.standard.activities import Activity
from sync.standard.projects import RESOURCES, Project, ResourceStruck, ResourceUse, ResourceUsed

MOST_OF_ONE: Final = 10_000_000_000
"""Of one use: 100 million yuan. More is a slip of the finger."""


class ResourceSlip(StrEnum):
    NO_PROJECT = "no_project"
    IS_CLOSED = "is_closed"
    UNKNOWN_KIND = "unknown_kind"
    NOTHING_NAMED = "nothing_named"
    NOT_POSITIVE = "not_positive"
    TOO_MUCH = "too_much"
    OTHER_PROJECT = "other_project"
    """The activity is of another project, or of none."""
    NO_USE = "no_use"
    NO_REASON = "no_reason"
    STRUCK_ALREADY = "struck_already"


@dataclass(frozen=True, slots=True)
class ResourceNoted:
    use: ResourceUse


@dataclass(frozen=True, slots=True)
class ResourceStruckNow:
    use: ResourceUse


def use_resource(
    ports: Ports, project: str, kind: str, what: str, amount: int, by: str, activity: str = ""
) -> ResourceNoted | ResourceSlip:
    """amount: of people in minutes, of goods in pieces, of money in fen."""
    found = ports.rows.get(Project, project)
    if found is None:
        return ResourceSlip.NO_PROJECT
    if found.stage == CLOSED:
        return ResourceSlip.IS_CLOSED
    if kind not in RESOURCES:
        return ResourceSlip.UNKNOWN_KIND
    what = " ".join(what.split())
    if not what:
        return ResourceSlip.NOTHING_NAMED
    if amount <= 0:
        return ResourceSlip.NOT_POSITIVE
    if amount > MOST_OF_ONE:
        return ResourceSlip.TOO_MUCH
    if activity:
        of = ports.rows.get(Activity, activity)
        if of is None or of.project != project:
            return ResourceSlip.OTHER_PROJECT
    used = ResourceUsed(project, kind, what, amount, activity)
    (ref,) = ports.journal.append(used, by=by)
    return ResourceNoted(_stored(ports, ref.text()))


def strike_resource(
    ports: Ports, entry: str, reason: str, by: str
) -> ResourceStruckNow | ResourceSlip:
    """It counts no more; what was written stays, with the reason beside it. Also of a project that
    is closed: a wrong sum is never right."""
    use = ports.rows.get(ResourceUse, entry)
    if use is None or not use.project:
        return ResourceSlip.NO_USE
    if not use.counts:
        return ResourceSlip.STRUCK_ALREADY
    if not reason.strip():
        return ResourceSlip.NO_REASON
    ports.journal.append(ResourceStruck(entry, reason.strip()), by=by)
    return ResourceStruckNow(_stored(ports, entry))


def _stored(ports: Ports, entry: str) -> ResourceUse:
    found = ports.rows.get(ResourceUse, entry)
    assert found is not None, "folded in the same transaction"
    return found
