"""One ID number under two ids, in one village or in two: both villages are told, nobody is
refused. The county compares blind indexes, so that no table gives a number away."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, select

from sync.county.bulk import bodies, is_key, put_rows
from sync.county.decisions import decide
from sync.county.people_keys import PeopleKeys
from sync.county.tables import BLINDS, MOVES, VIEW_TABLES, VILLAGES
from sync.standard.entry import Entry
from sync.standard.identity import blind_index
from sync.standard.merging import DuplicateFound, pair_of
from sync.standard.residents import Erased, Resident, ResidentCorrected, ResidentRegistered

_read = msgspec.json.Decoder(Resident).decode
_AT_ONCE: Final = 1000
_NOBODY: Final = ""
JUDGED: Final = frozenset({ResidentRegistered, ResidentCorrected, Erased})
MOST_TOLD: Final = 5
"""Others that one person is held against, the first entered first: a number that a whole register
was filled up with must not make a question of each with each."""


@dataclass(frozen=True, slots=True)
class Holder:
    village: str
    person: str


def judge(
    connection: Connection,
    village: str,
    entries: Sequence[Entry],
    now_ms: int,
    people_keys: PeopleKeys,
) -> None:
    """The views hold the whole batch already: the number that the register shows is compared."""
    people = sorted({person for e in entries if (person := _numbered(e)) and is_key(person)})
    if people:
        compare(connection, village, people, now_ms, people_keys)


def compare_all(connection: Connection, village: str, now_ms: int, people_keys: PeopleKeys) -> None:
    """Of a village whose people were entered before there were blind indexes."""
    known = select(BLINDS.c.person).where(BLINDS.c.village == village).limit(1)
    if connection.execute(known).first() is not None:
        return
    residents = VIEW_TABLES[Resident.table].c
    query = select(residents.key).where(residents.village == village).order_by(residents.key)
    people = connection.execute(query).scalars().all()
    for at in range(0, len(people), _AT_ONCE):
        compare(connection, village, people[at : at + _AT_ONCE], now_ms, people_keys)


def compare(
    connection: Connection,
    village: str,
    people: Sequence[str],
    now_ms: int,
    people_keys: PeopleKeys,
) -> None:
    """Notes what these people's numbers are now, and decides for everybody who has the same."""
    key = blind_key(people_keys.secret)
    sealed: dict[str, bytes] = dict(bodies(connection, Resident.table, village, people))
    rows = map(_read, people_keys.open_bodies(sealed).values())
    blinds = {
        row.person: blind_index(row.personal.number, key) for row in rows if row.personal.number
    }
    keep(connection, village, people, blinds, now_ms)
    names: dict[str, str] = {}
    for mine, other in pairs_of(connection, village, blinds):
        for one, two in ((mine, other), (other, mine))[: 1 if other.village == village else 2]:
            if two.village not in names:
                names[two.village] = name_of(connection, two.village)
            found = DuplicateFound(one.person, two.person, two.village, names[two.village])
            pair = pair_of(one.person, two.person)
            if is_key(pair):
                decide(connection, one.village, f"duplicate {pair}", found)


def blind_key(secret: bytes) -> bytes:
    """secret: the county's own key. Another one than the kiosks', each of which has its own."""
    return hmac.new(secret, b"blind index", hashlib.sha256).digest()


def have_one_number(connection: Connection, one: Holder, other: Holder) -> bool:
    """Whether the same number stands at both, as far as the county knows now."""
    ours, theirs = (
        select(BLINDS.c.blind).where(BLINDS.c.village == h.village, BLINDS.c.person == h.person)
        for h in (one, other)
    )
    return connection.execute(ours.where(BLINDS.c.blind.in_(theirs)).limit(1)).first() is not None


def _numbered(entry: Entry) -> str:
    """Whose number it speaks of, "" for nobody's."""
    match entry.fact:
        case ResidentRegistered(person=person):
            return person
        case ResidentCorrected(person=person, changed=changed) if "number" in changed:
            return person
        case Erased(person=person):
            return person
    return _NOBODY


def keep(
    connection: Connection,
    village: str,
    people: Collection[str],
    blinds: dict[str, str],
    now_ms: int,
) -> None:
    """What these people have now, instead of what they had."""
    # Two villages that bring one number at one moment would each miss the other's row, which is
    # not yet committed: so both write this row first, and the second waits.
    waited = [(blind, _NOBODY, _NOBODY, now_ms) for blind in sorted({*blinds.values()})]
    put_rows(connection, BLINDS, waited, instead=True)
    theirs = (BLINDS.c.village == village, BLINDS.c.person.in_(people))
    had = {*connection.execute(select(BLINDS.c.blind).where(*theirs)).scalars()}
    connection.execute(delete(BLINDS).where(*theirs))
    rows = [(blind, village, person, now_ms) for person, blind in blinds.items()]
    put_rows(connection, BLINDS, rows)
    _forget(connection, had - {*blinds.values()})


def _forget(connection: Connection, blinds: Collection[str]) -> None:
    """What nobody has any more is not to tell that somebody once had it."""
    if blinds:
        held = {
            *connection.execute(
                select(BLINDS.c.blind).where(
                    BLINDS.c.blind.in_(blinds), BLINDS.c.village != _NOBODY
                )
            ).scalars()
        }
        gone = [blind for blind in blinds if blind not in held]
        connection.execute(
            delete(BLINDS).where(BLINDS.c.blind.in_(gone), BLINDS.c.village == _NOBODY)
        )


def pairs_of(
    connection: Connection, village: str, blinds: dict[str, str]
) -> list[tuple[Holder, Holder]]:
    """(one of these people, somebody else with the same number), each pair once."""
    query = (
        select(BLINDS.c.blind, BLINDS.c.village, BLINDS.c.person)
        .where(BLINDS.c.blind.in_({*blinds.values()}), BLINDS.c.village != _NOBODY)
        .order_by(BLINDS.c.since_ms, BLINDS.c.village, BLINDS.c.person)
    )
    holders: dict[str, list[Holder]] = {}
    for blind, *holder in connection.execute(query):
        holders.setdefault(blind, []).append(Holder(*holder))
    found: dict[frozenset[Holder], tuple[Holder, Holder]] = {}
    for person, blind in blinds.items():
        mine = Holder(village, person)
        others = [other for other in holders[blind] if other != mine]
        for other in others[:MOST_TOLD]:
            found.setdefault(frozenset((mine, other)), (mine, other))
    left = _left(connection) if found else set()
    return [pair for pair in found.values() if left.isdisjoint(pair)]


def _left(connection: Connection) -> set[Holder]:
    """Who lives elsewhere by now: her entry in the village that she left is no question."""
    query = select(MOVES.c.from_village, MOVES.c.person).where(MOVES.c.into != "")
    rows = connection.execute(query)
    return {Holder(*row) for row in rows}


def name_of(connection: Connection, village: str) -> str:
    query = select(VILLAGES.c.name).where(VILLAGES.c.village == village)
    return connection.execute(query).scalar_one_or_none() or village
