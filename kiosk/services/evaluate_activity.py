"""Evaluate an activity: the whole, and how those who came did (order 67, articles 10 and 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.records import (
    BY_ORGANISER,
    BY_SERVED,
    QUALITIES,
    Evaluated,
    RecordItem,
    RecordStruck,
)

WHOLE: Final = ""
"""In the place of a person's id."""
CHANGED: Final = "evaluated_anew"
"""The reason for which an earlier evaluation counts no more."""
MOST_EVALUATIONS: Final = 100_000


class EvaluateSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    CALLED_OFF = "called_off"
    NOT_BEGUN = "not_begun"
    NO_QUALITY = "no_quality"
    """Not of QUALITIES."""
    NOT_THERE = "not_there"
    """She was never checked in to it."""
    NO_ORGANISER = "no_organiser"
    """Neither the organiser's word nor that of those served."""


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What counts, of each side: WHOLE or a person's id -> quality."""

    organiser: Mapping[str, int] = field(default_factory=dict)
    served: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_whole_done(self) -> bool:
        """Article 11 asks for the organiser's."""
        return WHOLE in self.organiser


@dataclass(frozen=True, slots=True)
class EvaluatedNow:
    """count: of those that were new or are changed."""

    count: int
    evaluations: Evaluations


def evaluate_activity(
    ports: Ports,
    activity_id: str,
    qualities: Mapping[str, int],
    by: str,
    side: str = BY_ORGANISER,
) -> EvaluatedNow | EvaluateSlip:
    """qualities: WHOLE or a person's id -> of QUALITIES. What is said already is not said twice;
    what is changed strikes what was said before. All of it or nothing is entered."""
    slip = _slip(ports, activity_id, qualities, side)
    if slip is not None:
        return slip
    main = ports.merges.groups().main
    standing = _standing(ports, activity_id, side)
    facts: list[Evaluated | RecordStruck] = []
    count = 0
    for person, quality in qualities.items():
        before = standing.get(main(person), [])
        if before and _quality(before[-1]) == quality:
            continue
        facts += [RecordStruck(row.entry, CHANGED) for row in before]
        day = ports.clock.today().isoformat()
        facts.append(Evaluated(activity_id, quality, day, side, person))
        count += 1
    if facts:
        ports.journal.append(*facts, by=by)
    return EvaluatedNow(count, list_evaluations(ports, activity_id))


def list_evaluations(ports: Ports, activity_id: str) -> Evaluations:
    def of(side: str) -> dict[str, int]:
        rows = _standing(ports, activity_id, side)
        return {person: _quality(said[-1]) for person, said in rows.items()}

    return Evaluations(of(BY_ORGANISER), of(BY_SERVED))


def _standing(ports: Ports, activity_id: str, side: str) -> dict[str, list[RecordItem]]:
    """What counts, by person, the latest last."""
    rows = ports.rows.where(
        RecordItem, limit=MOST_EVALUATIONS, activity=activity_id, kind="evaluation"
    )
    main = ports.merges.groups().main
    found: dict[str, list[RecordItem]] = {}
    for row in sorted(rows, key=lambda row: (row.ms, row.entry)):
        if row.counts and isinstance(row.item, Evaluated) and row.item.by == side:
            found.setdefault(main(row.item.person), []).append(row)
    return found


def _quality(row: RecordItem) -> int:
    return row.item.quality if isinstance(row.item, Evaluated) else 0


def _slip(
    ports: Ports, activity_id: str, qualities: Mapping[str, int], side: str
) -> EvaluateSlip | None:
    row = ports.rows.get(Activity, activity_id)
    if row is None:
        return EvaluateSlip.NO_ACTIVITY
    if row.is_off:
        return EvaluateSlip.CALLED_OFF
    if row.plan.start_ms > ports.clock.now_ms():
        return EvaluateSlip.NOT_BEGUN
    if side not in (BY_ORGANISER, BY_SERVED):
        return EvaluateSlip.NO_ORGANISER
    if any(quality not in QUALITIES for quality in qualities.values()):
        return EvaluateSlip.NO_QUALITY
    main = ports.merges.groups().main
    visits = ports.visits.of_activity(activity_id, MOST_EVALUATIONS)
    there = {main(visit.person) for visit in visits}
    asked = {main(person) for person in qualities if person != WHOLE}
    return None if asked <= there else EvaluateSlip.NOT_THERE
