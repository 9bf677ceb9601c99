"""A real village's register, from the file to the encrypted journal and back.

What is expected is read from the workbook by another library and another hand (the check digit
and the rules are written out again here), not copied from what the import said.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kiosk.devices.workbooks import read_workbook
from kiosk.services.event_workbook import WorkbookTaken, take_workbook
from kiosk.services.import_register import Outcome, import_some, plan_import
from kiosk.services.import_report import to_report
from kiosk.services.ports import Ports
from kiosk.store.store import Store, open_store
from sync.standard.activities import ActivitySet
from sync.standard.recruiting import Place
from sync.standard.residents import RECORD
from tests.plain_ports import plain_ports
from tests.services.import_desk import ROSTER, STRINGS, TODAY, WORDS, codes_of, import_all

WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
YOUNGER_THAN = "20081122"
"""Born later: under 18 on TODAY."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, bytes(range(32)), lambda: 1_795_300_000_000, os.urandom)
    yield opened
    opened.close()


@pytest.fixture
def ports(store: Store) -> Ports:
    return replace(plain_ports(), journal=store.journal, residents=store.residents)


def check_digit(body: str) -> str:
    return "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def number_in(cell: object) -> str:
    """The 18 characters, "" where the sheet made a number of it."""
    if not isinstance(cell, str):
        return ""
    number = unicodedata.normalize("NFKC", cell).strip().upper()
    if len(number) == 15:
        number = number[:6] + "19" + number[6:]
        number += check_digit(number)
    return number


def expected_rows() -> Iterator[tuple[str, int, str, tuple[str, ...]]]:
    """(sheet, row, outcome, what is the matter) for every row, read by hand's rules."""
    owners: dict[str, str] = {}
    for sheet in openpyxl.load_workbook(ROSTER):
        headings: list[object] = []
        for cells in sheet.iter_rows():
            values = [cell.value for cell in cells]
            where = (sheet.title, cells[0].row)
            if "姓 名" in values:
                headings = values
                yield *where, "skipped", ("heading",)
            elif not headings:
                yield *where, "skipped", ("title",)
            elif not isinstance(values[0], int):
                yield *where, "skipped", ("subtotal" if values[0] else "blank",)
            else:
                yield *where, *judge(dict(zip(headings, values, strict=True)), owners)


