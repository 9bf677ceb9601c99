"""What the services need from the world, and nothing about who provides it.

The store, the clock and the dice stand behind these; tests stand plain ones in their place. All
of a service's calls run on the store's own thread, so a service may read and then write without
anybody in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from kiosk.services.files import Files as Files
from kiosk.services.hanzi import Hanzi as Hanzi
from kiosk.services.hanzi import Offer as Offer
from kiosk.services.hanzi import Radical as Radical
from kiosk.services.papers import Certifier as Certifier
from kiosk.services.papers import Papers as Papers
from sync.standard.agents import Agency
from sync.standard.attendance import Visit
from sync.standard.claims import Claim
from sync.standard.county_tables import HoursTable
from sync.standard.entry import Entry, Unreadable
from sync.standard.facts import Fact
from sync.standard.leases import Lease
from sync.standard.merging import Duplicate, Groups, Merge
from sync.standard.origin import SELF, Head, Ref
from sync.standard.points import Account
from sync.standard.residents import Resident
from sync.standard.settling import Settlement
from sync.standard.views import Row
from sync.standard.village_cards import VillageCard

R = TypeVar("R", bound=Row)


class Reported(Protocol):
    """An own entry that the county keeps and could not fold, and its code for why."""

    @property
    def entry(self) -> Entry | Unreadable: ...

    @property
    def code(self) -> str: ...


class PutAside(Protocol):
    """An own entry that a fork kept from the county. name: of just this line."""

    @property
    def name(self) -> str: ...

    @property
    def entry(self) -> Entry | Unreadable: ...


class Journal(Protocol):
    def append(self, *facts: Fact, by: str = SELF) -> tuple[Ref, ...]:
        """Appends the facts as entries and folds them, in one transaction.

        When it returns, they are on the disk for good. Raises kiosk.errors.StoreTrouble.
        """
        ...

    def head(self) -> Head:
        """Where this device's journal ends; the next entry has the next seq."""
        ...

    def put_aside(self) -> Sequence[PutAside]:
        """What a fork put aside and nobody has dealt with, in the order of writing."""
        ...

    def reported(self) -> Sequence[Reported]:
        """What the county reported back and nobody has settled."""
        ...

    def dealt_with(self, limit: int = 200) -> Sequence[tuple[Reported, Settlement]]:
        """What it reported back and somebody has settled, the last settled first."""
        ...


class Residents(Protocol):
    """Somebody whose ids were merged is found once, under the id that is shown."""

    def by_id(self, person: str) -> Resident | None:
        """Exactly this row, merged or not."""
        ...

    def by_number(self, number: str) -> Resident | None:
        """The registered person with this 18-character number (found by its blind index)."""
        ...

    def by_phone(self, phone: str, limit: int = 7) -> list[Resident]:
        """Active people with this telephone number (found by its blind index)."""
        ...

    def by_initials(self, initials: str, last4: str, limit: int = 7) -> list[Resident]:
        """Active people whose name's pinyin initials are these ("wxy", any reading of each
        character) and whose number ends in these four characters; either "" = any."""
        ...

    def by_name(self, name: str, limit: int = 50) -> list[Resident]: ...
    def by_beginning(self, beginning: str, limit: int = 7) -> list[Resident]: ...

    def newest(self, limit: int = 200) -> list[Resident]:
        """Registered people, the last registered first; those who withdrew too."""
        ...

    def groups(self) -> list[str]:
        """Home groups already in the register, most people first."""
        ...

    def contested(self, limit: int = 200) -> list[Resident]:
        """People of whom a field has several values (Resident.contested)."""
        ...

    def count(self) -> int:
        """How many people are registered and agree."""
        ...


class Visits(Protocol):
    """A person's visits are those of all her ids."""

    def by_id(self, visit: str) -> Visit | None: ...

    def open_of(self, person: str) -> list[Visit]:
        """Visits begun and not ended, oldest first."""
        ...

    def of(self, person: str, limit: int = 50) -> list[Visit]:
        """Visits, newest first."""
        ...

    def all_of(self, person: str) -> list[Visit]:
        """Every visit, oldest first. What of them counts: kiosk.services.hours."""
        ...

    def of_activity(self, activity: str, limit: int = 5000) -> list[Visit]:
        """Visits of the activity, oldest first."""
        ...

    def open_now(self, limit: int = 200) -> list[Visit]:
        """Visits begun and not ended, of whatever day, newest first."""
        ...

    def to_correct(self, limit: int = 200) -> list[Visit]:
        """Ended visits whose minutes cannot be known (Visit.needs_correction), newest first."""
        ...


