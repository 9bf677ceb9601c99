"""Attendance (签到签退): visits to voluntary service, and the hours that follow from them.

Service time is the time really given (order 67, article 7). An hour is never invented: what was
not checked out, or was stamped by a clock that was plainly wrong, counts nothing until somebody
corrects it and says why, or what the county's own rule credits. What of a person's visits counts
when they overlap is in sync.standard.hours.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.clock import DAY_MS, MINUTE_MS
from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

CADRE: Final = "cadre"
IMPORTED: Final = "imported"
ENTERED: Final = (CADRE, IMPORTED)
LONGEST_VISIT_MS: Final = DAY_MS
"""Nobody serves more than 24 hours in one go."""


class CheckedIn(msgspec.Struct, frozen=True, tag_field="k", tag="checked_in.1", omit_defaults=True):
    """A person began to serve. The visit's id is this entry's identity."""

    person: str
    service: str = ""
    """What for: a code of codes.SERVICES."""
    activity: str = ""
    """The activity's id, where it was one."""


class CheckedOut(msgspec.Struct, frozen=True, tag_field="k", tag="checked_out.1"):
    """A person ended a visit (Ref.text() of its CheckedIn)."""

    visit: str


class VisitCorrected(msgspec.Struct, frozen=True, tag_field="k", tag="visit_corrected.1"):
    """The visit's minutes are what is said here, for the reason said here."""

    visit: str
    minutes: int
    reason: str


class VisitEntered(
    msgspec.Struct, frozen=True, tag_field="k", tag="visit_entered.1", omit_defaults=True
):
    """A visit that nobody checked in here: from a cadre's list or from a workbook. The visit's id
    is this entry's identity. source: of ENTERED. paper: what it was taken from, no person's
    name."""

    person: str
    start_ms: int
    end_ms: int
    source: str
    service: str = ""
    activity: str = ""
    paper: str = ""


class VisitClosed(msgspec.Struct, frozen=True, tag_field="k", tag="visit_closed.1"):
    """Nobody checked out in time: by the county's rule so many minutes are credited. A check-out
    that arrives later all the same counts before it."""

    visit: str
    minutes: int


class ToldOfClosing(msgspec.Struct, frozen=True, tag_field="k", tag="told_of_closing.1"):
    """She was told what was credited for the check-out that she forgot."""

    visit: str


class Visit(Row, frozen=True):
    """The view: one row a visit."""

    table: ClassVar[str] = "visits"
    columns: ClassVar[tuple[str, ...]] = (
        "person",
        "start_ms",
        "is_open",
        "minutes",
        "needs_correction",
        "activity",
    )

    visit: str
    person: str = ""
    service: str = ""
    activity: str = ""
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
    source: str = ""
    """Of ENTERED; "" = checked in at a kiosk."""
    paper: str = ""
    closed_minutes: int = -1
    """Credited by the county's rule."""
    closed_mark: Mark = NEVER
    is_told: bool = False
    """Of the closing."""

    @property
    def key(self) -> str:
        return self.visit

    @property
    def is_open(self) -> bool:
        return self._is_unended and self.corrected_minutes < 0 and self.closed_minutes < 0

    @property
    def _is_unended(self) -> bool:
        return self.start_ms > 0 and self.end_ms == 0

    @property
    def is_closed(self) -> bool:
        """What counts is what the county's rule credits."""
        return self._is_unended and self.corrected_minutes < 0 and self.closed_minutes >= 0

    @property
    def minutes(self) -> int:
        """Minutes that count, of this visit by itself."""
        if self.corrected_minutes >= 0:
            return self.corrected_minutes
        if self.is_closed:
            return self.closed_minutes
        if not self.start_ms or not self.end_ms or self.is_doubtful:
            return 0
        length_ms = self.end_ms - self.start_ms
        return 0 if length_ms > LONGEST_VISIT_MS else max(0, length_ms) // MINUTE_MS

    @property
    def needs_correction(self) -> bool:
        """Its minutes cannot be known from the stamps, or are what a rule credits."""
        if self.corrected_minutes >= 0 or not self.start_ms:
            return False
        if not self.end_ms:
            return self.closed_minutes >= 0
        length_ms = self.end_ms - self.start_ms
        return self.is_doubtful or length_ms < 0 or length_ms > LONGEST_VISIT_MS


AttendanceFact = (
    CheckedIn | CheckedOut | VisitCorrected | VisitEntered | VisitClosed | ToldOfClosing
)

_BEGINS: Final = (CheckedIn, VisitEntered)
"""A visit, which has their entry's identity."""


def fold(fact: AttendanceFact, origin: Origin, shelf: Shelf) -> None:
    visit = origin.ref.text() if isinstance(fact, _BEGINS) else fact.visit
    row = shelf.get(Visit, visit)
    match fact:
        case CheckedIn():
            row = _begun(row, visit, fact, origin)
        case CheckedOut():
            row = _ended(row or Visit(visit), origin)
        case VisitCorrected():
            row = _corrected(row or Visit(visit), fact, origin)
        case VisitEntered():
            row = _entered(row or Visit(visit), fact, origin)
        case VisitClosed():
            row = _closed(row or Visit(visit), fact, origin)
        case ToldOfClosing():
            row = msgspec.structs.replace(row or Visit(visit), is_told=True)
    shelf.put(row)


def _begun(row: Visit | None, visit: str, fact: CheckedIn, origin: Origin) -> Visit:
    stamp = origin.stamp
    if row is None:  # Most of all entries are of this kind: made at once, not copied from nothing.
        said = (visit, fact.person, fact.service, fact.activity)
        return Visit(*said, stamp.ms, origin.by, 0, stamp.doubtful)
    return msgspec.structs.replace(
        row,
        person=fact.person,
        service=fact.service,
        activity=fact.activity,
        start_ms=stamp.ms,
        start_by=origin.by,
        is_doubtful=row.is_doubtful or stamp.doubtful,
    )


def _ended(row: Visit, origin: Origin) -> Visit:
    """The first check-out counts: two kiosks may each have taken one. None counts of a visit that
    was entered, whenever it is stamped."""
    doubtful = row.is_doubtful or origin.stamp.doubtful
    if row.source or (row.end_mark != NEVER and row.end_mark <= origin.mark):
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


def _entered(row: Visit, fact: VisitEntered, origin: Origin) -> Visit:
    """The times are somebody's word; a check-out of it would be nobody's."""
    return msgspec.structs.replace(
        row,
        person=fact.person,
        service=fact.service,
        activity=fact.activity,
        start_ms=fact.start_ms,
        start_by=origin.by,
        end_ms=fact.end_ms,
        end_by=origin.by,
        end_mark=origin.mark,
        source=fact.source,
        paper=fact.paper,
    )


def _closed(row: Visit, fact: VisitClosed, origin: Origin) -> Visit:
    """The first to close it counts: two kiosks may each have done it."""
    if row.closed_mark != NEVER and row.closed_mark <= origin.mark:
        return row
    minutes = min(max(fact.minutes, 0), LONGEST_VISIT_MS // MINUTE_MS)
    return msgspec.structs.replace(row, closed_minutes=minutes, closed_mark=origin.mark)
