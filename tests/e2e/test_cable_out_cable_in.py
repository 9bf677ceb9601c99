"""The cable is out and nobody minds; the program is killed and nothing is lost; the cable comes
back and the county has it all, once."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, select

from kiosk.services.check_in import check_out
from kiosk.services.correct_visit import CorrectedVisit, correct_visit
from kiosk.village import Village
from sync.county.people_keys import PeopleKeys
from sync.county.serve import county_key
from sync.county.store import open_store
from sync.county.tables import ENTRIES, VIEW_TABLES
from sync.standard.fold import VIEWS
from sync.standard.residents import Resident
from tests.e2e.programs import DONGSHENG, County, Programs, wait_until
from tests.e2e.villages import (
    IN_ROSTER,
    all_there,
    enrol,
    import_roster,
    opened,
    write_numbers,
)

EVERY = bool(os.environ.get("EVERY"))
CHECK_INS = 50 if EVERY else 25
KILLED_AT = (
    {
        3: "typed", 8: "choosing", 13: "choosing", 18: "saved", 23: "choosing",
        28: "choosing", 33: "typed", 38: "choosing", 43: "saved", 48: "choosing",
    }
    if EVERY
    else {3: "typed", 8: "choosing", 13: "saved", 23: "choosing"}
)  # fmt: skip
"""In the middle of whose check-in, and where in it, the kiosk is killed. Right after "choosing"
the entry is just being written: now it is saved, now it is not."""


def test_a_village_without_and_with_its_cable(
    programs: Programs, county: County, tmp_path: Path
) -> None:
    data, report = tmp_path / "data", tmp_path / "report.json"
    import_roster(programs, data, report)
    counts = json.loads(report.read_text("utf-8"))["counts"]
    enrol(programs, county, data)
    county.stop()

    told = _check_in_with_kills(
        programs, data, write_numbers(data, tmp_path / "numbers", CHECK_INS)
    )
    assert told == set(range(CHECK_INS))
    with opened(data) as village:
        _end_some(village)

    county.start()
    with opened(data) as village:
        entries = village.store.journal.entry_count()
    kiosk = programs.start("main.py", "--data", data, "--silent")
    wait_until(lambda: county.figures()["entries"] == str(entries), "all entries at the county")
    assert kiosk.stop() is not None
    rebuilt = programs.main("--data", data, "rebuild")
    assert rebuilt.code == 0, rebuilt.out

    with opened(data) as village:
        _equal(village, county)
        assert village.ports.residents.count() == counts["registered"] == IN_ROSTER
        hours = _minutes(village) / 60
    assert hours > 0
    shown = county.figures()
    assert (shown["people"], shown["hours"]) == (str(IN_ROSTER), f"{hours:.1f}")
    assert (shown["kiosks"], shown["reports"]) == ("1", "0")


def _check_in_with_kills(programs: Programs, data: Path, numbers: Path) -> set[int]:
    """Whoever was told by the screen that she is checked in. After each kill the books are
    opened, and everybody who was told so far must be in them."""
    told: set[int] = set()
    to_kill = dict(KILLED_AT)
    first, is_over = 0, False
    while not is_over:
        kiosk = programs.start(
            "-m", "tests.e2e.tapping", data, numbers, "--from", str(first)
        )  # fmt: skip
        for line in kiosk.lines():
            word, _, place = line.partition(" ")
            is_over = is_over or word == "end"
            if word in ("saved", "found"):
                told.add(int(place))
                first = int(place) + 1
            if place and to_kill.get(int(place)) == word:
                del to_kill[int(place)]
                kiosk.kill()
        assert is_over or kiosk.process.returncode == -9, "it fell by itself"
        all_there(data, numbers, told)
    assert not to_kill
    return told


def _end_some(village: Village) -> None:
    """Half of them check out; for a third the cadre writes how long it was."""
    visits = village.ports.visits.open_now()
    assert len(visits) == CHECK_INS
    for at, visit in enumerate(visits):
        if at % 2:
            check_out(village.ports, visit.visit)
        if not at % 3:
            outcome = correct_visit(village.ports, visit.visit, 30 + at, "by the list", "cadre")
            assert isinstance(outcome, CorrectedVisit)


def _minutes(village: Village) -> int:
    found = village.store.database.row("SELECT sum(minutes) FROM visits")
    return int(found[0]) if found else 0


def _equal(village: Village, county: County) -> None:
    """Entries by their identity and bytes, and every view row by row."""
    listed = "SELECT device, epoch, seq, line FROM entries"
    ours = {row[:3]: row[3] for row in village.store.database.rows(listed)}
    store = open_store(county.folder)
    try:
        rows = store.read(lambda c: c.execute(ENTRIES.select()).all())
        assert len(rows) == len(ours), "each entry once"
        assert {(r.device, r.epoch, r.seq): r.line for r in rows} == ours
        assert {r.village for r in rows} == {DONGSHENG}
        for view in VIEWS:
            read = msgspec.json.Decoder(view).decode
            query = select(VIEW_TABLES[view.table].c.key, VIEW_TABLES[view.table].c.body)
            bodies = {row.key: row.body for row in store.read(partial(_all, query=query))}
            if view is Resident:
                bodies = store.read(partial(_opened, county=county, bodies=bodies))
            theirs = {key: read(body) for key, body in bodies.items()}
            here = village.store.database.rows(f"SELECT key, row FROM {view.table}")
            assert theirs == {key: read(row) for key, row in here}
    finally:
        store.close()


def _opened(connection: Connection, county: County, bodies: dict[str, bytes]) -> dict[str, bytes]:
    """What of a person stands under the person's key there."""
    secret = county_key(county.folder).encode()
    return PeopleKeys(connection, DONGSHENG, secret).open_bodies(bodies)


def _all(connection: Connection, query: Select[tuple[str, bytes]]) -> Sequence[Row[Any]]:
    return connection.execute(query).all()
