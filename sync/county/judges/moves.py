"""A cadre says that somebody moved here: the village that she left is told, and her entries are to
come (sync.county.moving). Only if the number is the same: a name alone opens no other village."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, select, update

from sync.county.bulk import bodies
from sync.county.decisions import decide
from sync.county.judges.duplicates import Holder, have_one_number, name_of
from sync.county.moving import members_of
from sync.county.people_keys import PeopleKeys
from sync.county.store import insert_into
from sync.county.tables import MOVES
from sync.standard.entry import Entry
from sync.standard.merging import Unmerged
from sync.standard.moving import CameBack, MovedAway, MovedHere
from sync.standard.residents import Erased, Resident

JUDGED: Final = frozenset({MovedHere, Unmerged, Erased})


def judge(
    connection: Connection,
    village: str,
    entries: Sequence[Entry],
    now_ms: int,
    _people_keys: PeopleKeys,
) -> None:
    for at, entry in enumerate(entries):
        when = f"{now_ms:015d}.{at:05d}"
        match entry.fact:
            case MovedHere() as fact if fact.village != village:
                _move(connection, village, fact, entry.origin.ref.text(), when)
            case Unmerged(merge=merge):
                _undo(connection, village, merge, when)
            case Erased() as fact:
                _erase_there(connection, village, fact, when)


def _move(connection: Connection, village: str, fact: MovedHere, merge: str, when: str) -> None:
    here, there = Holder(village, fact.person), Holder(fact.village, fact.other)
    if not have_one_number(connection, here, there):
        return
    _note(connection, village, fact.village, fact.other, fact.person, merge)
    _move_on(connection, village, fact, merge)
    name = name_of(connection, village)
    people = members_of(connection, fact.village, fact.other)
    for person in people:
        said = MovedAway(person, village, name)
        decide(connection, fact.village, f"moved {when} {person}", said)
    # Who was here before has a row that rests.
    for person, _ in bodies(connection, Resident.table, village, people):
        decide(connection, village, f"moved {when} {person}", CameBack(person))


def _move_on(connection: Connection, village: str, fact: MovedHere, merge: str) -> None:
    """Whoever had moved there before comes from further away: those entries follow her."""
    earlier = connection.execute(
        select(MOVES).where(MOVES.c.village == fact.village, MOVES.c.into == fact.other)
    ).all()
    for row in earlier:
        connection.execute(
            delete(MOVES).where(
                MOVES.c.village == row.village,
                MOVES.c.from_village == row.from_village,
                MOVES.c.person == row.person,
            )
        )
        if row.from_village != village:
            _note(connection, village, row.from_village, row.person, fact.person, merge)


def _note(
    connection: Connection, village: str, from_village: str, person: str, into: str, merge: str
) -> None:
    insert = insert_into(connection, MOVES).values(
        village=village, from_village=from_village, person=person, into=into, merge=merge, upto=0
    )
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[MOVES.c.village, MOVES.c.from_village, MOVES.c.person],
            set_={name: insert.excluded[name] for name in ("into", "merge")},
        )
    )


def _erase_there(connection: Connection, village: str, fact: Erased, when: str) -> None:
    """Who is erased where she lives is erased where she lived."""
    query = select(MOVES.c.from_village).where(
        MOVES.c.village == village, MOVES.c.person == fact.person, MOVES.c.into != ""
    )
    for there in connection.execute(query).scalars():
        for person in members_of(connection, there, fact.person):
            decide(connection, there, f"moved {when} {person}", Erased(person, fact.reason))


def _undo(connection: Connection, village: str, merge: str, when: str) -> None:
    """What came stays in the journal, and rests."""
    ours = (MOVES.c.village == village, MOVES.c.merge == merge, MOVES.c.into != "")
    for row in connection.execute(select(MOVES).where(*ours)).all():
        there = row.from_village
        name = name_of(connection, there)
        for person in members_of(connection, there, row.person):
            decide(connection, there, f"moved {when} {person}", CameBack(person))
            said = MovedAway(person, there, name)
            decide(connection, village, f"moved {when} {person}", said)
    connection.execute(update(MOVES).where(*ours).values(into=""))
