"""The power fails: at the kiosk, at the county, at both, or the stick is pulled out.

The real programs' parts run once, recorded call by call (tests.e2e.syscalls): SQLCipher and SQLite
with their write-ahead logs, the key files, backups, parcels. Then the power is cut at any point of
that, on a disk that keeps only what was synced (tests.e2e.disk), and real programs go on from what
is left. Proven so: which writes, syncs and renames stand before each word to a person or a kiosk.
Not proven: that a disk keeps what it says it has synced, that the file system below does what it
is asked to, and memory that is written to a file by mapping it, which only SQLite's -shm is.

EVERY=1 cuts at 50 points each; the ordinary run at a few.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec
import pytest

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.store.journal import Journal
from kiosk.village import open_village
from sync.county.carry import Taken, carry_in
from sync.county.gate import Gate
from sync.county.serve import county_key
from sync.exchange.keys import enrolment
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from sync.standard.attendance import Visit
from tests.county.running import County
from tests.e2e import syscalls
from tests.e2e.disk import Disk, write_out
from tests.e2e.syscalls import Deed

CUTS: Final = 50 if os.environ.get("EVERY") else 3
SEED: Final = 1


@dataclass
class Relied:
    """What somebody was told, and so relies on."""

    visits: dict[str, bool] = field(default_factory=dict)
    """Whether it is open."""
    acknowledged: int = 0
    carried: int = 0
    is_enrolled: bool = False

    def hear(self, deed: Deed) -> None:
        if not isinstance(deed, syscalls.Told):
            return
        match deed.line.split():
            case ["in", visit]:
                self.visits[visit] = True
            case ["out", visit]:
                self.visits[visit] = False
            case ["round", _, acknowledged] | ["taken", acknowledged]:
                self.acknowledged = int(acknowledged)
            case ["carried", seq]:
                self.carried = int(seq)
            case ["enrolled"]:
                self.is_enrolled = True


@dataclass
class Recording:
    root: Path
    deeds: Sequence[Deed]

    def cuts(self, whose: str) -> Iterator[tuple[Disk, Relied, random.Random]]:
        """The disk and what is relied on at each cut, as time goes on."""
        disk, relied = Disk(self.root / "stick"), Relied()
        dice = random.Random(f"{SEED} {whose}")
        points = set(dice.sample(range(1, len(self.deeds)), CUTS))
        for at, deed in enumerate(self.deeds):
            if at in points:
                yield disk, relied, random.Random(f"{SEED} {whose} {at}")
            disk.do(deed)
            relied.hear(deed)


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    if why := syscalls.why_not():
        pytest.skip(why)
    root = tmp_path_factory.mktemp("power") / "all"
    (root / "stick").mkdir(parents=True)
    return Recording(root, syscalls.record("tests.e2e.recorded", root))


@pytest.mark.parametrize("whose", ["kiosk", "county", "kiosk county"])
def test_i2_what_the_screen_called_saved_comes_through_a_power_cut(
    recording: Recording, tmp_path: Path, whose: str
) -> None:
    for count, (disk, relied, dice) in enumerate(recording.cuts(whose)):
        left = tmp_path / str(count)
        for name in ("kiosk", "county"):
            below = recording.root / name
            found = disk.cut(below, dice) if name in whose.split() else disk.whole(below)
            write_out(found, recording.root, left)
        goes_on(left, relied)


def goes_on(folder: Path, relied: Relied) -> None:
    county = County(folder / "county")
    county.now_ms = wall_ms()
    county.start()
    village = open_village(Config(folder / "kiosk"))
    line = Line(county.url)
    try:
        assert village.store.database.check() == []
        if relied.is_enrolled:
            all_comes(county, village.store.journal, line, relied)
    finally:
        village.close()
        line.close()
        county.close()


def all_comes(county: County, journal: Journal, line: Line, relied: Relied) -> None:
    home = enrolment(journal)
    assert home is not None
    assert home.county_key == county_key(county.folder).verify_key.encode()
    assert journal.acknowledged() >= relied.acknowledged
    assert len(county.numbers()) >= journal.acknowledged(), "the county's receipt was a lie"
    assert isinstance(Exchange(journal, line, wall_ms).round(), Synced), "neither fork nor gap"
    assert journal.waiting() == 0
    own = {seq: text for seq, text in journal.lines_after(0, 10_000, 1 << 30)}
    assert {ref.seq: text for ref, text in county.entries().items()} == own
    assert county.numbers() == list(range(1, len(own) + 1)), "each once"
    kept = county.view("visits")
    for visit, is_open in relied.visits.items():
        row = msgspec.json.decode(kept[visit], type=Visit)
        assert is_open or not row.is_open
    begun = sum(b"checked_in." in text for text in own.values())
    assert len(kept) == begun


def test_a_parcel_that_was_called_safe_survives_the_pulling_of_the_stick(
    recording: Recording, tmp_path: Path
) -> None:
    for count, (disk, relied, dice) in enumerate(recording.cuts("stick")):
        left = tmp_path / str(count)
        write_out(disk.cut(recording.root / "stick", dice), recording.root, left)
        write_out(disk.whole(recording.root / "county"), recording.root, left)
        if relied.carried:
            parcel_is_good(left, relied)


def parcel_is_good(folder: Path, relied: Relied) -> None:
    county = County(folder / "county")
    gate = Gate(county.store, county_key(county.folder), wall_ms)
    (taken,) = carry_in(gate, folder / "stick")
    assert isinstance(taken, Taken)
    assert taken.refused == ""
    assert len(county.numbers()) >= relied.carried
    county.close()
