"""The power fails: at the kiosk, at the county, at both, or the stick is pulled out.

The real programs' parts run once, recorded call by call (tests.e2e.syscalls): SQLCipher and SQLite
with their write-ahead logs, the key files, backups, parcels. Then the power is cut at any point of
that, on a disk that keeps only what was synced (tests.e2e.disk), and real programs go on from what
is left. Proven so: which writes, syncs and renames stand before each word to a person or a kiosk.
Not proven: that a disk keeps what it says it has synced, that the file system below does what it
is asked to, and memory that is written to a file by mapping it, which only SQLite's -shm is.

EVERY=1 cuts 50 times each, and again while that is got over; the ordinary run cuts twice.
"""

from __future__ import annotations

import copy
import os
import random
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.errors import DatabaseDamaged
from kiosk.store import folder as files
from kiosk.store.key import find_key
from kiosk.store.restore import restore_newest_backup
from kiosk.village import Village, open_village
from sync.county.carry import Taken, carry_in
from sync.county.gate import Gate
from sync.county.serve import county_key
from sync.exchange import carry
from sync.exchange.line import Line
from sync.standard.carry import Wrong
from tests.county.running import County
from tests.e2e import syscalls
from tests.e2e.disk import Disk, write_out
from tests.e2e.relied import Relied, all_comes
from tests.e2e.syscalls import Deed, Linked, Made, Moved, Removed, Wrote

EVERY: Final = bool(os.environ.get("EVERY"))
CUTS: Final = 50 if EVERY else 2
WHOSE: Final = (("kiosk",), ("county",), ("kiosk", "county"), ("stick",))
SEED: Final = 1
NAMES: Final = (Made, Moved, Linked, Removed)


def test_the_disk_keeps_what_was_synced_and_nothing_else_for_sure() -> None:
    text = b"x" * 2048
    begun = (Made("/disk/file", is_folder=False), Wrote("/disk/file", 0, text))
    content, folder = syscalls.Synced("/disk/file"), syscalls.Synced("/disk")
    moved = (Moved("/disk/file", "/disk/to"), Removed("/disk/to"))
    nothing = left_by_cuts(*begun)
    assert {None, b"", text} < nothing
    assert any(left and len(left) == 2048 and b"\0" in left for left in nothing), "a torn write"
    assert left_by_cuts(*begun, content) == {None, text}
    assert left_by_cuts(*begun, content, folder) == {text}
    assert left_by_cuts(*begun, content, folder, *moved) == {None, text}
    assert left_by_cuts(*begun, content, folder, *moved, folder) == {None}


def left_by_cuts(*deeds: Deed) -> set[bytes | None]:
    """All that /disk/file may be when the power comes back; None: it is not there."""
    root = Path("/disk")
    disk = Disk(root)
    disk.do(Made("/disk", is_folder=True))
    disk.do(syscalls.Synced("/"))
    for deed in deeds:
        disk.do(deed)
    return {disk.cut(root, random.Random(seed)).get(root / "file") for seed in range(200)}


def test_i2_what_was_told_comes_through_a_power_cut(tmp_path: Path) -> None:
    disk, relied = Disk(prepared(tmp_path)), Relied()
    deeds = syscalls.record("tests.e2e.recorded", tmp_path / "all")
    for left, whose in cuts(deeds, disk, relied, tmp_path / "all", CUTS):
        goes_on(left, relied, by_stick="stick" in whose)


@pytest.mark.skipif(not EVERY, reason="EVERY=1: each needs a recording of its own")
def test_i2_what_was_told_comes_through_a_second_cut_while_the_first_is_got_over(
    tmp_path: Path,
) -> None:
    disk = Disk(prepared(tmp_path))
    deeds = syscalls.record("tests.e2e.recorded", tmp_path / "all")
    relied, begun = Relied(), 0
    for first, _ in cuts(deeds, disk, relied, tmp_path / "all", 3):
        if not relied.is_enrolled or relied.is_restoring:
            continue
        again, relied_again = Disk(first), copy.deepcopy(relied)
        going_on = syscalls.record("tests.e2e.recorded", first)
        for left, whose in cuts(going_on, again, relied_again, first, 3):
            goes_on(left, relied_again, by_stick="stick" in whose)
        begun += 1
    assert begun > 3


def prepared(folder: Path) -> Path:
    if why := syscalls.why_not():
        pytest.skip(why)
    (folder / "all" / "stick").mkdir(parents=True)
    return folder / "all"


def cuts(
    deeds: Sequence[Deed], disk: Disk, relied: Relied, root: Path, number: int
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """(what is left, whose power it was that was cut), as time goes on."""
    points = chosen(deeds, number)
    for at, deed in enumerate(deeds):
        for whose in points.get(at, ()):
            left = root.with_name(f"{root.name}-{at}-{'-'.join(whose)}")
            dice = random.Random(f"{SEED} {at} {whose}")
            for name in ("kiosk", "county", "stick"):
                below = root / name
                found = disk.cut(below, dice) if name in whose else disk.whole(below)
                write_out(found, root, left)
            yield left, whose
        disk.do(deed)
        if isinstance(deed, syscalls.Told):
            relied.hear(deed.line)


def chosen(deeds: Sequence[Deed], number: int) -> dict[int, list[tuple[str, ...]]]:
    """Before which deed whose power is cut. Most deeds are writes of a page; half of the cuts
    stand where a name is made or moved."""
    dice = random.Random(SEED)
    names = [at for at, deed in enumerate(deeds) if isinstance(deed, NAMES)]
    found: dict[int, list[tuple[str, ...]]] = {}
    for count, whose in product(range(number), WHOSE):
        at = dice.choice(names) if count % 2 else dice.randrange(len(deeds))
        found.setdefault(at, []).append(whose)
    return found


def goes_on(folder: Path, relied: Relied, *, by_stick: bool) -> None:
    county = County(folder / "county")
    county.now_ms = wall_ms()
    if by_stick and relied.carried:
        the_parcel_is_good(county, folder / "stick", relied)
    county.start()
    village = opened(folder / "kiosk", relied)
    line = Line(county.url)
    try:
        assert village.store.database.check() == []
        if by_stick and relied.is_answered:
            answer = carry.carry_in(village.store.journal, folder / "stick")
            assert isinstance(answer, carry.CarriedIn) or answer == carry.StickWrong(Wrong.OLD)
        if relied.is_enrolled:
            all_comes(county, village.store.journal, line, relied)
    finally:
        village.close()
        line.close()
        county.close()


def opened(folder: Path, relied: Relied) -> Village:
    try:
        return open_village(Config(folder))
    except DatabaseDamaged:
        # Only between the moving away of the old journal and the backup's coming in its place.
        assert relied.is_restoring
        assert not (folder / files.DATABASE).exists()
        assert len(list((folder / files.DAMAGED).glob(f"*/{files.DATABASE}"))) == 1
        restore_newest_backup(folder, find_key(folder, os.environ, os.urandom).key)
        return open_village(Config(folder))


def the_parcel_is_good(county: County, stick: Path, relied: Relied) -> None:
    gate = Gate(county.store, county_key(county.folder), wall_ms)
    (taken,) = carry_in(gate, stick)
    assert isinstance(taken, Taken)
    assert taken.refused == ""
    assert len(county.numbers()) >= relied.carried
