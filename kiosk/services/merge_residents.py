"""Merge two ids that are one person, and take them apart again.

Nothing is rewritten: her visits keep the ids under which they were entered, and what was merged by
mistake is, once it is undone, exactly what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.check_in import NotRegistered
from kiosk.services.ports import Ports
from sync.standard.merging import KeptApart, Merge, Merged, Unmerged
from sync.standard.moving import MovedHere
from sync.standard.residents import Resident

_ALL: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class PerhapsOne:
    """The same ID number under two ids. other_here: None when the other one is of another village:
    then only that village's name is known here."""

    resident: Resident
    other: str
    other_here: Resident | None
    village: str
    village_name: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A merge that stands. resident: who is shown; absorbed: the row that is shown no more."""

    merge: Merge
    resident: Resident
    absorbed: Resident


@dataclass(frozen=True, slots=True)
class MergedNow:
    resident: Resident


@dataclass(frozen=True, slots=True)
class MovedHereNow:
    """Her entries of the other village come with a later round."""

    resident: Resident


@dataclass(frozen=True, slots=True)
class UnmergedNow:
    """Both stand by themselves again."""

    resident: Resident
    other: Resident


@dataclass(frozen=True, slots=True)
class AlreadyOne:
    """They are one person already; a second touch enters nothing."""

    resident: Resident


@dataclass(frozen=True, slots=True)
class NotMerged:
    """There is no such merge any more."""


@dataclass(frozen=True, slots=True)
class KeptApartNow:
    pass


def list_perhaps_one(ports: Ports, limit: int = 200) -> list[PerhapsOne]:
    """Pairs that wait for a cadre's word."""
    groups = ports.merges.groups()
    found: list[PerhapsOne] = []
    for pair in ports.merges.duplicates(limit):
        if groups.main(pair.person) == groups.main(pair.other):
            continue
        resident, other = ports.residents.by_id(pair.person), ports.residents.by_id(pair.other)
        if resident and resident.is_active and (other is None or other.is_active):
            row = PerhapsOne(resident, pair.other, other, pair.village, pair.village_name)
            found.append(row)
    return found


def list_joined(ports: Ports, limit: int = 200) -> list[Joined]:
    """Merges that may be undone, the last made first."""
    found: list[Joined] = []
    for merge in ports.merges.standing(limit):
        resident, absorbed = (ports.residents.by_id(id) for id in (merge.into, merge.person))
        if resident is not None and absorbed is not None:
            found.append(Joined(merge, resident, absorbed))
    return found


def merge_residents(
    ports: Ports, person: str, into: str, by: str
) -> MergedNow | AlreadyOne | NotRegistered:
    """into: the id whose fields are shown from now on; hours are added up."""
    resident, other = ports.residents.by_id(into), ports.residents.by_id(person)
    if resident is None or other is None or not (resident.is_active and other.is_active):
        return NotRegistered()
    groups = ports.merges.groups()
    if groups.main(person) == groups.main(into):
        return AlreadyOne(resident)
    ports.journal.append(Merged(groups.main(person), groups.main(into)), by=by)
    shown = ports.residents.by_id(groups.main(into))
    return MergedNow(shown or resident)


def moved_here(
    ports: Ports, person: str, other: str, by: str
) -> MovedHereNow | AlreadyOne | NotRegistered:
    """She lives here now, and is the one whom the county found in another village. Her entries of
    there come with a later round; until then her hours of there are not counted yet. Undone as a
    merge is."""
    resident, pairs = ports.residents.by_id(person), ports.merges.duplicates(_ALL)
    pair = next((p for p in pairs if (p.person, p.other) == (person, other)), None)
    if resident is None or not resident.is_active or pair is None:
        return NotRegistered()
    groups = ports.merges.groups()
    if groups.main(person) == groups.main(other):
        return AlreadyOne(resident)
    ports.journal.append(MovedHere(person, other, pair.village), by=by)
    return MovedHereNow(resident)


def unmerge_residents(ports: Ports, merge: str, by: str) -> UnmergedNow | NotMerged:
    """merge: Merge.merge. Whoever merged the same two besides is undone too."""
    standing = ports.merges.standing(_ALL)
    chosen = next((one for one in standing if one.merge == merge), None)
    if chosen is None:
        return NotMerged()
    pair = {chosen.person, chosen.into}
    same = [one for one in standing if {one.person, one.into} == pair]
    ports.journal.append(*(Unmerged(one.merge) for one in same), by=by)
    resident, other = ports.residents.by_id(chosen.into), ports.residents.by_id(chosen.person)
    return UnmergedNow(resident, other) if resident and other else NotMerged()


def keep_apart(ports: Ports, person: str, other: str, by: str) -> KeptApartNow:
    """Two people, whatever the number says."""
    ports.journal.append(KeptApart(person, other), by=by)
    return KeptApartNow()


def ask_again(ports: Ports, person: str, other: str, by: str) -> KeptApartNow:
    """Undoes `keep_apart`."""
    ports.journal.append(KeptApart(person, other, False), by=by)
    return KeptApartNow()
