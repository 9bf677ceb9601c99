"""The figures of the console: counts only, nothing of any person."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sync.county.deadlines import Due, due_by_village
from sync.county.hours import VillageHours, joined_people
from sync.county.strings import say
from sync.county.tables import DEVICES, REPORTS, SCOPES, VIEW_TABLES, VILLAGES
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS
from sync.standard.origin import COUNTY
from sync.standard.residents import Resident


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
    near: int = 0
    over: int = 0
    """Activities whose record is near its deadline or over it."""

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:.1f}"


def figures(
    connection: Connection, hours: VillageHours | None = None, now_ms: int = 0
) -> list[VillageFigures]:
    """One row a village, in the order of their codes. hours: remembers what villages came to.
    now_ms: what deadlines go by."""
    residents = VIEW_TABLES[Resident.table].c

    def by_village(village: object, value: object, *where: object) -> dict[str, int]:
        query = select(village, value).where(*where).group_by(village)  # type: ignore[call-overload]
        return {code: int(number or 0) for code, number in connection.execute(query)}

    kiosks = by_village(DEVICES.c.village, func.count(), DEVICES.c.device != COUNTY)
    contacts = by_village(DEVICES.c.village, func.max(DEVICES.c.last_contact_ms))
    entries = by_village(SCOPES.c.village, func.sum(SCOPES.c.head))
    people = by_village(residents.village, func.count(), residents.is_active)
    joined = joined_people(connection)
    minutes = (hours or VillageHours()).minutes(connection, joined)
    for village, groups in joined.groups.items():
        twice = (residents.village == village, residents.key.in_(groups.absorbed))
        known = by_village(residents.village, func.count(), residents.is_active, *twice)
        people[village] = people.get(village, 0) - known.get(village, 0)
    reports = by_village(REPORTS.c.village, func.count())
    due = due_by_village(connection, now_ms)
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
            due.get(village, Due()).near,
            due.get(village, Due()).over,
        )
        for village, name in rows
    ]


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
