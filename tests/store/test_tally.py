"""Counting entries of each kind: what was written, what waits; as a count anew would find it."""

from __future__ import annotations

from kiosk.store.tally import KindTally, Tally
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import Stamp
from sync.standard.entry import encode
from sync.standard.origin import Ref
from tests.store.people import HOUR_MS, NOW_MS


def test_it_counts_on_as_it_would_count_anew(store, wall):
    journal, tally = store.journal, Tally(store.database)
    assert tally.count(journal.head(), 0).kinds == ()
    for hour in range(5):
        wall.ms = NOW_MS + hour * HOUR_MS
        (visit,) = journal.append(CheckedIn("anna"))
        if hour % 2:
            journal.append(CheckedOut(visit.text()))
        journal.acknowledge(hour)
        found = tally.count(journal.head(), journal.acknowledged())
        assert found == Tally(store.database).count(journal.head(), journal.acknowledged())
    assert found.kinds == (
        KindTally("checked_in.1", 5, 2, NOW_MS + 3 * HOUR_MS),
        KindTally("checked_out.1", 2, 1, NOW_MS + 3 * HOUR_MS),
    )
    assert [kind.received for kind in found.kinds] == [3, 1]


def test_what_others_wrote_is_counted_apart(store):
    tally, line = Tally(store.database), encode(CheckedIn("bert"), Stamp(NOW_MS))
    store.journal.append(CheckedIn("anna"))
    store.journal.take_in("village", [(1, Ref("kiosk-2", 1, 1), line)], 1)
    store.journal.take_in("village", [(2, Ref("kiosk-3", 1, 1), b"{nonsense")], 2)
    found = tally.count(store.journal.head(), 1)
    assert found.others == 2
    assert found.kinds == (KindTally("checked_in.1", 1, 0, 0),)


def test_after_a_fork_what_was_put_aside_waits_and_what_came_back_does_not(store):
    journal = store.journal
    journal.append(CheckedIn("anna"), CheckedIn("bert"), CheckedIn("carl"))
    journal.acknowledge(1)
    device = journal.head().device
    journal.reopen_epoch()
    back = encode(CheckedIn("dora"), Stamp(NOW_MS))
    journal.take_in("village", [(1, Ref(device, 1, 4), back)], 1)
    journal.append(CheckedIn("emil"))
    (kind,) = Tally(store.database).count(journal.head(), 0).kinds
    assert (kind.written, kind.waiting, kind.received) == (5, 3, 2)
    journal.acknowledge(1)
    (kind,) = Tally(store.database).count(journal.head(), 1).kinds
    assert kind.waiting == 2, "put aside, which nobody has received"


def test_a_line_that_cannot_be_read_has_a_count_all_the_same(store):
    tally, journal = Tally(store.database), store.journal
    device = journal.head().device
    journal.take_in("village", [(1, Ref(device, 1, 1), b"{nonsense")], 1)
    (kind,) = tally.count(journal.head(), 0).kinds
    assert (kind.kind, kind.written, kind.waiting, kind.oldest_ms) == ("", 1, 1, 0)
