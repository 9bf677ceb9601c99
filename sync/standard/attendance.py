"""Attendance (签到签退): visits to voluntary service, and the hours that follow from them.

Service time is the time really given (order 67, article 7). An hour is never invented: what was
not checked out, or was stamped by a clock that was plainly wrong, counts nothing until somebody
corrects it and says why.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.clock import DAY_MS, MINUTE_MS
from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

LONGEST_VISIT_MS: Final = DAY_MS
"""Nobody serves more than 24 hours in one go."""


class CheckedIn(msgspec.Struct, frozen=True, tag_field="k", tag="checked_in.1", omit_defaults=True):
    """A person began to serve. The visit's id is this entry's identity."""

    person: str
    service: str = ""
    """What for: a code of codes.SERVICES."""


class CheckedOut(msgspec.Struct, frozen=True, tag_field="k", tag="checked_out.1"):
    """A person ended a visit (Ref.text() of its CheckedIn)."""

    visit: str


class VisitCorrected(msgspec.Struct, frozen=True, tag_field="k", tag="visit_corrected.1"):
    """The visit's minutes are what is said here, for the reason said here."""

    visit: str
    minutes: int
    reason: str


class Visit(Row, frozen=True):
    """The view: one row a visit."""

    table: ClassVar[str] = "visits"
    columns: ClassVar[tuple[str, ...]] = (
        "person",
        "start_ms",
        "is_open",
        "minutes",
        "needs_correction",
    )

    visit: str
    person: str = ""
    service: str = ""
    start_ms: int = 0
    """0 until the check-in itself has arrived."""
    start_by: str = SELF
    end_ms: int = 0
    is_doubtful: bool = False
    """A clock that was plainly wrong stamped one of its ends."""
    corrected_minutes: int = -1
    corrected_by: str = SELF
    reason: str = ""
    end_mark: Mark = NEVER
    correction_mark: Mark = NEVER
    end_by: str = SELF

    @property
    def key(self) -> str:
        return self.visit

    @property
    def is_open(self) -> bool:
        return self.start_ms > 0 and self.end_ms == 0 and self.corrected_minutes < 0

    @property
    def minutes(self) -> int:
        """Minutes that count."""
        if self.corrected_minutes >= 0:
            return self.corrected_minutes
        if not self.start_ms or not self.end_ms or self.is_doubtful:
            return 0
        length_ms = self.end_ms - self.start_ms
        return 0 if length_ms > LONGEST_VISIT_MS else max(0, length_ms) // MINUTE_MS

    @property
    def needs_correction(self) -> bool:
        """Ended, but its minutes cannot be known from the stamps."""
        if self.corrected_minutes >= 0 or not self.end_ms or not self.start_ms:
            return False
        return self.is_doubtful or self.end_ms - self.start_ms > LONGEST_VISIT_MS


AttendanceFact = CheckedIn | CheckedOut | VisitCorrected


def fold(fact: AttendanceFact, origin: Origin, shelf: Shelf) -> None:
    visit = origin.ref.text() if isinstance(fact, CheckedIn) else fact.visit
    row = shelf.get(Visit, visit)
    match fact:
        case CheckedIn():
            row = _begun(row, visit, fact, origin)
        case CheckedOut():
            row = _ended(row or Visit(visit), origin)
        case VisitCorrected():
            row = _corrected(row or Visit(visit), fact, origin)
    shelf.put(row)


def _begun(row: Visit | None, visit: str, fact: CheckedIn, origin: Origin) -> Visit:
    stamp = origin.stamp
    if row is None:  # Most of all entries are of this kind: made at once, not copied from nothing.
        return Visit(visit, fact.person, fact.service, stamp.ms, origin.by, 0, stamp.doubtful)
    return msgspec.structs.replace(
        row,
        person=fact.person,
        service=fact.service,
        start_ms=stamp.ms,
        start_by=origin.by,
        is_doubtful=row.is_doubtful or stamp.doubtful,
    )


def _ended(row: Visit, origin: Origin) -> Visit:
    """The first check-out counts: two kiosks may each have taken one."""
    doubtful = row.is_doubtful or origin.stamp.doubtful
    if row.end_mark != NEVER and row.end_mark <= origin.mark:
        return msgspec.structs.replace(row, is_doubtful=doubtful)
    return msgspec.structs.replace(
        row,
        end_ms=origin.stamp.ms,
        end_by=origin.by,
        end_mark=origin.mark,
        is_doubtful=doubtful,
    )


def _corrected(row: Visit, fact: VisitCorrected, origin: Origin) -> Visit:
    """The last correction counts."""
    if row.correction_mark >= origin.mark:
        return row
    minutes = min(max(fact.minutes, 0), LONGEST_VISIT_MS // MINUTE_MS)
    return msgspec.structs.replace(
        row,
        corrected_minutes=minutes,
        corrected_by=origin.by,
        reason=fact.reason,
        correction_mark=origin.mark,
    )
