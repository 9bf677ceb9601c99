"""Books for the tests: made by the programs themselves, looked into with none of them running."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.config import Config
from kiosk.village import Village, open_village
from sync.standard.clock import HOUR_MS
from tests.e2e.programs import ROOT, County, Programs

ROSTER = ROOT / "tests" / "data" / "roster-dongsheng.xlsx"
IN_ROSTER = 343
"""People whom the import of ROSTER registers."""


def import_roster(programs: Programs, data: Path, report: Path) -> None:
    ran = programs.main("--data", data, "import", ROSTER, "--report", report)
    assert ran.code == 0, ran


def enrol(programs: Programs, county: County, data: Path) -> None:
    """Starts the county and binds the kiosk to it."""
    county.start()
    code = county.code().replace(" ", "")
    ran = programs.main("--data", data, "--county", county.url, "enrol", code)
    assert ran.code == 0, ran


@contextmanager
def opened(data: Path) -> Iterator[Village]:
    village = open_village(Config(data))
    try:
        yield village
    finally:
        village.close()


def write_numbers(data: Path, path: Path, people: int) -> Path:
    """A file with the ID numbers of so many registered people, none in the middle of a visit: so
    the first thing that is written down of each is that she came."""
    with opened(data) as village:
        visits, newest = village.ports.visits, village.ports.residents.newest(2 * people)
        free = [r.personal.number for r in newest if not visits.open_of(r.person)]
    numbers = free[:people]
    assert len(numbers) == people
    path.write_text("\n".join(numbers), "utf-8")
    return path


def all_there(data: Path, numbers: Path, told: set[int]) -> None:
    """Everybody who was told that she is checked in, is: once."""
    every = numbers.read_text("utf-8").split()
    with opened(data) as village:
        since_ms = village.ports.clock.now_ms() - HOUR_MS
        for place in told:
            resident = village.ports.residents.by_number(every[place])
            assert resident is not None
            visits = [v for v in village.ports.visits.of(resident.person) if v.start_ms > since_ms]
            assert len(visits) == 1, f"{place} was told once and has {len(visits)} visits"
