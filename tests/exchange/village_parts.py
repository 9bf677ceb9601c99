"""What the machine of a whole village is made of: kiosks that may break off anywhere, a county's
backup of one village, and what one kiosk, one county and a fold say of each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import delete, select

from sync.county.tables import CODES, DEVICES, ENTRIES, META
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.round import Exchange
from sync.exchange.status import State, status_of
from sync.standard.entry import GENESIS, chain
from sync.standard.origin import Ref
from tests.county.running import County
from tests.exchange.conftest import LossyLine
from tests.exchange.plain_ledger import PlainLedger

WRITES = (
    "acknowledge",
    "doubt_receipts",
    "note_contact",
    "note_told",
    "reopen_epoch",
    "set_setting",
    "take_in",
)


class PowerCut(Exception):
    """The program ends here."""


class FrailLedger(PlainLedger):
    """Every write is a transaction; the power may go before any of them."""

    writes_left = -1

    def copy(self) -> FrailLedger:
        other = FrailLedger(self.device)
        vars(other).update(vars(super().copy()))
        return other


def _frail(name: str) -> Callable[..., Any]:
    def write(self: FrailLedger, *given: Any) -> Any:
        if self.writes_left == 0:
            raise PowerCut
        self.writes_left -= 1
        return getattr(PlainLedger, name)(self, *given)

    return write


for _name in WRITES:
    setattr(FrailLedger, _name, _frail(_name))


@dataclass
class Station:
    """A kiosk in its village. ahead_ms: how far its clock is off."""

    county: County
    ledger: FrailLedger
    line: LossyLine
    ahead_ms: int = 0
    images: list[FrailLedger] = field(default_factory=list)
    """The backups that are kept."""
    exchange: Exchange = field(init=False)

    def __post_init__(self) -> None:
        self.back_up()
        self.restart()

    def back_up(self) -> None:
        self.images = [*self.images[-2:], self.ledger.copy()]

    def put_back(self, image: FrailLedger) -> None:
        self.ledger = image.copy()
        self.restart()

    def restart(self) -> None:
        self.ledger.writes_left = -1
        self.exchange = Exchange(self.ledger, self.line, lambda: self.county.now_ms + self.ahead_ms)

    def own(self) -> dict[Ref, bytes]:
        """Of the present epoch."""
        head = self.ledger.head()
        refs = [Ref(head.device, head.epoch, seq) for seq in range(1, head.seq + 1)]
        return {ref: self.ledger.lines[ref] for ref in refs}

    @property
    def aside(self) -> int:
        return self.ledger.count_aside()

    @property
    def is_green(self) -> bool:
        return status_of(self.ledger).state is State.ALL_SENT


def enrolled(county: County, village: str, name: str) -> Station:
    ledger, line = FrailLedger(name), LossyLine(county.url)
    done = enrol(ledger, line, county.code(village), lambda: county.now_ms)
    assert isinstance(done, Enrolled)
    return Station(county, ledger, line)


@dataclass(frozen=True)
class Backup:
    """All that the county's database has of one village, and the epochs at the kiosks then."""

    rows: dict[str, list[dict[str, Any]]]
    epochs: list[int]


TABLES = [table for table in META.sorted_tables if "village" in table.c and table is not CODES]


def back_up(county: County, village: str, epochs: list[int]) -> Backup:
    def read(connection: Any) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(
                    select(table).where(table.c.village == village)
                ).mappings()
            ]
            for table in TABLES
        }

    return Backup(county.store.read(read), epochs)


def put_back(county: County, village: str, backup: Backup) -> None:
    def write(connection: Any) -> None:
        for table in TABLES:
            connection.execute(delete(table).where(table.c.village == village))
            if backup.rows[table.name]:
                connection.execute(table.insert(), backup.rows[table.name])

    county.store.write(write)


def lines_in(backup: Backup) -> dict[Ref, bytes]:
    return {
        Ref(row["device"], row["epoch"], row["seq"]): row["line"]
        for row in backup.rows[ENTRIES.name]
    }


def rows_of(county: County, village: str) -> list[Any]:
    """The village's journal in the order of its numbers."""
    query = select(ENTRIES).where(ENTRIES.c.village == village).order_by(ENTRIES.c.no)
    return list(county.store.read(lambda c: c.execute(query).all()))


def heads_of(county: County, village: str) -> dict[str, tuple[int, int, bytes]]:
    query = select(DEVICES).where(DEVICES.c.village == village)
    rows = county.store.read(lambda c: c.execute(query).all())
    return {row.device: (row.epoch, row.last_seq, row.last_hash) for row in rows if row.last_seq}


def is_chained(rows: list[Any]) -> bool:
    """Whether each device's entries of each epoch are 1, 2, 3 ... and carry the chain's hash."""
    at: dict[tuple[str, int], tuple[int, bytes]] = {}
    for row in sorted(rows, key=lambda row: (row.device, row.epoch, row.seq)):
        seq, link = at.get((row.device, row.epoch), (0, GENESIS))
        link = chain(link, row.seq, row.line)
        if (row.seq, row.hash) != (seq + 1, link):
            return False
        at[row.device, row.epoch] = (row.seq, link)
    return True


def views_at(county: County, village: str) -> dict[tuple[str, str], bytes]:
    names = ("residents", "visits")
    return {(name, key): body for name in names for key, body in county.view(name, village).items()}


def views_in(ledger: PlainLedger) -> dict[tuple[str, str], bytes]:
    """What the fold makes of the kiosk's lines, each taken once, in any order."""
    shown = {}
    for (table, key), row in ledger.views().items():
        shown[table, key] = msgspec.json.encode(row)
    return shown


def send_by_line_alone(county: County, village: str, lines: dict[Ref, bytes]) -> None:
    """The same entries, into a village of their own."""
    for name in sorted({ref.device for ref in lines}):
        station = enrolled(county, village, name)
        for epoch in sorted({ref.epoch for ref in lines if ref.device == name}):
            while station.ledger.epoch < epoch:
                station.ledger.reopen_epoch()
            for ref in sorted(lines):
                if (ref.device, ref.epoch) == (name, epoch):
                    assert station.ledger.write_line(lines[ref]) == ref
            station.exchange.round()
            station.restart()
        station.line.close()
