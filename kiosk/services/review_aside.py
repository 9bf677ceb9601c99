"""Review what a fork put aside: enter it again, or leave it out.

A fork's tail is of a frozen epoch, which the county takes nothing more of. What is true of it is
written down again, with the time at which it truly happened, in the same transaction as the word
that it was dealt with: whatever happens in between, nothing is entered twice and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from kiosk.services.ports import Ports, PutAside
from kiosk.services.settle_reported import LONGEST_NOTE
from sync.standard.aside import TIMED, EnteredAgain
from sync.standard.attendance import CheckedIn, CheckedOut, VisitCorrected
from sync.standard.entry import Entry, Unreadable
from sync.standard.facts import Fact
from sync.standard.origin import Ref
from sync.standard.residents import Resident, ResidentCorrected
from sync.standard.sealed import KINDS
from sync.standard.settling import Settled

_NAMING: Final = ("visit", "claim", "merge", "lease", "source", "entry")
"""Fields of facts that name another entry."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What belongs together: a check-in with its check-out and corrections, else one entry.

    name: of its first entry (sync.standard.aside.name_of). kinds: ("checked_in.1", ...).
    times_ms: when each was written, 0 = not known. can_enter: it can be read here.
    """

    name: str
    kinds: tuple[str, ...]
    times_ms: tuple[int, ...]
    resident: Resident | None
    can_enter: bool


@dataclass(frozen=True, slots=True)
class EnteredNow:
    """entries: how many were written down again."""

    entries: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    entries: int


@dataclass(frozen=True, slots=True)
class NotAside:
    """It is not on the list, or not any more."""


def list_aside(ports: Ports) -> list[Matter]:
    """What waits for a cadre's word, in the order in which it was written."""
    return [_matter(ports, group) for group in _groups(ports)]


def enter_again(ports: Ports, name: str, by: str) -> EnteredNow | NotAside:
    """The whole matter, of which this is the first entry, in the cadre's name."""
    return _enter(ports, [g for g in _groups(ports) if g[0].name == name], by)


def enter_all_again(ports: Ports, by: str) -> EnteredNow | NotAside:
    """Everything that can be read here."""
    return _enter(ports, _groups(ports), by)


def leave_out(ports: Ports, name: str, by: str, note: str) -> LeftOut | NotAside:
    """It was not so, or somebody has it already. The entries stay in the journal, and count no
    more."""
    group = next((g for g in _groups(ports) if g[0].name == name), None)
    if group is None:
        return NotAside()
    note = note.strip()[:LONGEST_NOTE]
    ports.journal.append(*(Settled(one.name, note) for one in group), by=by)
    return LeftOut(len(group))


def _enter(ports: Ports, groups: Sequence[list[PutAside]], by: str) -> EnteredNow | NotAside:
    groups = [group for group in groups if _can_enter(group)]
    if not groups:
        return NotAside()
    head, entered = ports.journal.head(), list[Fact]()
    settled = [Settled(one.name) for group in groups for one in group]
    new: dict[str, str] = {}
    for group in groups:
        facts = [one.entry for one in group if isinstance(one.entry, Entry)]
        for entry in facts:
            ref = Ref(head.device, head.epoch, head.seq + len(entered) + 1)
            entered.append(_again(entry, new))
            new[entry.origin.ref.text()] = ref.text()
        entered += _ended_since(ports, facts, new)
    ports.journal.append(*entered, *settled, by=by)
    return EnteredNow(len(settled))


def _again(entry: Entry, new: Mapping[str, str]) -> Fact:
    """The fact with the new identities of what it names; with its time, where that counts."""
    fact, stamp = entry.fact, entry.origin.stamp
    if isinstance(fact, EnteredAgain):
        return msgspec.structs.replace(fact, fact=_renamed(fact.fact, new))
    renamed: Fact = _renamed(fact, new)
    if isinstance(renamed, TIMED):
        return EnteredAgain(renamed, stamp.ms, stamp.count, stamp.doubtful, entry.origin.by)
    return renamed


