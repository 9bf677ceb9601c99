"""What the county's own books say of a certificate that somebody shows.

That it is genuine follows from its text alone (sync.certifying); whether the hours have been
corrected since, only the county knows. Nothing is told of anybody that her paper does not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection, select

from sync.certifying import Certified, Doubt, verify
from sync.county.devices import find_device
from sync.county.tables import ERASED, VIEW_TABLES
from sync.county.views import row_of
from sync.standard.activities import Activity
from sync.standard.attendance import Visit
from sync.standard.certificates import PREFIX, Certificate, digest_of, listed
from sync.standard.county_tables import CountyTable, Dated, HoursTable
from sync.standard.hours import HoursLine, ledger, total
from sync.standard.merging import Groups, Merge
from sync.standard.views import Row

R = TypeVar("R", bound=Row)
_RULES: Final = Path(__file__).parents[2] / "assets" / "rules" / "county.toml"
"""What counts until the county gives a table, as at the kiosks."""


class Known(StrEnum):
    """What the county's books say of a genuine certificate."""

    SAME = "same"
    NOT_YET = "not_yet"
    """The kiosk that issued it has not sent the entry yet."""
    DIFFERENT = "different"
    """The books have another certificate of this number."""
    CORRECTED = "corrected"
    """Of the same time other hours count by now."""
    ERASED = "erased"
    """She has had everything about herself destroyed."""


@dataclass(frozen=True, slots=True)
class Verified:
    """minutes: that count now of the time that the certificate speaks of; only with CORRECTED.
    lines: what it lists, the newest first as on paper, and by activity the titles; only with SAME:
    the code's digest says that these were certified. is_revoked: the kiosk that signed it was
    taken off the roll since."""

    certified: Certified
    known: Known
    minutes: int = 0
    lines: tuple[HoursLine, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    is_revoked: bool = False


def look_at(connection: Connection, county_key: bytes, text: str) -> Verified | Doubt:
    """text: what a reader of QR codes gives, or a link with it at its end. county_key: public."""
    begins = text.find(PREFIX)
    certified = verify(county_key, text[begins:] if begins > 0 else text)
    if isinstance(certified, Doubt):
        return certified
    warrant = certified.warrant
    device = find_device(connection, warrant.village, warrant.device)
    is_revoked = device is None or device.is_revoked
    known, lines = _known(connection, certified)
    if known is not Known.SAME:
        return Verified(certified, known, total(lines), is_revoked=is_revoked)
    named = tuple({line.activity for line in lines if line.activity})
    rows = _many(connection, warrant.village, Activity, key=named) if named else []
    titles = {row.activity: row.plan.title for row in rows}
    return Verified(certified, known, 0, lines[::-1], titles, is_revoked)


def _known(connection: Connection, certified: Certified) -> tuple[Known, tuple[HoursLine, ...]]:
    """And what counts by now of the time that it speaks of."""
    said, village = certified.statement, certified.warrant.village
    row = _one(connection, village, Certificate, said.no)
    if row is None or not row.person:
        return Known.NOT_YET, ()
    stated = (said.minutes, said.visits, said.since, said.until, said.digest)
    if (row.minutes, row.visits, row.since, row.until, row.digest) != stated:
        return Known.DIFFERENT, ()
    ids = _ids(connection, village, row.person)
    of_them = (ERASED.c.village == village, ERASED.c.person.in_(ids))
    if connection.execute(select(ERASED).where(*of_them)).first() is not None:
        return Known.ERASED, ()
    visits = [
        visit
        for visit in _many(connection, village, Visit, person=ids)
        if visit.start_ms < row.issued_ms
    ]
    lines = listed(ledger(visits, _hours_tables(connection, village)))
    if digest_of(lines) == said.digest and total(lines) == said.minutes:
        return Known.SAME, lines
    return Known.CORRECTED, lines


def _ids(connection: Connection, village: str, person: str) -> tuple[str, ...]:
    """All that are hers."""
    merges = _many(connection, village, Merge, is_on=(True,))
    groups = Groups((merge.person, merge.into) for merge in merges)
    return groups.members(person)


def _hours_tables(connection: Connection, village: str) -> Dated[HoursTable]:
    return Dated(_first_table(), _many(connection, village, CountyTable, name=("hours",)))


@cache
def _first_table() -> HoursTable:
    return msgspec.convert(loads(_RULES.read_text("utf-8"))["hours"], HoursTable)


def _one(connection: Connection, village: str, view: type[R], key: str) -> R | None:
    table = VIEW_TABLES[view.table]
    query = select(table.c.body).where(table.c.village == village, table.c.key == key)
    body = connection.execute(query).scalar_one_or_none()
    row = row_of(view.table, body) if body is not None else None
    return row if isinstance(row, view) else None


def _many(
    connection: Connection, village: str, view: type[R], **equal: tuple[object, ...]
) -> list[R]:
    table = VIEW_TABLES[view.table]
    of_them = [table.c[name].in_(values) for name, values in equal.items()]
    query = select(table.c.body).where(table.c.village == village, *of_them)
    rows = (row_of(view.table, body) for body in connection.execute(query).scalars())
    return [row for row in rows if isinstance(row, view)]
