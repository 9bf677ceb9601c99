"""People's keys at the county, sealed with their village's key, and what they open and seal.

Nothing personal lies on the county's disk in the clear: the entries came sealed, and a resident's
row is sealed with her own key. So that destroying the key is enough, for backups as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from nacl.utils import random
from sqlalchemy import Connection, delete

from sync.county.bulk import is_key, put_rows, rows_among
from sync.county.store import insert_into
from sync.county.tables import ERASED, PEOPLE_KEYS
from sync.county.village_keys import find_village_key, make_village_key
from sync.people_keys import KEY_BYTES, MOST_KEYS, open_fact, open_keys, seal, unseal
from sync.standard.entry import Entry, Unreadable
from sync.standard.sealed import Sealed, SealedCorrected, SealedRegistered

_AT_ONCE: Final = 1000
_SEALED_BODY: Final = b"\0"
"""A row in the clear begins with a brace."""
Read = Entry | Unreadable


class PeopleKeys:
    """Of one village, within one transaction. Costs nothing until somebody's key is asked for."""

    def __init__(self, connection: Connection, village: str, secret: bytes) -> None:
        """secret: the county's own key."""
        self._connection = connection
        self._village = village
        self.secret = secret
        self._keys: dict[str, list[bytes]] = {}
        self._erased: set[str] = set()

    def take(self, sealed: Mapping[str, bytes]) -> set[str]:
        """Keeps what a kiosk sent, person -> sealed keys. Who has a new key now; nobody who was
        erased ever has."""
        came = {p: k for p, k in open_keys(self._village_key, sealed).items() if is_key(p)}
        self.read(came)
        fresh: list[tuple[str, bytes]] = []
        for person, keys in came.items():
            here = self._keys[person]
            if person not in self._erased:
                news = [key for key in keys if key not in here][: MOST_KEYS - len(here)]
                fresh += [(person, key) for key in news]
        self._keep(fresh)
        return {person for person, _ in fresh}

    def adopt(self, others: PeopleKeys, people: Iterable[str]) -> set[str]:
        """Takes over these people's keys of another village. Who has a new key now."""
        wanted = [person for person in dict.fromkeys(people) if is_key(person)]
        others.read(wanted)
        self.read(wanted)
        fresh = [
            (person, key)
            for person in wanted
            if person not in self._erased
            for key in others._keys[person]
            if key not in self._keys[person]
        ]
        self._keep(fresh)
        return {person for person, _ in fresh}

    def read(self, people: Iterable[str]) -> None:
        """Asks for all of them at once."""
        asked = [p for p in dict.fromkeys(people) if p not in self._keys and is_key(p)]
        self._keys.update((person, []) for person in asked)
        for at in range(0, len(asked), _AT_ONCE):
            some = asked[at : at + _AT_ONCE]
            for person, sealed in self._among(PEOPLE_KEYS.name, ("person", "sealed"), some):
                opened = open_keys(self._village_key, {person: sealed})
                self._keys[person] += opened.get(person, [])
            self._erased.update(p for (p,) in self._among(ERASED.name, ("person",), some))

    def open(self, read: Sequence[Read]) -> list[Read]:
        """The entries in the clear, as far as their keys are here."""
        sealed = [fact for one in read if (fact := sealed_in(one)) is not None]
        if not sealed:
            return list(read)
        self.read(fact.person for fact in sealed)
        return [self._opened(one) for one in read]

    def is_missed(self, fact: Sealed) -> bool:
        """Whether the key ought to be here and is not."""
        return fact.person not in self._erased

    def erase(self, people: Iterable[str]) -> None:
        """For ever."""
        for person in filter(is_key, people):
            erased = insert_into(self._connection, ERASED).values(
                village=self._village, person=person
            )
            self._connection.execute(erased.on_conflict_do_nothing())
            self._connection.execute(
                delete(PEOPLE_KEYS).where(
                    PEOPLE_KEYS.c.village == self._village, PEOPLE_KEYS.c.person == person
                )
            )
            self._keys[person] = []
            self._erased.add(person)

    def seal_bodies(self, bodies: Mapping[str, bytes]) -> dict[str, bytes]:
        """Rows of people, person -> row; somebody of whom no kiosk sent a key gets one here."""
        self.read(bodies)
        self._keep([(p, random(KEY_BYTES)) for p in bodies if not self._keys[p]])
        return {p: _SEALED_BODY + seal(self._keys[p][0], b, random) for p, b in bodies.items()}

    def open_bodies(self, bodies: Mapping[str, bytes]) -> dict[str, bytes]:
        """The reverse; rows in the clear stay as they are."""
        self.read(p for p, body in bodies.items() if body.startswith(_SEALED_BODY))
        opened = {
            p: unseal(self._keys[p], body[1:]) if body.startswith(_SEALED_BODY) else body
            for p, body in bodies.items()
        }
        return {p: body for p, body in opened.items() if body is not None}

    @cached_property
    def _village_key(self) -> bytes:
        key = find_village_key(self._connection, self._village, self.secret)
        if key is None:
            make_village_key(self._connection, self._village, self.secret)
            key = find_village_key(self._connection, self._village, self.secret)
        assert key is not None, "made in this transaction"
        return key

    def _opened(self, one: Read) -> Read:
        fact = sealed_in(one)
        if fact is None or not isinstance(one, Entry):
            return one
        opened = open_fact(fact, self._keys.get(fact.person, ()))
        return one if opened is None else Entry(one.origin, opened)

    def _keep(self, fresh: Sequence[tuple[str, bytes]]) -> None:
        rows = [
            (
                self._village,
                person,
                hashlib.sha256(key).hexdigest()[:16],
                seal(self._village_key, key, random),
            )
            for person, key in fresh
        ]
        put_rows(self._connection, PEOPLE_KEYS, rows)
        for person, key in fresh:
            self._keys[person].append(key)

    def _among(
        self, table: str, columns: tuple[str, ...], people: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        return rows_among(self._connection, table, columns, self._village, "person", people)


def sealed_keys(connection: Connection, village: str, people: Sequence[str]) -> dict[str, bytes]:
    """These people's keys as they lie here, one after another: so they go out to the village's
    kiosks."""
    found: dict[str, bytes] = {}
    wanted = [person for person in people if is_key(person)]
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        columns = ("person", "sealed")
        for person, sealed in sorted(
            rows_among(connection, PEOPLE_KEYS.name, columns, village, "person", some)
        ):
            found[person] = found.get(person, b"") + sealed
    return found


def sealed_in(one: Read) -> Sealed | None:
    """The fact of an entry that has not been opened."""
    if isinstance(one, Entry) and isinstance(one.fact, (SealedRegistered, SealedCorrected)):
        return one.fact
    return None
