"""The ledger of hours: nothing twice, never more than a day in a day, order does not matter."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.attendance import CheckedIn, CheckedOut, Visit, VisitClosed
from sync.standard.clock import DAY_MS, EARLIEST_MS, HOUR_MS, MINUTE_MS, Stamp, date_of, start_of
from sync.standard.county_tables import CountyTable, Dated, HoursTable
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.hours import HoursLine, is_forgotten, ledger, rounded, total
from sync.standard.origin import Origin, Ref
from sync.standard.views import DictShelf

PLAIN = Dated(HoursTable())


def visit(name: str, start: int, minutes: int) -> Visit:
    """start: minutes after a fixed morning."""
    start_ms = EARLIEST_MS + start * MINUTE_MS
    return Visit(name, "anna", start_ms=start_ms, end_ms=start_ms + minutes * MINUTE_MS)


visits = st.lists(
    st.tuples(st.integers(0, 3000), st.integers(-10, 1500), st.integers(-1, 1440)), max_size=12
).map(
    lambda drawn: [
        Visit(
            f"v{i}",
            "anna",
            start_ms=EARLIEST_MS + start * MINUTE_MS,
            end_ms=EARLIEST_MS + (start + length) * MINUTE_MS,
            corrected_minutes=corrected if corrected % 3 == 0 else -1,
        )
        for i, (start, length, corrected) in enumerate(drawn)
    ]
)
tables = st.builds(HoursTable, st.sampled_from([0, 5, 10, 15]), st.booleans()).map(Dated)


def minutes_covered(given: list[Visit]) -> set[int]:
    """By counting each minute by itself: what the ledger must come to without rounding."""
    covered: set[int] = set()
    for one in given:
        start = (one.start_ms - EARLIEST_MS) // MINUTE_MS
        covered |= set(range(start, start + one.minutes))
    return covered


@given(visits)
def test_a_minute_counts_once_whoever_wrote_it_down(given: list[Visit]) -> None:
    assert total(ledger(given, PLAIN)) == len(minutes_covered(given))


@given(st.data(), visits, tables)
def test_the_sum_does_not_depend_on_the_order(
    data: st.DataObject, given: list[Visit], table: Dated[HoursTable]
) -> None:
    assert ledger(data.draw(st.permutations(given)), table) == ledger(given, table)


@given(visits, tables)
def test_nobody_serves_more_than_a_day_in_a_day(
    given: list[Visit], table: Dated[HoursTable]
) -> None:
    lines = ledger(given, table)
    # Each within what lies between its first day's beginning and its last day's end.
    days: Counter[object] = Counter()
    for line in lines:
        days[line.day] += line.counted
    two = max((n for n in days.values()), default=0)
    assert two <= 2 * 24 * 60
    assert total(lines) <= len({d for line in lines for d in _days(line, given)}) * 24 * 60


def _days(line: object, given: list[Visit]) -> set[object]:
    one = next(v for v in given if v.visit == line.visit)  # type: ignore[attr-defined]
    end_ms = max(one.start_ms, one.start_ms + one.minutes * MINUTE_MS - 1)
    return {date_of(ms) for ms in (*range(one.start_ms, end_ms, HOUR_MS), end_ms)}


def test_an_overlap_is_said() -> None:
    lines = ledger([visit("late", 60, 60), visit("early", 0, 90)], PLAIN)
    assert [(line.visit, line.given, line.overlapping, line.counted) for line in lines] == [
        ("early", 90, 0, 90),
        ("late", 60, 30, 30),
    ]


def test_rounding_goes_down_unless_the_county_rounds_to_the_nearest() -> None:
    assert [rounded(n, HoursTable(15)) for n in (14, 15, 29)] == [0, 15, 15]
    assert [rounded(n, HoursTable(15, rounds_up=True)) for n in (7, 8, 23)] == [0, 15, 30]
    assert rounded(14, HoursTable()) == 14


def test_an_earlier_visit_keeps_the_rule_of_its_day() -> None:
    dated = Dated(HoursTable(), [CountyTable("hours", "2026-01-02", {"rounding_minutes": 15})])
    lines = ledger([visit("old", 0, 14), visit("new", 24 * 60, 14)], dated)
    assert [line.counted for line in lines] == [14, 0]


def test_a_table_that_this_version_cannot_read_changes_nothing() -> None:
    dated = Dated(HoursTable(5), [CountyTable("hours", "2026-01-02", {"rounding_minutes": "x"})])
    assert dated.on(date_of(EARLIEST_MS + 90 * HOUR_MS)) == HoursTable(5)


def test_midnight_makes_nothing_forgotten_but_the_rule_does() -> None:
    rule = Dated(HoursTable(close_after_h=8))
    start_ms = start_of(date_of(EARLIEST_MS)) + 22 * HOUR_MS
    watch = Visit("v", "anna", start_ms=start_ms)
    assert not is_forgotten(watch, rule, start_ms + 8 * HOUR_MS)
    assert is_forgotten(watch, rule, start_ms + 8 * HOUR_MS + 1)
    assert not is_forgotten(watch, rule, start_ms - 3 * DAY_MS), "the clock was set back"
    ended = Visit("v", "anna", start_ms=start_ms, end_ms=start_ms + 1)
    assert not is_forgotten(ended, rule, start_ms + 9 * HOUR_MS)


nights = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 1440), st.sampled_from(["out", "closed", ""])),
    max_size=6,
)


@given(st.data(), nights, tables)
def test_nights_come_to_the_same_in_whatever_order_and_no_day_has_more_than_24_hours(
    data: st.DataObject, drawn: list[tuple[int, int, str]], table: Dated[HoursTable]
) -> None:
    """As two kiosks write it down: in, out or closed by the rule, minutes after a fixed time."""
    entries: list[Entry] = []
    for at, (start, length, end) in enumerate(drawn):
        ref = Ref("a", 1, 2 * at + 1)
        start_ms = EARLIEST_MS + start * MINUTE_MS
        entries.append(Entry(Origin(ref, Stamp(start_ms), ""), CheckedIn("anna", "patrol")))
        over = Origin(Ref("b", 1, 2 * at + 2), Stamp(start_ms + length * MINUTE_MS), "")
        if end:
            ended = CheckedOut(ref.text()) if end == "out" else VisitClosed(ref.text(), length)
            entries.append(Entry(over, ended))
    lines = ledger(_folded(entries), table)
    arrived = data.draw(st.permutations(entries + entries[: len(entries) // 2]))
    assert ledger(_folded(arrived), table) == lines
    covered = {
        EARLIEST_MS // MINUTE_MS + minute
        for start, length, end in drawn
        for minute in range(start, start + (length if end else 0))
    }
    days = Counter(date_of(minute * MINUTE_MS) for minute in covered)
    assert max(days.values(), default=0) <= 24 * 60
    plain = ledger(_folded(entries), PLAIN)
    assert total(plain) == sum(days.values()), "each minute of each day once"
    assert total(lines) <= 24 * 60 * len({day for line in lines for day in _days_of(line)})


def _folded(entries: list[Entry]) -> list[Visit]:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return [row for row in shelf.rows.values() if isinstance(row, Visit)]


def _days_of(line: HoursLine) -> set[object]:
    end_ms = line.start_ms + max(line.given * MINUTE_MS - 1, 0)
    return {date_of(ms) for ms in (*range(line.start_ms, end_ms, HOUR_MS), end_ms)}
