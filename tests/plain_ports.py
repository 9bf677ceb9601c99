"""The services' ports over plain dicts and the real fold: what unit tests stand on.

The contract tests in tests/store hold the real ones to the same behaviour.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeVar

from pypinyin import Style, lazy_pinyin

from kiosk.services.ports import Ports, Rules
from sync.exchange.ports import PutAside, Reported
from sync.standard.agents import Agency, standing
from sync.standard.attendance import Visit
from sync.standard.claims import Claim
from sync.standard.clock import Stamp, next_stamp
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.fold import fold
from sync.standard.leases import Lease, home_of
from sync.standard.merging import Duplicate, Groups, Merge
from sync.standard.origin import SELF, Head, Origin, Ref
from sync.standard.points import Account, Earning, earning_key
from sync.standard.residents import Resident
from sync.standard.settling import Settlement
from sync.standard.views import DictShelf, Row
from sync.standard.village_cards import VillageCard
from tests.plain_files import PlainFiles
from tests.plain_machine import (
    TODAY,
    PlainCertifier,
    PlainClock,
    PlainIds,
    PlainPapers,
    PlainPins,
    PlainSettings,
    PlainTokens,
)
from tests.plain_rows import PlainRows

__all__ = ["TODAY", "PlainClock", "PlainIds", "PlainPins", "PlainSettings", "PlainTokens"]
R = TypeVar("R", bound=Row)


@dataclass
class PlainJournal:
    clock: PlainClock
    shelf: DictShelf = field(default_factory=DictShelf)
    entries: list[Entry] = field(default_factory=list)
    told: dict[Ref, str] = field(default_factory=dict)
    """What the county reported back, and its code."""

    def append(self, *facts: Fact, by: str = SELF) -> tuple[Ref, ...]:
        refs = []
        for fact in facts:
            last: Stamp | None = self.entries[-1].origin.stamp if self.entries else None
            ref = Ref("plain", 1, len(self.entries) + 1)
            entry = Entry(Origin(ref, next_stamp(last, self.clock.ms), by), fact)
            self.entries.append(entry)
            fold(entry, self.shelf)
            refs.append(ref)
        return tuple(refs)

    def head(self) -> Head:
        return Head("plain", 1, len(self.entries), b"")

    def put_aside(self) -> list[PutAside]:
        return []

    def reported(self) -> list[Reported]:
        return [one for one in self._told() if self._settlement(one) is None]

    def dealt_with(self, limit: int = 200) -> list[tuple[Reported, Settlement]]:
        found = [(one, row) for one in self._told() if (row := self._settlement(one))]
        return sorted(found, key=lambda pair: pair[1].mark, reverse=True)[:limit]

    def _told(self) -> list[Reported]:
        return [
            Reported(one, self.told[one.origin.ref])
            for one in self.entries
            if one.origin.ref in self.told
        ]

    def _settlement(self, one: Reported) -> Settlement | None:
        assert isinstance(one.entry, Entry)
        return self.shelf.get(Settlement, one.entry.origin.ref.text())

    def rows(self, table: type[R]) -> list[R]:
        return [row for row in self.shelf.rows.values() if isinstance(row, table)]


@dataclass
class PlainMerges:
    journal: PlainJournal

    def groups(self) -> Groups:
        return Groups((merge.person, merge.into) for merge in self.standing())

    def standing(self, limit: int = 200) -> list[Merge]:
        found = [merge for merge in self.journal.rows(Merge) if merge.is_on]
        return sorted(found, key=lambda merge: (-merge.at_ms, merge.key))[:limit]

    def duplicates(self, limit: int = 200) -> list[Duplicate]:
        return [row for row in self.journal.rows(Duplicate) if row.is_open][:limit]


@dataclass
class PlainResidents:
    journal: PlainJournal
    merges: PlainMerges

    def by_id(self, person: str) -> Resident | None:
        return self.journal.shelf.get(Resident, person)

    def by_number(self, number: str) -> Resident | None:
        found = next((row for row in self._all() if row.personal.number == number), None)
        return self.by_id(self.merges.groups().main(found.person)) if found else None

    def by_phone(self, phone: str, limit: int = 7) -> list[Resident]:
        found = [row for row in self._all() if row.is_active and row.personal.phone == phone]
        return found[:limit]

    def by_initials(self, initials: str, last4: str, limit: int = 7) -> list[Resident]:
        return [
            row
            for row in self._all()
            if row.is_active
            and initials in ("", "".join(lazy_pinyin(row.personal.name, style=Style.FIRST_LETTER)))
            and row.personal.number.endswith(last4)
        ][:limit]

    def by_name(self, name: str, limit: int = 50) -> list[Resident]:
        return [row for row in self._all() if row.personal.name == name][:limit]

    def by_beginning(self, beginning: str, limit: int = 7) -> list[Resident]:
        found = [row for row in self._all() if row.is_active]
        hers = [row for row in found if row.personal.name.startswith(beginning)]
        return sorted(hers, key=lambda row: row.personal.name)[:limit]

    def newest(self, limit: int = 200) -> list[Resident]:
        return sorted(self._all(), key=lambda row: -row.registered_ms)[:limit]

    def groups(self) -> list[str]:
        counted = Counter(row.personal.group for row in self._all() if row.personal.group)
        return [group for group, _ in counted.most_common()]

    def contested(self, limit: int = 200) -> list[Resident]:
        return [row for row in self._all() if row.contested][:limit]

    def count(self) -> int:
        return sum(row.is_active for row in self._all())

    def _all(self) -> list[Resident]:
        absorbed = self.merges.groups().absorbed
        return [row for row in self.journal.rows(Resident) if row.person not in absorbed]


@dataclass
class PlainVisits:
    journal: PlainJournal
    merges: PlainMerges

    def by_id(self, visit: str) -> Visit | None:
        return self.journal.shelf.get(Visit, visit)

    def open_of(self, person: str) -> list[Visit]:
        return [row for row in self._of(person) if row.is_open]

    def of(self, person: str, limit: int = 50) -> list[Visit]:
        return self._of(person)[::-1][:limit]

    def all_of(self, person: str) -> list[Visit]:
        return self._of(person)

    def of_activity(self, activity: str, limit: int = 5000) -> list[Visit]:
        return [row for row in self._all() if activity and row.activity == activity][:limit]

    def open_now(self, limit: int = 200) -> list[Visit]:
        return [row for row in reversed(self._all()) if row.is_open][:limit]

    def to_correct(self, limit: int = 200) -> list[Visit]:
        return [row for row in reversed(self._all()) if row.needs_correction][:limit]

    def _of(self, person: str) -> list[Visit]:
        ids = self.merges.groups().members(person)
        return [row for row in self._all() if row.person in ids]

    def _all(self) -> list[Visit]:
        return sorted(self.journal.rows(Visit), key=lambda row: row.start_ms)


@dataclass
class PlainClaims:
    journal: PlainJournal

    def by_id(self, claim: str) -> Claim | None:
        return self.journal.shelf.get(Claim, claim)

    def on(self, thing: str) -> list[Claim]:
        return [row for row in self._all() if row.thing == thing]

    def untold(self, person: str = "", limit: int = 200) -> list[Claim]:
        found = [row for row in self._all() if row.is_untold and person in ("", row.person)]
        return found[:limit]

    def _all(self) -> list[Claim]:
        return sorted(self.journal.rows(Claim), key=lambda row: row.claimed_ms)


@dataclass
class PlainVillageCards:
    journal: PlainJournal
    merges: PlainMerges

    def by_id(self, card: str) -> VillageCard | None:
        return self.journal.shelf.get(VillageCard, card)

    def of(self, person: str) -> list[VillageCard]:
        ids = self.merges.groups().members(person)
        found = [row for row in self.journal.rows(VillageCard) if row.person in ids]
        return sorted(found, key=lambda row: (-row.issued_ms, row.card))


@dataclass
class PlainAgencies:
    journal: PlainJournal
    merges: PlainMerges

    def agents_of(self, person: str) -> list[Agency]:
        return [row for row in self._standing() if row.person == self._main(person)]

    def principals_of(self, agent: str) -> list[Agency]:
        return [row for row in self._standing() if row.agent == self._main(agent)]

    def _main(self, person: str) -> str:
        return self.merges.groups().main(person)

    def _standing(self) -> list[Agency]:
        rows = standing(self.journal.rows(Agency), self.merges.groups())
        return sorted(rows, key=lambda row: row.mark, reverse=True)


@dataclass
class PlainAccounts:
    journal: PlainJournal

    def by_id(self, account: str) -> Account | None:
        return self.journal.shelf.get(Account, account)

    def has_earned(self, account: str, source: str) -> bool:
        return self.journal.shelf.get(Earning, earning_key(account, source)) is not None

    def leases_here(self, account: str) -> list[Lease]:
        return [
            row
            for row in self.journal.rows(Lease)
            if row.account == account
            and (row.is_open or row.is_asked)
            and home_of(row.lease) == ("plain", 1)
        ]


def plain_ports(clock: PlainClock | None = None, groups: tuple[str, ...] = ()) -> Ports:
    clock = clock or PlainClock()
    journal = PlainJournal(clock)
    merges = PlainMerges(journal)
    return Ports(
        journal=journal,
        residents=PlainResidents(journal, merges),
        visits=PlainVisits(journal, merges),
        merges=merges,
        clock=clock,
        ids=PlainIds(),
        settings=PlainSettings(),
        pins=PlainPins(),
        rules=Rules((100, 300, 600, 1000, 1500), groups, "v1", "321199"),
        claims=PlainClaims(journal),
        accounts=PlainAccounts(journal),
        village_cards=PlainVillageCards(journal, merges),
        tokens=PlainTokens(),
        agencies=PlainAgencies(journal, merges),
        rows=PlainRows(journal.shelf),
        certifier=PlainCertifier(),
        papers=PlainPapers(),
        files=PlainFiles(journal),
    )
