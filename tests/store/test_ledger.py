"""The ledger through the real journal: order and repeats do not matter, nothing counts twice, and
what was written is never changed."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.store.store import open_store
from sync.standard.attendance import (
    CADRE,
    CheckedIn,
    CheckedOut,
    VisitClosed,
    VisitCorrected,
    VisitEntered,
)
from sync.standard.clock import DAY_MS, MINUTE_MS, Stamp, date_of, start_of
from sync.standard.county_tables import CountyTable, Dated, HoursTable, TableGiven
from sync.standard.entry import encode
from sync.standard.hours import ledger, total
from sync.standard.origin import COUNTY, Ref
from sync.standard.wire import VILLAGE
from tests.store.people import KEY, NOW_MS

DAY_MINUTES = DAY_MS // MINUTE_MS
SEQS = st.integers(1, 16)
MINUTES = st.integers(0, DAY_MINUTES)
MIDNIGHT_MS = start_of(date_of(NOW_MS)) - 2 * DAY_MS


def entered(start: int, minutes: int) -> VisitEntered:
    start_ms = MIDNIGHT_MS + start * MINUTE_MS
    return VisitEntered("anna", start_ms, start_ms + minutes * MINUTE_MS, CADRE)


def table(step: int, rounds_up: bool) -> TableGiven:
    since = date_of(MIDNIGHT_MS).isoformat()
    return TableGiven("hours", since, {"rounding_minutes": step, "rounds_up": rounds_up})


FACTS = st.one_of(
    st.builds(entered, st.integers(0, 3000), MINUTES),
    st.just(CheckedIn("anna", "clean")),
    st.builds(lambda seq: CheckedOut(f"other.1.{seq}"), SEQS),
    st.builds(lambda seq, n: VisitCorrected(f"other.1.{seq}", n, "seen"), SEQS, MINUTES),
    st.builds(lambda seq, n: VisitClosed(f"other.1.{seq}", n), SEQS, MINUTES),
    st.builds(table, st.sampled_from([0, 5, 10, 15]), st.booleans()),
)
WRITTEN = st.lists(st.tuples(FACTS, st.integers(0, 2 * DAY_MINUTES)), min_size=2, max_size=16)


def rows_of(written):
    """As they are pulled: (number in the scope, identity, line)."""
    rows = []
    for no, (fact, ago) in enumerate(written, 1):
        ref = Ref(COUNTY if isinstance(fact, TableGiven) else "other", 1, no)
        rows.append((no, ref, encode(fact, Stamp(NOW_MS - ago * MINUTE_MS))))
    return rows


def ledger_in(store):
    tables = Dated(HoursTable(), store.rows.where(CountyTable, name="hours"))
    return ledger(store.visits.all_of("anna"), tables)


def minutes_served(visits):
    """Each minute by itself: what counts before rounding."""
    served: set[int] = set()
    for visit in visits:
        start = visit.start_ms // MINUTE_MS
        served |= set(range(start, start + visit.minutes)) if visit.start_ms else set()
    return served


def lines_in(store):
    found = store.database.rows("SELECT device, epoch, seq, line FROM entries")
    return {Ref(device, epoch, seq): bytes(line) for device, epoch, seq, line in found}


def test_a_check_out_of_an_entered_visit_is_nobodys_whichever_comes_first(open_here):
    """Stamped before it: by a kiosk whose clock is behind."""
    store = open_here()
    visit, out = rows_of([(entered(0, 74), 0), (CheckedOut("other.1.1"), 432)])
    other, early = rows_of([(CheckedOut("other.1.3"), 432), (entered(200, 74), 0)])
    rows = [visit, out, (3, Ref("other", 1, 4), other[2]), (4, Ref("other", 1, 3), early[2])]
    store.journal.take_in(VILLAGE, rows, 4)
    assert [line.counted for line in ledger_in(store)] == [74, 74]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("ledger")


@settings(max_examples=int(os.environ.get("EVERY", 0)) * 100 or 5)
@given(st.data(), WRITTEN)
def test_whatever_comes_when_and_how_often_the_ledger_is_one(place, data, written):
    rows = rows_of(written)
    one, two = (
        open_store(place / os.urandom(6).hex(), KEY, lambda: NOW_MS, os.urandom) for _ in range(2)
    )
    one.journal.take_in(VILLAGE, rows, len(rows))
    shuffled = data.draw(st.permutations([*rows, *rows[: len(rows) // 2]]))
    for at in range(0, len(shuffled), 5):
        page = {no: (no, ref, line) for no, ref, line in shuffled[at : at + 5]}
        two.journal.take_in(VILLAGE, [*page.values()], len(rows))
    lines = ledger_in(one)
    assert ledger_in(two) == lines
    visits = one.visits.all_of("anna")
    served = minutes_served(visits)
    overlap_free = sum(line.given - line.overlapping for line in lines)
    assert overlap_free <= len(served), "no minute twice, whoever wrote it down"
    tables = [fact for fact, _ in written if isinstance(fact, TableGiven)]
    if not tables:
        # A start within a minute may cost its visit that minute, and never adds one.
        assert len(served) - len(lines) <= total(lines) <= len(served)
    days = {date_of(minute * MINUTE_MS) for minute in served}
    assert total(lines) <= DAY_MINUTES * len(days), "rounding up passes no day either"
    before = lines_in(one)
    for visit in visits[:2]:
        one.journal.append(VisitCorrected(visit.visit, 30, "asked"), by="cadre")
    after = lines_in(one)
    assert {ref: after[ref] for ref in before} == before, "a correction changes no entry"
    assert {ref: line for _, ref, line in rows} == before
    one.close()
    two.close()
