"""Over a whole run, fair weather and foul: nothing of any person in what the programs say, in
the names of their files, or in the kiosk's files at all."""

from __future__ import annotations

import json
from pathlib import Path

from kiosk.store import folder as files
from tests.e2e.programs import County, Programs, wait_until
from tests.e2e.villages import enrol, import_roster, opened, write_numbers
from tests.house.id_numbers import find_strays, id_numbers


def test_nothing_of_any_person_strays(programs: Programs, county: County, tmp_path: Path) -> None:
    data, report = tmp_path / "data", tmp_path / "report.json"
    import_roster(programs, data, report)
    enrol(programs, county, data)
    people = write_numbers(data, tmp_path / "numbers", 3)
    kiosk = programs.start("-m", "tests.e2e.tapping", data, people)
    assert kiosk.line_with("end")
    assert kiosk.process.wait(30) == 0
    again = programs.start("main.py", "--data", data, "--silent")
    wait_until(lambda: county.figures()["people"] == "343", "everybody at the county")
    again.stop()
    with opened(data) as village:
        residents = village.ports.residents.newest(1000)
    _fail_in_many_ways(programs, data, people)
    county.stop()

    said = "".join(path.read_text("utf-8") for path in programs.logs.iterdir())
    assert len(residents) == 343
    for resident in residents:
        personal = resident.personal
        for secret in (personal.number, personal.name, personal.phone):
            assert not secret or secret not in said, "something of a person in a log"
    assert find_strays(programs.logs) == []
    assert find_strays(data) == [], "the journal is encrypted"
    names = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")]
    assert not [name for name in names if any(id_numbers(name))]


def test_the_report_tells_no_number(programs: Programs, tmp_path: Path) -> None:
    import_roster(programs, tmp_path / "data", tmp_path / "report.json")
    text = (tmp_path / "report.json").read_text("utf-8")
    assert not list(id_numbers(text))
    assert len(json.loads(text)["rows"]) == 408


def _fail_in_many_ways(programs: Programs, data: Path, people: Path) -> None:
    """Each leaves its own words in a log."""
    assert programs.main("--data", data, "import", people).code == 1
    assert programs.main("--data", data, "rebuild").code == 0
    assert programs.main("--data", data, "enrol", "123456789").code == 2
    path = data / files.DATABASE
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + bytes(64) + whole[164:])
    assert programs.main("--data", data, "--silent", "--seconds", "0.1").code == 1
    path.write_bytes(whole)
