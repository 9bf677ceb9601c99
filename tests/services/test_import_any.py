"""Whatever stands in a workbook: one line for each row, nobody guessed, nothing told twice."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import WorkbookWithoutHeadings
from kiosk.services.import_register import Outcome, Plan, mend_row, plan_import
from kiosk.services.import_report import to_report
from kiosk.services.register_sheets import Sheet, text_of
from kiosk.services.register_words import FIELDS
from sync.standard.identity import IdNumber, from_15_digits, read_number, tidy
from tests.plain_ports import plain_ports
from tests.services.import_desk import (
    GENTLEMAN,
    HEADINGS,
    LADY,
    STRINGS,
    TODAY,
    WORDS,
    import_all,
    plan_of,
)

LIKELY = [*HEADINGS, *LADY, *GENTLEMAN, "小计", "监护人", "备注", "321199194602285501", "{name}"]
CELLS = st.one_of(
    st.sampled_from(LIKELY),
    st.none(),
    st.text(max_size=30),
    st.text("0123456789Xx０１２ -.", min_size=13, max_size=19),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.just(date(1946, 2, 28)),
    st.just(datetime(1946, 2, 28)),  # noqa: DTZ001
    st.just(time(8, 30)),
)
ROWS = st.lists(CELLS, max_size=9)
PEOPLE = st.tuples(
    st.sampled_from([LADY[0], GENTLEMAN[0], "", "王?"]),
    st.sampled_from([LADY[1], GENTLEMAN[1], "321199194602285501", 3.2e17, ""]),
    st.sampled_from(["男", "女", ""]),
    st.sampled_from(["1946.02", "1959.04", "1946.2.28", "农历", ""]),
    st.sampled_from([LADY[4], "0511-88684335", "1", ""]),
    st.sampled_from(["同意", "不同意", "", "?"]),
).map(list)
SHEETS = st.lists(st.one_of(ROWS, PEOPLE, st.just(HEADINGS)), max_size=12).map(
    lambda rows: Sheet("s", rows)
)


def planned(sheets: list[Sheet]) -> Plan | None:
    try:
        return plan_import(sheets, WORDS, plain_ports().residents, TODAY)
    except WorkbookWithoutHeadings:
        return None


@given(st.lists(SHEETS, max_size=3))
@settings(max_examples=75)
def test_every_row_has_one_line_and_a_sentence(sheets):
    plan = planned(sheets)
    if plan is None:
        return
    report = to_report(plan, STRINGS.show)
    places = [(row["sheet"], row["row"]) for row in report["rows"]]
    assert places == [("s", n) for sheet in sheets for n in range(1, len(sheet.rows) + 1)]
    assert sum(report["counts"].values()) == len(places)
    for row in report["rows"]:
        assert row["says"]
        assert row["reasons"] or row["outcome"] == Outcome.REGISTERED


@given(SHEETS)
@settings(max_examples=75)
def test_nothing_is_guessed(sheet):
    """Whoever is entered stands so in the row: the number, the name, the consent."""
    sheet = Sheet("s", [HEADINGS, *sheet.rows])
    plan = planned([sheet])
    assert plan is not None
    numbers = [row.personal.number for row in plan.rows if row.outcome is Outcome.REGISTERED]
    assert len(numbers) == len(set(numbers))
    for row, cells in zip(plan.rows, sheet.rows, strict=True):
        if row.outcome is not Outcome.REGISTERED:
            continue
        texts = [tidy(text_of(cell)) for cell in cells]
        fifteens = {
            from_15_digits(t) for t in texts if len(t) == 15 and t.isascii() and t.isdigit()
        }
        assert row.personal.number in {*texts, *fifteens}
        assert isinstance(read_number(row.personal.number, TODAY), IdNumber)
        assert row.personal.name
        assert WORDS.code("consent", row.line.fields["consent"]) == "yes"


@given(st.lists(PEOPLE, max_size=8))
@settings(max_examples=60)
def test_a_second_import_changes_nothing(people):
    ports = plain_ports()
    sheet = Sheet("s", [HEADINGS, *people])
    first = import_all(ports, plan_of(ports, sheet))
    count = ports.residents.count()
    assert first.done == count
    again = plan_of(ports, sheet)
    assert again.remaining == 0
    import_all(ports, again)
    assert ports.residents.count() == count


@given(
    st.lists(PEOPLE, min_size=1, max_size=6),
    st.integers(0, 5),
    st.dictionaries(st.sampled_from(sorted(FIELDS)), st.sampled_from([*LADY, *GENTLEMAN, "", "2"])),
)
@settings(max_examples=100)
def test_mending_is_the_same_as_a_register_written_so(people, at, changes):
    ports = plain_ports()
    at = at % len(people) + 1
    columns = sorted(FIELDS)
    of_field = dict(
        zip(["name", "number", "sex", "birth", "phone", "consent"], range(6), strict=True)
    )

    def sheet(rows: list[dict[str, object]]) -> Sheet:
        headings = [next(h for h, f in WORDS.tables["headings"].items() if f == c) for c in columns]
        return Sheet("s", [headings, *([row.get(c, "") for c in columns] for row in rows)])

    rows = [{field: person[i] for field, i in of_field.items()} for person in people]
    plan = plan_of(ports, sheet(rows))
    could = plan.rows[at].can_be_mended
    mended = mend_row(plan, at, changes, WORDS, ports.residents, TODAY)
    if not could:
        assert mended == plan
        return
    rows[at - 1] |= {field: text for field, text in changes.items() if field != "consent"}
    written = plan_of(ports, sheet(rows))
    assert [row.outcome for row in mended.rows] == [row.outcome for row in written.rows]
