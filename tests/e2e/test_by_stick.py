"""No line at all: the officer carries a stick, from the command line on both sides."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from sync.county.store import open_store
from sync.county.tables import ENTRIES
from sync.standard.origin import COUNTY
from tests.e2e.programs import County, Programs, Ran
from tests.e2e.villages import enrol, opened


def test_a_village_whose_line_never_comes_back(
    programs: Programs, county: County, data: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    enrol(programs, county, data)
    county.stop()
    with opened(data) as village:
        entries = village.store.journal.waiting()

    def kiosk(way: str) -> Ran:
        return programs.main("--data", data, way, stick)

    def at_the_county(way: str) -> Ran:
        return programs.run("-m", "sync.county", way, stick, "--data", county.folder)

    assert kiosk("carry-in").code == 1, "nothing there yet"
    out = kiosk("carry-out")
    assert (out.code, str(entries) in out.out) == (0, True), out
    with opened(data) as village:
        assert village.store.journal.waiting() == entries, "carried out is not received"
    taken = at_the_county("carry-in")
    assert (taken.code, str(entries) in taken.out) == (0, True), taken
    assert at_the_county("carry-out").code == 0
    came = kiosk("carry-in")
    assert (came.code, str(entries) in came.out) == (0, True), came
    with opened(data) as village:
        assert village.store.journal.waiting() == 0
    store = open_store(county.folder)
    # What the county decides (who has a place) are entries of its own.
    theirs = select(func.count()).select_from(ENTRIES).where(ENTRIES.c.device != COUNTY)
    assert store.read(lambda c: c.execute(theirs).scalar()) == entries
    store.close()
    again = kiosk("carry-in")
    assert again.code == 1
    assert "U09" in again.err
    assert "Traceback" not in again.err
