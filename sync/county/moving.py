"""Bringing the entries of people who moved from one village's journal into another's.

The rows are those of the village that she left, with their devices, numbers and hashes; only their
place in the scope is new. How far the other journal has been looked through is noted, so what is
written there later, by a kiosk that had no line, comes too. Only this village's scope is locked:
the other one's numbers have no gap, so what is committed there is a beginning without holes.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, and_, bindparam, select, update

from sync.county.bulk import put_rows
from sync.county.decisions import decide
from sync.county.journal import scope_head, store
from sync.county.people_keys import PeopleKeys
from sync.county.sealed import open_again
from sync.county.tables import CLAMPS, DEVICES, ENTRIES, MOVES, SCOPES, VIEW_TABLES, is_same_entry
from sync.standard.attendance import (
    CheckedOut,
    ToldOfClosing,
    Visit,
    VisitClosed,
    VisitCorrected,
)
from sync.standard.entry import Entry, decode
from sync.standard.facts import Fact
from sync.standard.merging import Groups, Merge, Merged, Unmerged
from sync.standard.moving import MovedHere
from sync.standard.origin import COUNTY, Ref
from sync.standard.sealed import KeysCame
from sync.standard.wire import VILLAGE

_CHUNK: Final = 10_000
"""Entries looked through at once."""
_BY_NAME: Final = (
    "checked_out.1",
    "visit_corrected.1",
    "visit_closed.1",
    "told_of_closing.1",
    "unmerged.1",
)
"""Kinds that name something of hers and not herself."""
_TO_BRING: Final = (
    select(MOVES.c.person)
    .join(SCOPES, and_(SCOPES.c.village == MOVES.c.from_village, SCOPES.c.scope == VILLAGE))
    .where(MOVES.c.village == bindparam("of"), MOVES.c.into != "", SCOPES.c.head > MOVES.c.upto)
    .limit(1)
)
_read_merge = msgspec.json.Decoder(Merge).decode


def is_to_bring(connection: Connection, village: str) -> bool:
    """Whether something was written in a village that somebody left for this one."""
    return connection.execute(_TO_BRING, {"of": village}).first() is not None


def bring(connection: Connection, village: str, people_keys: PeopleKeys) -> None:
    """Within the transaction of this village."""
    if not is_to_bring(connection, village):
        return
    scope_head(connection, village, lock=True)
    moved = select(MOVES).where(MOVES.c.village == village, MOVES.c.into != "")
    for move in connection.execute(moved).all():
        _bring_one(connection, village, move, people_keys)


def members_of(connection: Connection, village: str, person: str) -> tuple[str, ...]:
    """All ids that she has in that village."""
    table = VIEW_TABLES[Merge.table].c
    bodies = connection.execute(
        select(table.body).where(table.village == village, table.is_on)
    ).scalars()
    merges = map(_read_merge, bodies)
    return Groups((merge.person, merge.into) for merge in merges).members(person)


def _bring_one(
    connection: Connection, village: str, move: Row[Any], people_keys: PeopleKeys
) -> None:
    there: str = move.from_village
    head = scope_head(connection, there).no
    if head <= move.upto:
        return
    ids = members_of(connection, there, move.person)
    others = PeopleKeys(connection, there, people_keys.secret)
    opened = open_again(connection, village, people_keys, people_keys.adopt(others, ids))
    people = sorted({person for e in opened if (person := getattr(e.fact, "person", ""))})
    if people:
        decide(connection, village, f"keys_came.{people[0]}", KeysCame(tuple(people)))
    hers = _Hers(connection, there, ids)
    for after in range(move.upto, head, _CHUNK):
        found = hers.among(after, min(after + _CHUNK, head))
        _keep(connection, village, there, found, people_keys)
    connection.execute(
        update(MOVES)
        .where(
            MOVES.c.village == village,
            MOVES.c.from_village == there,
            MOVES.c.person == move.person,
        )
        .values(upto=head)
    )


class _Hers:
    """Which entries of a village speak of one person."""

    def __init__(self, connection: Connection, village: str, ids: Collection[str]) -> None:
        self._connection = connection
        self._village = village
        self._ids = frozenset(ids)
        self._patterns = [person.encode() for person in ids]
        visits = VIEW_TABLES[Visit.table].c
        query = select(visits.key).where(visits.village == village, visits.person.in_(ids))
        self._visits = frozenset(connection.execute(query).scalars())
        merges = VIEW_TABLES[Merge.table].c
        bodies = connection.execute(select(merges.body).where(merges.village == village)).scalars()
        found = map(_read_merge, bodies)
        self._merges = frozenset(m.merge for m in found if {m.person, m.into} <= self._ids)

    def among(self, after: int, upto: int) -> list[tuple[Entry, bytes, bytes]]:
        """(entry, hash, line) of numbers after+1 .. upto."""
        rows = _rows_between(self._connection, self._village, after, upto)
        found: list[tuple[Entry, bytes, bytes]] = []
        for row in rows:
            is_named = any(pattern in row.line for pattern in self._patterns)
            if row.device == COUNTY or not (is_named or row.kind in _BY_NAME):
                continue
            entry = decode(Ref(row.device, row.epoch, row.seq), row.line, row.ms)
            if isinstance(entry, Entry) and self._is_hers(entry.fact):
                found.append((entry, row.hash, row.line))
        return found

    def _is_hers(self, fact: Fact) -> bool:
        match fact:
            case CheckedOut() | VisitCorrected() | VisitClosed() | ToldOfClosing():
                return fact.visit in self._visits
            case Unmerged(merge=merge):
                return merge in self._merges
            case Merged(person=person, into=into):
                return {person, into} <= self._ids
            case MovedHere(person=person, other=other):
                return {person, other} <= self._ids
        is_about_two = hasattr(fact, "other")
        return not is_about_two and getattr(fact, "person", "") in self._ids


def _rows_between(connection: Connection, village: str, after: int, upto: int) -> list[Row[Any]]:
    entries = ENTRIES.c
    columns = (entries.device, entries.epoch, entries.seq, entries.kind, entries.hash, entries.line)
    query = (
        select(*columns, CLAMPS.c.ms)
        .outerjoin(CLAMPS, is_same_entry(ENTRIES, CLAMPS))
        .where(entries.village == village, entries.no > after, entries.no <= upto)
        .order_by(entries.no)
    )
    return list(connection.execute(query))


def _keep(
    connection: Connection,
    village: str,
    there: str,
    found: list[tuple[Entry, bytes, bytes]],
    people_keys: PeopleKeys,
) -> None:
    """What is here already, because she lived here before, is left as it is; what a kiosk of this
    village wrote comes by itself."""
    known = _known(connection, village, {entry.origin.ref for entry, _, _ in found})
    own = set(
        connection.execute(select(DEVICES.c.device).where(DEVICES.c.village == village)).scalars()
    )
    fresh = [
        row
        for row in found
        if row[0].origin.ref not in known and row[0].origin.ref.device not in own
    ]
    if not fresh:
        return
    refs = [entry.origin.ref for entry, _, _ in fresh]
    put_rows(connection, CLAMPS, _clamps(connection, village, there, refs))
    read, hashes, lines = zip(*fresh, strict=True)
    store(connection, village, scope_head(connection, village), read, lines, hashes, people_keys)


def _known(connection: Connection, village: str, refs: Collection[Ref]) -> set[Ref]:
    found: set[Ref] = set()
    for device in {ref.device for ref in refs}:
        rows = connection.execute(
            select(ENTRIES.c.epoch, ENTRIES.c.seq).where(
                ENTRIES.c.village == village,
                ENTRIES.c.device == device,
                ENTRIES.c.seq.in_({ref.seq for ref in refs if ref.device == device}),
            )
        )
        found |= {Ref(device, epoch, seq) for epoch, seq in rows}
    return found


def _clamps(
    connection: Connection, village: str, there: str, refs: Collection[Ref]
) -> list[tuple[Any, ...]]:
    rows = connection.execute(
        select(CLAMPS.c.device, CLAMPS.c.epoch, CLAMPS.c.seq, CLAMPS.c.ms).where(
            CLAMPS.c.village == there, CLAMPS.c.device.in_({ref.device for ref in refs})
        )
    )
    return [(village, *row) for row in rows if Ref(*row[:3]) in set(refs)]
