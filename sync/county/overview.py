"""The figures of the console: counts only, nothing of any person."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, select

from sync.county.strings import say
from sync.county.tables import DEVICES, MOVES, REPORTS, SCOPES, VIEW_TABLES, VILLAGES
from sync.standard.attendance import Visit
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS
from sync.standard.merging import Groups, Merge
from sync.standard.origin import COUNTY
from sync.standard.residents import Resident

_read_merge = msgspec.json.Decoder(Merge).decode


@dataclass(frozen=True, slots=True)
class VillageFigures:
    """people: registered, and their consent stands. minutes: of service that count."""

    village: str
    name: str
    kiosks: int
    last_contact_ms: int
    entries: int
    people: int
    minutes: int
    reports: int

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:.1f}"


def figures(connection: Connection) -> list[VillageFigures]:
    """One row a village, in the order of their codes."""
    residents = VIEW_TABLES[Resident.table].c
    visits = VIEW_TABLES[Visit.table].c

    def by_village(village: object, value: object, *where: object) -> dict[str, int]:
        query = select(village, value).where(*where).group_by(village)  # type: ignore[call-overload]
        return {code: int(number or 0) for code, number in connection.execute(query)}

    kiosks = by_village(DEVICES.c.village, func.count(), DEVICES.c.device != COUNTY)
    contacts = by_village(DEVICES.c.village, func.max(DEVICES.c.last_contact_ms))
    entries = by_village(SCOPES.c.village, func.sum(SCOPES.c.head))
    people = by_village(residents.village, func.count(), residents.is_active)
    minutes = by_village(visits.village, func.sum(visits.minutes))
    merged = {village: Groups(merges) for village, merges in _merges(connection).items()}
    for village, ids in _elsewhere(connection, merged).items():
        of_them = (visits.village == village, visits.person.in_(ids))
        moved = by_village(visits.village, func.sum(visits.minutes), *of_them)
        minutes[village] = minutes.get(village, 0) - moved.get(village, 0)
    for village, groups in merged.items():
        twice = (residents.village == village, residents.key.in_(groups.absorbed))
        known = by_village(residents.village, func.count(), residents.is_active, *twice)
        people[village] = people.get(village, 0) - known.get(village, 0)
    reports = by_village(REPORTS.c.village, func.count())
    rows = connection.execute(select(VILLAGES).order_by(VILLAGES.c.village))
    return [
        VillageFigures(
            village,
            name,
            kiosks.get(village, 0),
            contacts.get(village, 0),
            entries.get(village, 0),
            people.get(village, 0),
            minutes.get(village, 0),
            reports.get(village, 0),
        )
        for village, name in rows
    ]


def _elsewhere(connection: Connection, merged: dict[str, Groups]) -> dict[str, set[str]]:
    """By village: ids of people whose hours count in another one, because they live there."""
    found: dict[str, set[str]] = {}
    for move in connection.execute(select(MOVES)):
        ids = merged.get(move.from_village, Groups()).members(move.person)
        found.setdefault(move.from_village if move.into else move.village, set()).update(ids)
    return found


def _merges(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """By village: (person, into)."""
    table = VIEW_TABLES[Merge.table].c
    found: dict[str, list[tuple[str, str]]] = {}
    for village, body in connection.execute(select(table.village, table.body).where(table.is_on)):
        merge = _read_merge(body)
        found.setdefault(village, []).append((merge.person, merge.into))
    return found


def age_in_words(at_ms: int, now_ms: int) -> str:
    """How long ago, as one says it."""
    age_ms = now_ms - at_ms
    if at_ms <= 0:
        return say("console.never")
    if age_ms < MINUTE_MS:
        return say("console.just_now")
    if age_ms < HOUR_MS:
        return say("console.minutes", n=age_ms // MINUTE_MS)
    if age_ms < DAY_MS:
        return say("console.hours_ago", n=age_ms // HOUR_MS)
    return say("console.days", n=age_ms // DAY_MS)
