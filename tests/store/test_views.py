"""Views: the same whatever the order, and always to be had again from the journal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.store import views
from kiosk.store.rebuild import rebuild
from kiosk.store.state import State
from kiosk.store.store import Store, open_store
from sync.standard import entry
from sync.standard.attendance import CheckedIn, CheckedOut, VisitCorrected
from sync.standard.clock import Stamp
from sync.standard.facts import Fact
from sync.standard.fold import fold
from sync.standard.origin import Ref
from sync.standard.residents import (
    RECORD,
    Consented,
    Erased,
    Personal,
    ResidentCorrected,
    ResidentRegistered,
    Withdrew,
)
from sync.standard.views import DictShelf
from tests.store.people import KEY, NOW_MS, NUMBER, SHAN, WANG, check_in, check_out, register

Pulled = tuple[int, Ref, bytes]

people = st.sampled_from(["p1", "p2"])
visits = st.sampled_from([f"{d}.1.{seq}" for d in "AB" for seq in range(1, 5)])
fields = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from([WANG, SHAN]),
        "phone": st.sampled_from(["1", "2"]),
        "group": st.sampled_from(["", "3"]),
        "skills": st.just(["cook"]),
    },
)
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        ResidentRegistered,
        people,
        st.builds(Personal, number=st.just(NUMBER), name=st.sampled_from([WANG, SHAN])),
    ),
    st.builds(ResidentCorrected, people, fields),
    st.builds(
        ResidentCorrected,
        people,
        fields,
        st.just(""),
        st.fixed_dictionaries(
            {name: st.lists(visits, max_size=2).map(tuple) for name in ("phone", "skills")}
        ),
    ),
    st.builds(Consented, people, st.just(RECORD), st.just("1")),
    st.builds(Withdrew, people, st.just(RECORD)),
    st.builds(Erased, people, st.just("asked")),
    st.builds(CheckedIn, people),
    st.builds(CheckedOut, visits),
    st.builds(VisitCorrected, visits, st.integers(-5, 3000), st.just("why")),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Pulled], list[Pulled]]:
    """The entries of two devices, and the same in any order with repeats."""
    rows: list[Pulled] = []
    for device in "AB":
        written = draw(st.lists(facts, max_size=6))
        for seq, fact in enumerate(written, 1):
            stamp = Stamp(NOW_MS + 60_000 * draw(st.integers(0, 9)), seq, draw(st.booleans()))
            rows.append((len(rows) + 1, Ref(device, 1, seq), entry.encode(fact, stamp)))
    again = draw(st.lists(st.sampled_from(rows), max_size=5)) if rows else []
    return rows, list(draw(st.permutations(rows + again)))


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    return {
        name: sorted(store.database.rows(f"SELECT * FROM {name}")) for name in views.table_names()
    }


def folded(rows: list[Pulled], portion: int) -> tuple[dict[str, list[tuple[Any, ...]]], int]:
    """The tables after taking the rows in, and how many rows a rebuild then finds different."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder), KEY, lambda: NOW_MS, os.urandom)
        for start in range(0, len(rows), portion):
            store.journal.take_in("village", rows[start : start + portion], start)
        tables = everything(store)
        differences = rebuild(store.database).total
        assert everything(store) == tables
        store.close()
    return tables, differences


@settings(max_examples=400 if os.environ.get("EVERY") else 10)
@given(histories(), st.integers(1, 9))
def test_any_order_with_repeats_gives_the_same_rows(
    history: tuple[list[Pulled], list[Pulled]], portion: int
) -> None:
    rows, shuffled = history
    tables, differences = folded(rows, 100)
    assert differences == 0
    assert folded(shuffled, portion) == (tables, 0)
    plain = DictShelf()
    for _, ref, line in rows:
        read = entry.decode(ref, line)
        assert isinstance(read, entry.Entry)
        fold(read, plain)
    stored = {(name, row[0]) for name in ("residents", "visits") for row in tables[name]}
    assert stored == set(plain.rows)


def test_a_rebuild_finds_and_mends_what_was_changed_behind_its_back(store: Store) -> None:
    for person in ("p1", "p2", "p3"):
        register(store.journal, person)
    visit = check_in(store.journal, "p1")
    check_out(store.journal, visit)
    before = everything(store)
    store.database.execute("UPDATE visits SET minutes = 600")
    store.database.execute("DELETE FROM residents WHERE key = 'p2'")
    store.database.execute("DELETE FROM resident_names WHERE person = 'p3'")
    found = rebuild(store.database)
    assert (found.rows["visits"], found.rows["residents"]) == (1, 1)
    assert found.rows["resident_names"] > 0
    assert found.entries == 8
    assert everything(store) == before
    assert rebuild(store.database).total == 0


def test_another_shape_is_rebuilt_at_the_next_opening(open_here: Callable[[], Store]) -> None:
    store = open_here()
    register(store.journal, "p1")
    before = everything(store)
    State(store.database).put("views", "of an older program")
    store.database.execute("DROP INDEX residents_newest")
    store.database.execute("ALTER TABLE residents DROP COLUMN registered_ms")
    store.close()
    again = open_here()
    assert everything(again) == before
    assert again.residents.by_number(NUMBER) is not None


def test_a_line_that_an_older_program_could_not_read_is_folded_now(
    open_here: Callable[[], Store],
) -> None:
    store = open_here()
    visit = check_in(store.journal, "p1")
    # What an older program leaves behind: the line marked, no row in the view.
    store.database.execute("UPDATE entries SET reason = 'ValidationError'")
    store.database.execute("DELETE FROM visits")
    State(store.database).put("facts", "of an older program")
    store.close()
    again = open_here()
    assert again.journal.unreadable() == []
    assert again.visits.by_id(visit) is not None


def test_a_rebuild_that_was_stopped_does_no_harm(store: Store) -> None:
    register(store.journal, "p1")
    before = everything(store)
    views.make_tables(store.database, views.FRESH)
    assert rebuild(store.database).total == 0
    assert everything(store) == before