class Merges(Protocol):
    def groups(self) -> Groups:
        """Which ids are one person."""
        ...

    def standing(self, limit: int = 200) -> list[Merge]:
        """Merges that stand, the last made first."""
        ...

    def duplicates(self, limit: int = 200) -> list[Duplicate]:
        """Pairs that the county found and nobody has kept apart."""
        ...


class Claims(Protocol):
    def by_id(self, claim: str) -> Claim | None: ...

    def on(self, thing: str) -> list[Claim]:
        """Every claim on it, oldest first."""
        ...

    def untold(self, person: str = "", limit: int = 200) -> list[Claim]:
        """Claims that were lost and nobody told, oldest first. person: "" = everybody's."""
        ...


class Accounts(Protocol):
    """Points, and this device's rights to spend them."""

    def by_id(self, account: str) -> Account | None: ...

    def has_earned(self, account: str, source: str) -> bool: ...

    def leases_here(self, account: str) -> list[Lease]:
        """Of this device's present epoch: open ones, and those asked for and not answered."""
        ...


class VillageCards(Protocol):
    def by_id(self, card: str) -> VillageCard | None:
        """card: the hash of its token."""
        ...

    def of(self, person: str) -> list[VillageCard]:
        """Cards of all her ids, the last issued first."""
        ...


class Agencies(Protocol):
    """What stands of who acts for whom, under the ids that are shown, the last agreed first."""

    def agents_of(self, person: str) -> list[Agency]: ...

    def principals_of(self, agent: str) -> list[Agency]: ...


class Rows(Protocol):
    """Rows of any view: what subjects without needs of their own look things up in."""

    def get(self, view: type[R], key: str) -> R | None: ...

    def where(
        self, view: type[R], order: str = "key", limit: int = 500, **equal: str | int
    ) -> list[R]:
        """Rows whose columns (view.columns) are these, in the order of a column ("-start_ms" =
        the greatest first). Raises ValueError for what is no column of it."""
        ...

    def count(self, view: type[R], **equal: str | int) -> int:
        """How many there are. Raises ValueError as `where` does."""
        ...


class Clock(Protocol):
    def now_ms(self) -> int:
        """The wall clock, milliseconds since 1970."""
        ...

    def today(self) -> date:
        """The village's date (Asia/Shanghai)."""
        ...


class Ids(Protocol):
    def new(self) -> str:
        """A fresh id for a person or thing."""
        ...


class Tokens(Protocol):
    def new(self) -> bytes:
        """16 bytes that nobody can guess."""
        ...


class Settings(Protocol):
    """What this machine keeps beside the journal: its cadres, its enrolment."""

    def get_setting(self, key: str) -> str | None: ...
    def set_setting(self, key: str, value: str) -> None: ...


class Pins(Protocol):
    """Keeps PINs so that nobody can read them back."""

    def seal(self, pin: str) -> str: ...
    def matches(self, sealed: str, pin: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What a county or village decides for itself; never code."""

    star_hours: tuple[int, ...]
    """Hours for one star, two stars, ... ascending."""
    groups: tuple[str, ...] = ()
    """The village's home groups, in its own order."""
    consent_version: str = ""
    """Which text of the consent is read out."""
    area: str = ""
    """The six digits with which most ID numbers here begin; "" where the village is not known."""
    hours: HoursTable = HoursTable()
    """How service time counts, until the county gives a table (kiosk.services.county_tables)."""


@dataclass(frozen=True, slots=True)
class Ports:
    """All of them, handed to every piece of work."""

    journal: Journal
    residents: Residents
    visits: Visits
    merges: Merges
    clock: Clock
    ids: Ids
    settings: Settings
    pins: Pins
    rules: Rules
    claims: Claims
    accounts: Accounts
    village_cards: VillageCards
    tokens: Tokens
    agencies: Agencies
    rows: Rows
    certifier: Certifier
    papers: Papers
    files: Files