def judge(row: dict[object, object], owners: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    number, name = number_in(row["身份证号码"]), str(row["姓 名"]).replace("\u3000", "")
    if row["是否同意登记"] != "同意":
        return "declined", ("declined" if row["是否同意登记"] == "不同意" else "not_asked",)
    if not number:
        return "mend", ("number_rounded",)
    if check_digit(number[:17]) != number[17]:
        return "mend", ("number_check",)
    # In this register the first of several rows with a number is the one that agrees with it.
    if number in owners and owners[number] != name:
        return "mend", ("number_of_another",)
    year, month = re.findall(r"\d+", str(row["出生年月"]))[:2]
    if number in owners:
        assert number[6:12] != f"{year}{int(month):02}"
        return "known", ("number_twice", "birth_differs")
    owners[number] = name
    assert number[6:12] == f"{year}{int(month):02}"
    minor = ("minor",) if number[6:14] > YOUNGER_THAN else ()
    if row["性别"] != ("男" if int(number[16]) % 2 else "女"):
        return "mend", ("sex_differs", *minor)
    return ("guardian" if minor else "registered"), minor


def test_every_row_of_the_register_has_the_outcome_that_another_hand_gives_it(ports):
    plan = plan_import(read_workbook(ROSTER), WORDS, ports.residents, TODAY)
    notes = {"remark_left_out", "number_15"}
    found = [
        (
            row.line.sheet,
            row.line.row,
            row.outcome.value,
            tuple(code for code in codes_of(row) if code not in notes),
        )
        for row in plan.rows
    ]
    assert found == list(expected_rows())
    assert len(found) == 327 + 81


def test_the_counts_are_those_of_the_readme(ports):
    plan = plan_import(read_workbook(ROSTER), WORDS, ports.residents, TODAY)
    report = to_report(plan, STRINGS.show)
    told = (ROSTER.parent / "README.md").read_text("utf-8")
    for outcome, count in report["counts"].items():
        assert f"| {outcome} | {count} |" in told
    reasons = Counter((row["outcome"], code) for row in report["rows"] for code in row["reasons"])
    for (outcome, code), count in reasons.items():
        assert f"| {outcome} | {code} | {count} |" in told
    assert sum(report["counts"].values()) == len(report["rows"]) == 408


def test_import_enters_people_with_consent_and_a_second_import_changes_nothing(ports, store):
    sheets = read_workbook(ROSTER)
    plan = import_all(ports, plan_import(sheets, WORDS, ports.residents, TODAY))
    assert plan.done == ports.residents.count() == 343
    head = store.journal.head()

    again = plan_import(sheets, WORDS, ports.residents, TODAY)
    assert again.remaining == 0
    assert import_all(ports, again) == again
    assert store.journal.head() == head
    for before, row in zip(plan.rows, again.rows, strict=True):
        was_entered = before.outcome is Outcome.REGISTERED
        assert row.outcome == (Outcome.KNOWN if was_entered else before.outcome)


def test_a_person_is_kept_as_the_register_means_it(ports):
    sheets = read_workbook(ROSTER)
    import_all(ports, plan_import(sheets, WORDS, ports.residents, TODAY))
    resident = ports.residents.by_number(number_in("321199360126820"))
    assert resident is not None
    assert resident.personal.name == "王珍香"
    assert resident.registered_by == "cadre-1"
    assert resident.agrees_to(RECORD)
    lady = ports.residents.by_number("321199194602285500")
    assert lady is not None
    assert (lady.personal.name, lady.personal.group) == ("陈月英", "一组")
    assert (lady.personal.education, lady.personal.politics) == ("80", "05")
    assert lady.personal.wishes == ("culture", "elders")
    assert (lady.personal.sex, lady.personal.birth) == (2, "1946-02-28")


def test_a_stopped_import_goes_on_where_it_stopped(ports, store):
    sheets = read_workbook(ROSTER)
    plan = plan_import(sheets, WORDS, ports.residents, TODAY)
    begun = import_some(ports, plan, "cadre-1", people=10)
    assert (begun.done, begun.remaining) == (10, 333)
    report = to_report(begun, STRINGS.show, was_stopped=True)
    assert report["counts"]["registered"] == 10
    assert [row["reasons"] for row in report["rows"]].count(["stopped"]) == 333

    # The plan is lost (the kiosk was switched off): the file is read again.
    resumed = import_all(ports, plan_import(sheets, WORDS, ports.residents, TODAY))
    assert resumed.done == 333
    assert store.residents.count() == 343


def test_the_same_register_as_csv_has_the_same_outcomes(ports, tmp_path):
    """Saved as text, sheet by sheet, in the two encodings that spreadsheets here write."""
    of_xlsx = plan_import(read_workbook(ROSTER), WORDS, ports.residents, TODAY)
    sheets = []
    for sheet, encoding in zip(read_workbook(ROSTER), ["gb18030", "utf-8-sig"], strict=True):
        path = tmp_path / f"{sheet.name}.csv"
        lines = (",".join(f'"{cell}"' for cell in row) for row in sheet.rows)
        path.write_text("\n".join(lines), encoding)
        sheets += read_workbook(path)
    of_csv = plan_import(sheets, WORDS, ports.residents, TODAY)
    assert [(row.outcome, codes_of(row)) for row in of_csv.rows] == [
        (row.outcome, codes_of(row)) for row in of_xlsx.rows
    ]


def test_an_event_s_roster_with_all_its_faults_gives_each_registered_person_one_place() -> None:
    ports = plain_ports()
    plan = plan_import(read_workbook(ROSTER), WORDS, ports.residents, TODAY)
    plan = import_all(ports, plan)
    ports.journal.append(ActivitySet("event", {"is_open": True, "places": 2000}))
    outcome = take_workbook(ports, plan, "event", "cadre-1")
    people = {row.personal.number for row in plan.rows if row.is_done and row.personal}
    counts = plan.counts
    unable = counts[Outcome.MEND] + counts[Outcome.GUARDIAN] + counts[Outcome.DECLINED]
    assert outcome == WorkbookTaken(len(people), 0, unable)
    assert len(people) > 100
    placed = {row.person for row in ports.rows.where(Place, activity="event", limit=5000)}
    assert placed == {ports.residents.by_number(number).person for number in people}