def _renamed(fact: Any, new: Mapping[str, str]) -> Any:
    names = {name: getattr(fact, name, "") for name in _NAMING}
    changed: dict[str, Any] = {name: new[old] for name, old in names.items() if old in new}
    if isinstance(fact, ResidentCorrected):
        changed["bases"] = {
            field: tuple(new.get(ref, ref) for ref in refs) for field, refs in fact.bases.items()
        }
    return msgspec.structs.replace(fact, **changed) if changed else fact


def _ended_since(ports: Ports, facts: Sequence[Entry], new: Mapping[str, str]) -> list[Fact]:
    """She came before the fork was found and went after it: that she went is at the county, under
    the visit's old identity."""
    first, found = facts[0], list[Fact]()
    came, visit = _bare(first.fact), ports.visits.by_id(first.origin.ref.text())
    if not isinstance(came, CheckedIn) or visit is None:
        return found
    began_ms = first.fact.t if isinstance(first.fact, EnteredAgain) else first.origin.stamp.ms
    if (visit.person, visit.start_ms) != (came.person, began_ms):
        # The county has another visit under this identity.
        return found
    here = [type(_bare(entry.fact)) for entry in facts]
    name = new[visit.visit]
    if visit.end_ms and CheckedOut not in here:
        mark = visit.end_mark
        found.append(EnteredAgain(CheckedOut(name), mark.ms, mark.count, visit.is_doubtful))
    if visit.corrected_minutes >= 0 and VisitCorrected not in here:
        mark, by = visit.correction_mark, visit.corrected_by
        said = VisitCorrected(name, visit.corrected_minutes, visit.reason)
        found.append(EnteredAgain(said, mark.ms, mark.count, hand=by))
    return found


def _groups(ports: Ports) -> list[list[PutAside]]:
    groups: list[list[PutAside]] = []
    of: dict[str, list[PutAside]] = {}
    for one in ports.journal.put_aside():
        entry = one.entry
        fact = _bare(entry.fact) if isinstance(entry, Entry) else None
        named = (getattr(fact, name, "") for name in _NAMING)
        group = next((of[ref] for ref in named if ref in of), None)
        if group is None:
            groups.append(group := [])
        group.append(one)
        of[_ref(entry).text()] = group
    return groups


def _matter(ports: Ports, group: Sequence[PutAside]) -> Matter:
    entries = [one.entry for one in group]
    read = [entry for entry in entries if isinstance(entry, Entry)]
    people = (person for entry in read if (person := _person(ports, _bare(entry.fact))))
    person = next(people, "")
    return Matter(
        group[0].name,
        tuple(_kind(entry) for entry in entries),
        tuple(_written_ms(entry) for entry in entries),
        ports.residents.by_id(person) if person else None,
        _can_enter(group),
    )


def _person(ports: Ports, fact: Any) -> str:
    visit = ports.visits.by_id(getattr(fact, "visit", ""))
    return str(getattr(fact, "person", "")) or (visit.person if visit else "")


def _can_enter(group: Sequence[PutAside]) -> bool:
    return all(isinstance(one.entry, Entry) and _kind(one.entry) not in KINDS for one in group)


def _kind(entry: Entry | Unreadable) -> str:
    if isinstance(entry, Unreadable):
        return entry.kind
    return str(_bare(entry.fact).__struct_config__.tag)


def _written_ms(entry: Entry | Unreadable) -> int:
    if isinstance(entry, Unreadable):
        return 0
    return entry.fact.t if isinstance(entry.fact, EnteredAgain) else entry.origin.stamp.ms


def _bare(fact: Fact) -> Fact:
    return fact.fact if isinstance(fact, EnteredAgain) else fact


def _ref(entry: Entry | Unreadable) -> Ref:
    return entry.origin.ref if isinstance(entry, Entry) else entry.ref
