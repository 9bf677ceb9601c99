"""Hours at the county: the same ledger as at the kiosks, over each village's visits by person.

Ids that were merged are one person; whoever moved counts where she lives. Reading and reckoning
cost about 0.7 s for 100,000 visits, so what a village came to is remembered until its journal goes
on (VillageHours).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from sync.county.tables import FOLDED, MOVES, SCOPES, VIEW_TABLES
from sync.standard.attendance import Visit
from sync.standard.county_tables import CountyTable, Dated, HoursTable
from sync.standard.hours import ledger, total
from sync.standard.merging import Groups, Merge
from sync.standard.wire import VILLAGE

RULES: Final = Path(__file__).parents[2] / "assets" / "rules" / "county.toml"
_read_merge = msgspec.json.Decoder(Merge).decode
_read_table = msgspec.json.Decoder(CountyTable).decode


@dataclass(frozen=True, slots=True)
class Joined:
    """Who is one person, by village; and by village the ids whose hours count in another one,
    because they live there."""

    groups: dict[str, Groups] = field(default_factory=dict)
    elsewhere: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, village: str) -> tuple[Groups, frozenset[str]]:
        return self.groups.get(village, Groups()), self.elsewhere.get(village, frozenset())


class VillageHours:
    """Minutes by village. Safe from any thread: at worst two reckon the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, int]] = {}

    def minutes(self, connection: Connection, joined: Joined) -> dict[str, int]:
        found: dict[str, int] = {}
        for village, at in _heads(connection).items():
            # Whose hours count here is also a matter of what other villages' journals say.
            now = (at, joined.elsewhere.get(village, frozenset()))
            known = self._known.get(village)
            if known is None or known[0] != now:
                counted = minutes_of_people(connection, village, joined)
                known = self._known[village] = (now, sum(counted.values()))
            found[village] = known[1]
        return found


def minutes_of_village(connection: Connection, village: str) -> int:
    return sum(minutes_of_people(connection, village).values())


def minutes_of_people(
    connection: Connection, village: str, joined: Joined | None = None
) -> dict[str, int]:
    """Id that is shown -> minutes that count, of everybody who lives here and has any visit."""
    groups, elsewhere = (joined or joined_people(connection)).of(village)
    tables = hours_tables(connection, village)
    return {
        person: total(ledger(visits, tables))
        for person, visits in _visits(connection, village, groups, elsewhere).items()
    }


def hours_tables(connection: Connection, village: str) -> Dated[HoursTable]:
    table = VIEW_TABLES[CountyTable.table].c
    query = select(table.body).where(table.village == village, table.name == "hours")
    return Dated(_first_table(), map(_read_table, connection.execute(query).scalars()))


def village_groups(connection: Connection, village: str) -> Groups:
    table = VIEW_TABLES[Merge.table].c
    query = select(table.body).where(table.village == village, table.is_on)
    merges = map(_read_merge, connection.execute(query).scalars())
    return Groups((merge.person, merge.into) for merge in merges)


def joined_people(connection: Connection) -> Joined:
    groups = {village: Groups(merges) for village, merges in _merges(connection).items()}
    found: dict[str, set[str]] = defaultdict(set)
    for move in connection.execute(select(MOVES)):
        ids = groups.get(move.from_village, Groups()).members(move.person)
        found[move.from_village if move.into else move.village].update(ids)
    return Joined(groups, {village: frozenset(ids) for village, ids in found.items()})


def _visits(
    connection: Connection, village: str, groups: Groups, elsewhere: Collection[str]
) -> dict[str, list[Visit]]:
    """By the id that is shown. Of a visit only what counts is read: its start and its minutes."""
    table = VIEW_TABLES[Visit.table].c
    query = select(table.key, table.person, table.start_ms, table.minutes)
    rows: Iterable[Any] = connection.execute(query.where(table.village == village))
    found: dict[str, list[Visit]] = defaultdict(list)
    for key, person, start_ms, minutes in rows:
        if person not in elsewhere:
            visit = Visit(key, person, start_ms=start_ms, corrected_minutes=minutes)
            found[groups.main(person)].append(visit)
    return found


def _merges(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """By village: (person, into)."""
    table = VIEW_TABLES[Merge.table].c
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for village, body in connection.execute(select(table.village, table.body).where(table.is_on)):
        merge = _read_merge(body)
        found[village].append((merge.person, merge.into))
    return found


def _heads(connection: Connection) -> dict[str, tuple[object, ...]]:
    """What changes when anything of a village's views may have changed."""
    folded = {row.village: tuple(row) for row in connection.execute(select(FOLDED))}
    scopes = connection.execute(select(SCOPES).where(SCOPES.c.scope == VILLAGE))
    return {row.village: (row.head, row.mark, folded.get(row.village)) for row in scopes}


def _first_table() -> HoursTable:
    """What counts before the county gave a table: what the kiosks start with."""
    return msgspec.convert(tomllib.loads(RULES.read_text("utf-8"))["hours"], HoursTable)
