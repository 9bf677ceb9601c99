"""The whole store, opened and closed as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.store.agencies import Agencies
from kiosk.store.database import Database, open_database
from kiosk.store.journal import Journal
from kiosk.store.merges import Merges
from kiosk.store.readers import Accounts, Claims, Residents, VillageCards, Visits
from kiosk.store.rebuild import open_views
from kiosk.store.rows import Rows
from kiosk.store.scrubbing import scrub_if_due
from sync.standard.clock import EARLIEST_MS


@dataclass(frozen=True, slots=True)
class Store:
    database: Database
    journal: Journal
    residents: Residents
    visits: Visits
    merges: Merges
    claims: Claims
    accounts: Accounts
    village_cards: VillageCards
    agencies: Agencies
    rows: Rows

    def close(self) -> None:
        self.database.close()


def open_store(
    folder: Path,
    key: bytes,
    wall_ms: Callable[[], int],
    random: Callable[[int], bytes],
    released_ms: int = EARLIEST_MS,
    steady_ms: Callable[[], int] | None = None,
) -> Store:
    """Opens the journal in this folder and what is read from it.

    key: 32 bytes (kiosk.store.key.find_key). wall_ms: the machine's clock. random: n random bytes.
    released_ms: when the program was made. steady_ms: a clock that only runs. Raises
    kiosk.errors.StoreTrouble.
    """
    database = open_database(folder, key)
    try:
        open_views(database)
        journal = Journal(database, wall_ms, random, released_ms, steady_ms)
        journal.files.tidy()
        scrub_if_due(database)
    except BaseException:
        database.close()
        raise
    merges = Merges(database)
    return Store(
        database,
        journal,
        Residents(database, merges),
        Visits(database, merges),
        merges,
        Claims(database),
        Accounts(database, journal.head),
        VillageCards(database, merges),
        Agencies(database, merges),
        Rows(database),
    )
