"""One person, entered twice: found by the county, merged by a cadre, and taken apart again.

A registration is never refused for being a second one; two kiosks may not know of each other. No
entry is rewritten by a merge: it only says that two ids are one person, and readers add up. So
undoing it gives back exactly what was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf


class DuplicateFound(msgspec.Struct, frozen=True, tag_field="k", tag="duplicate_found.1"):
    """The county found one ID number under two ids. person: of this village; other: of the village
    named, which may be this one."""

    person: str
    other: str
    village: str
    village_name: str


class KeptApart(msgspec.Struct, frozen=True, tag_field="k", tag="kept_apart.1", omit_defaults=True):
    """A cadre's word that these are two people; is_apart False takes it back."""

    person: str
    other: str
    is_apart: bool = True


class Merged(msgspec.Struct, frozen=True, tag_field="k", tag="merged.1"):
    """A cadre's word that these are one person. into: the id that is shown from now on."""

    person: str
    into: str


class Unmerged(msgspec.Struct, frozen=True, tag_field="k", tag="unmerged.1"):
    """A merge was a mistake. merge: the identity (Ref.text()) of the entry that said it, so that
    no clock decides which of the two was later."""

    merge: str


class Duplicate(Row, frozen=True):
    """The view: one row a pair that may be one person."""

    table: ClassVar[str] = "duplicates"
    columns: ClassVar[tuple[str, ...]] = ("is_open",)

    pair: str
    person: str = ""
    """"" until the county's entry has arrived."""
    other: str = ""
    village: str = ""
    village_name: str = ""
    found_mark: Mark = NEVER
    is_apart: bool = False
    apart_mark: Mark = NEVER

    @property
    def key(self) -> str:
        return self.pair

    @property
    def is_open(self) -> bool:
        return bool(self.person) and not self.is_apart


class Merge(Row, frozen=True):
    """The view: one row a merge."""

    table: ClassVar[str] = "merges"
    columns: ClassVar[tuple[str, ...]] = ("is_on",)

    merge: str
    person: str = ""
    """"" until the merge itself has arrived."""
    into: str = ""
    by: str = SELF
    at_ms: int = 0
    is_undone: bool = False

    @property
    def key(self) -> str:
        return self.merge

    @property
    def is_on(self) -> bool:
        return bool(self.person) and not self.is_undone


MergingFact = DuplicateFound | KeptApart | Merged | Unmerged


def fold(fact: MergingFact, origin: Origin, shelf: Shelf) -> None:
    match fact:
        case Merged():
            put_merge(fact.person, fact.into, origin, shelf)
        case Unmerged():
            merge = shelf.get(Merge, fact.merge) or Merge(fact.merge)
            shelf.put(msgspec.structs.replace(merge, is_undone=True))
        case DuplicateFound() | KeptApart():
            pair = pair_of(fact.person, fact.other)
            row = shelf.get(Duplicate, pair) or Duplicate(pair)
            shelf.put(_found(row, fact, origin.mark))


def put_merge(person: str, into: str, origin: Origin, shelf: Shelf) -> None:
    ref = origin.ref.text()
    row = shelf.get(Merge, ref) or Merge(ref)
    said = {"person": person, "into": into, "by": origin.by, "at_ms": origin.stamp.ms}
    shelf.put(msgspec.structs.replace(row, **said))


def pair_of(one: str, other: str) -> str:
    return " ".join(sorted((one, other)))


def _found(row: Duplicate, fact: DuplicateFound | KeptApart, mark: Mark) -> Duplicate:
    """The latest of each kind counts."""
    if isinstance(fact, KeptApart):
        if row.apart_mark >= mark:
            return row
        return msgspec.structs.replace(row, is_apart=fact.is_apart, apart_mark=mark)
    if row.found_mark >= mark:
        return row
    return msgspec.structs.replace(
        row,
        person=fact.person,
        other=fact.other,
        village=fact.village,
        village_name=fact.village_name,
        found_mark=mark,
    )


class Groups:
    """Who is one person with whom. Merges may run in a row, or in a ring when two kiosks merged
    the same two the other way round: every group has exactly one id that is shown."""

    def __init__(self, merges: Iterable[tuple[str, str]] = ()) -> None:
        """merges: (person, into) of those that stand."""
        self._members: dict[str, tuple[str, ...]] = {}
        self._main: dict[str, str] = {}
        near: dict[str, set[str]] = {}
        merged: set[str] = set()
        for person, into in merges:
            near.setdefault(person, set()).add(into)
            near.setdefault(into, set()).add(person)
            merged.add(person)
        for start in near:
            if start not in self._members:
                members = tuple(sorted(_reached(start, near)))
                # Ids begin with their time: the oldest of those that are left.
                main = min((one for one in members if one not in merged), default=members[0])
                self._members.update(dict.fromkeys(members, members))
                self._main.update(dict.fromkeys(members, main))

    def members(self, person: str) -> tuple[str, ...]:
        """All ids of this person, this one among them."""
        return self._members.get(person, (person,))

    def main(self, person: str) -> str:
        return self._main.get(person, person)

    @property
    def joined(self) -> frozenset[str]:
        """Ids that are not all of a person."""
        return frozenset(self._main)

    @property
    def absorbed(self) -> frozenset[str]:
        """Ids that stand for somebody who is shown under another one."""
        return frozenset(one for one, main in self._main.items() if one != main)


def _reached(start: str, near: dict[str, set[str]]) -> Iterator[str]:
    seen, ahead = {start}, [start]
    while ahead:
        person = ahead.pop()
        yield person
        fresh = near[person] - seen
        seen |= fresh
        ahead += fresh
