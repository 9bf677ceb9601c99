"""The journal: order, chain, repeats, what the exchange asks, and what must never stop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from kiosk.errors import ProgramFault
from kiosk.store.store import Store
from sync.exchange.ports import Beside
from sync.standard import entry
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import Stamp
from sync.standard.entry import GENESIS
from sync.standard.facts import Fact
from sync.standard.origin import Ref
from sync.standard.residents import ResidentCorrected
from tests.store.conftest import Wall
from tests.store.people import HOUR_MS, NOW_MS, SHAN, check_in, register

OTHER = "O" * 22


def pulled(*facts: Fact, at_ms: int = NOW_MS, first: int = 1) -> list[tuple[int, Ref, bytes]]:
    return [
        (seq, Ref(OTHER, 1, seq), entry.encode(fact, Stamp(at_ms + seq)))
        for seq, fact in enumerate(facts, first)
    ]


def test_the_chain_is_that_of_the_lines(store: Store) -> None:
    for person in "abc":
        check_in(store.journal, person)
    link = GENESIS
    for seq, line in store.journal.lines_after(0, 10, 10**6):
        link = entry.chain(link, seq, line)
        assert store.journal.hash_at(seq) == link
    head = store.journal.head()
    assert (head.seq, head.hash, head.epoch) == (3, link, 1)
    assert store.journal.hash_at(0) == GENESIS
    assert store.journal.hash_at(4) is None


def test_what_is_told_survives_closing(open_here: Callable[[], Store]) -> None:
    store = open_here()
    visit = check_in(store.journal, "a")
    head = store.journal.head()
    store.journal.set_setting("village", "321199")
    store.journal.note_contact(NOW_MS)
    store.close()
    again = open_here()
    assert again.journal.head() == head
    assert again.visits.by_id(visit) is not None
    assert again.journal.get_setting("village") == "321199"
    assert again.journal.get_setting("device") is None
    assert again.journal.last_contact_ms() == NOW_MS


def test_lines_come_in_portions_of_at_least_one(store: Store) -> None:
    for person in "abcde":
        check_in(store.journal, person)
    assert [seq for seq, _ in store.journal.lines_after(1, 2, 10**6)] == [2, 3]
    size = len(store.journal.lines_after(0, 1, 10**6)[0][1])
    assert len(store.journal.lines_after(0, 9, 2 * size + 9)) == 2
    assert len(store.journal.lines_after(0, 9, 1)) == 1
    assert store.journal.lines_after(5, 9, 10**6) == []


def test_acknowledging_goes_forward_only_and_not_past_the_head(store: Store) -> None:
    for person in "abc":
        check_in(store.journal, person)
    store.journal.acknowledge(2)
    store.journal.acknowledge(1)
    assert (store.journal.acknowledged(), store.journal.waiting()) == (2, 1)
    store.journal.acknowledge(99)
    assert (store.journal.acknowledged(), store.journal.waiting()) == (3, 0)


def test_a_fork_freezes_the_epoch_and_keeps_its_tail(open_here: Callable[[], Store]) -> None:
    store = open_here()
    for person in "abc":
        check_in(store.journal, person)
    store.journal.acknowledge(1)
    head = store.journal.reopen_epoch()
    assert (head.epoch, head.seq, head.hash) == (2, 0, GENESIS)
    assert (store.journal.count_aside(), store.journal.waiting()) == (2, 0)
    assert store.journal.acknowledged() == 0
    check_in(store.journal, "d")
    assert store.journal.lines_after(0, 9, 10**6)[0][0] == 1
    assert store.journal.entry_count() == 4
    store.close()
    assert open_here().journal.head().seq == 1


def test_pulled_entries_are_folded_once_and_move_the_cursor(store: Store) -> None:
    rows = pulled(CheckedIn("a"), CheckedOut(f"{OTHER}.1.1"))
    store.journal.take_in("village", rows, 2)
    store.journal.take_in("village", rows, 2)
    assert store.journal.cursor("village") == 2
    assert store.journal.cursor("county") == 0
    assert store.journal.entry_count() == 2
    assert len(store.visits.of("a")) == 1
    store.journal.take_in("village", [], 1)
    assert store.journal.cursor("village") == 2


def test_new_ones_among_repeated_ones_are_taken(store: Store) -> None:
    store.journal.take_in("village", pulled(CheckedIn("a")), 1)
    store.journal.take_in("village", pulled(CheckedIn("a"), CheckedIn("b")), 2)
    assert store.journal.entry_count() == 2
    assert len(store.visits.open_now()) == 2


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"t":1,"f":{"k":"checked_in.9","person":"a"}}',
        b'{"t":1,"f":{"k":"checked_in.1"}}',
        b'{"t":99999999999999999999999999,"f":{"k":"checked_in.1","person":"a"}}',
        b'{"t":9223372036854775808,"f":{"k":"checked_in.1","person":"a"}}',
        b'{"t":1,"f":{"k":"checked_in.1","person":"\\ud800"}}',
        b"[" * 9000,
    ],
)
def test_a_poisonous_line_is_kept_and_stops_nobody(store: Store, line: bytes) -> None:
    good = pulled(CheckedIn("a"), CheckedIn("b"))
    rows = [good[0], (2, Ref(OTHER, 1, 2), line), (3, Ref(OTHER, 1, 3), good[1][2])]
    store.journal.take_in("village", rows, 3)
    assert [u.ref.seq for u in store.journal.unreadable()] == [2]
    assert len(store.visits.open_now()) == 2
    assert store.journal.cursor("village") == 3
    assert store.journal.entry_count() == 3


def test_another_line_under_a_taken_identity_is_put_aside(store: Store) -> None:
    store.journal.take_in("village", pulled(CheckedIn("a")), 1)
    store.journal.take_in("village", pulled(CheckedIn("b")), 1)
    assert [u.reason for u in store.journal.unreadable()] == ["fork"]
    assert [v.person for v in store.visits.open_now()] == ["a"]


def test_own_entries_come_back_to_a_restored_disk(store: Store) -> None:
    device = store.journal.head().device
    line = entry.encode(CheckedIn("a"), Stamp(NOW_MS))
    store.journal.take_in("village", [(1, Ref(device, 1, 1), line)], 1)
    assert store.journal.head().hash == entry.chain(GENESIS, 1, line)
    with pytest.raises(ProgramFault):
        store.journal.take_in("village", [(2, Ref(device, 1, 9), line)], 2)
    assert store.journal.cursor("village") == 1
    check_in(store.journal, "b")
    assert store.journal.head().seq == 2


def test_what_fails_leaves_no_trace(store: Store) -> None:
    check_in(store.journal, "a")
    head = store.journal.head()
    with pytest.raises(ProgramFault):
        store.journal.append(CheckedIn("b"), CheckedIn("x" * entry.MAX_LINE_BYTES))
    assert store.journal.head() == head
    assert len(store.visits.open_now()) == 1
    check_in(store.journal, "c")
    assert store.journal.head().seq == 2
    assert store.journal.entry_count() == 2


def test_i2_an_entry_whose_view_cannot_be_written_is_not_there_either(
    store: Store, wall: Wall
) -> None:
    head = store.journal.head()
    wall.ms = 1 << 63
    with pytest.raises(OverflowError):
        store.journal.append(CheckedIn("a"))
    assert (store.journal.entry_count(), store.journal.head()) == (0, head)
    wall.ms = NOW_MS
    check_in(store.journal, "b")
    assert [visit.start_ms for visit in store.visits.open_now()] == [NOW_MS]


def test_i6_a_page_that_fails_leaves_no_trace(store: Store) -> None:
    rows = pulled(CheckedIn("a"))
    no_scope = "\ud800"
    with pytest.raises(UnicodeEncodeError):
        store.journal.take_in(no_scope, rows, 1, Beside(clamped={rows[0][1]: 5}))
    assert (store.journal.entry_count(), store.visits.open_now()) == (0, [])
    store.journal.take_in("village", rows, 1)
    assert [visit.start_ms for visit in store.visits.open_now()] != [5]
    assert store.journal.cursor("village") == 1


def _stamps(store: Store) -> Sequence[Stamp]:
    ref = Ref("d", 1, 1)
    read = [entry.decode(ref, line) for _, line in store.journal.lines_after(0, 99, 10**6)]
    return [one.origin.stamp for one in read if isinstance(one, entry.Entry)]


def test_a_clock_that_falls_back_still_orders_and_marks(
    open_here: Callable[[], Store], wall: Wall
) -> None:
    store = open_here()
    check_in(store.journal, "a")
    assert not store.journal.clock_is_doubtful()
    wall.ms = 1000
    assert store.journal.clock_is_doubtful()
    check_in(store.journal, "b")
    store.close()
    store = open_here()
    check_in(store.journal, "c")
    stamps = _stamps(store)
    assert [(s.ms, s.count) for s in stamps] == sorted({(s.ms, s.count) for s in stamps})
    assert [s.doubtful for s in stamps] == [False, True, True]


def test_the_county_knows_the_time_better(store: Store, wall: Wall) -> None:
    store.journal.note_contact(NOW_MS + HOUR_MS)
    assert store.journal.clock_is_doubtful()
    check_in(store.journal, "a")
    assert _stamps(store)[0].ms == NOW_MS + HOUR_MS
    wall.ms += HOUR_MS
    assert not store.journal.clock_is_doubtful()
    assert store.journal.latest_ms() == NOW_MS + HOUR_MS


def test_a_mend_made_after_seeing_anothers_is_the_later_one(store: Store) -> None:
    register(store.journal, "p1")
    theirs = pulled(ResidentCorrected("p1", {"name": "X"}), at_ms=NOW_MS + 60_000)
    store.journal.take_in("village", theirs, 1)
    store.journal.append(ResidentCorrected("p1", {"name": SHAN}))
    found = store.residents.by_id("p1")
    assert found is not None
    assert found.personal.name == SHAN


def test_a_clock_elsewhere_that_runs_far_ahead_does_not_pull_ours_along(store: Store) -> None:
    store.journal.take_in("village", pulled(CheckedIn("a"), at_ms=NOW_MS + 99 * HOUR_MS), 1)
    check_in(store.journal, "b")
    assert _stamps(store)[0].ms == NOW_MS
