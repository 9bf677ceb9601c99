"""Entries that count otherwise, as the county says later: the rows are what a rebuild gives."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis.strategies import dictionaries, integers, lists, sampled_from, tuples

from kiosk.store.rebuild import rebuild
from kiosk.store.store import open_store
from sync.exchange.ports import Beside, Told
from sync.standard.attendance import CheckedIn, CheckedOut, VisitCorrected
from sync.standard.clock import Stamp
from sync.standard.entry import encode
from sync.standard.leases import (
    Earned,
    LeaseAsked,
    LeaseClosed,
    LeaseGranted,
    ReversalConfirmed,
    Spent,
)
from sync.standard.origin import COUNTY, Ref
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    ResidentCorrected,
    ResidentRegistered,
    Withdrew,
)
from sync.standard.settling import Settled
from sync.standard.wire import VILLAGE
from tests.store.people import KEY, NOW_MS, check_in, register

FACTS = (
    ResidentRegistered("anna", Personal(name="Anna", group="1")),
    ResidentCorrected("anna", {"name": "Anne"}),
    Consented("anna", RECORD, "1"),
    Withdrew("anna", RECORD),
    ResidentRegistered("bert", Personal(name="Bert")),
    ResidentCorrected("bert", {"phone": "1"}),
    CheckedIn("anna"),
    CheckedOut("other.1.7"),
    VisitCorrected("other.1.7", 30, "forgot"),
    Settled("other.1.7"),
    Earned("anna", 10, "visit.1"),
    Earned("anna", 20, "visit.2"),
    LeaseAsked("anna", 8),
    LeaseGranted("other.1.3", "anna", 8),
    Spent("anna", 3, "soap", "other.1.3"),
    LeaseClosed("other.1.3", "anna", 3),
    ReversalConfirmed("other.1.4", "anna", 10, "visit.1"),
)
OF_THE_COUNTY = (LeaseGranted, LeaseClosed, ReversalConfirmed)
SAID = dictionaries(integers(1, 30), integers(NOW_MS - 40_000, NOW_MS), max_size=6)


def assert_as_rebuilt(store):
    found = rebuild(store.database)
    assert (found.total, found.unreadable) == (0, 0), found


def test_own_entries_count_as_the_county_says_and_again_otherwise(store):
    register(store.journal, "anna")
    visit = check_in(store.journal, "anna")
    seq = store.journal.head().seq
    store.journal.note_told(Told(0, seq, clamped=[(seq, NOW_MS - 5000), (1, NOW_MS - 9000)]))
    assert store.visits.by_id(visit).start_ms == NOW_MS - 5000
    assert store.visits.by_id(visit).is_doubtful
    assert store.residents.by_id("anna").registered_ms == NOW_MS - 9000
    assert_as_rebuilt(store)
    store.journal.note_told(Told(seq - 1, seq))
    assert store.visits.by_id(visit).start_ms == NOW_MS
    assert not store.visits.by_id(visit).is_doubtful
    assert store.residents.by_id("anna").registered_ms == NOW_MS - 9000
    assert_as_rebuilt(store)


def test_what_is_odd_no_more_is_reported_no_more(store):
    register(store.journal, "anna")
    store.journal.note_told(Told(0, 2, [(1, "fold.ValueError"), (2, "unreadable.x")]))
    assert [one.code for one in store.journal.reported()] == ["fold.ValueError", "unreadable.x"]
    assert store.journal.told() == 2
    store.journal.note_told(Told(1, 2))
    assert [one.code for one in store.journal.reported()] == ["fold.ValueError"]
    store.journal.note_told(Told(0, 0))
    assert store.journal.told() == 0
    store.journal.note_told(Told(1, 2))
    assert store.journal.told() == 0, "a gap is not skipped"


def test_what_was_said_is_there_after_a_restart(store, open_here):
    visit = check_in(store.journal, "anna")
    store.journal.note_told(Told(0, 1, clamped=[(1, NOW_MS - 5000)]))
    store.close()
    again = open_here()
    assert again.visits.by_id(visit).start_ms == NOW_MS - 5000
    assert_as_rebuilt(again)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("recount")


@settings(max_examples=int(os.environ.get("EVERY", 0)) * 300 or 6)
@given(
    written=lists(tuples(sampled_from(FACTS), integers(0, 30_000)), min_size=1, max_size=30),
    said=lists(SAID, min_size=1, max_size=3),
    own=lists(sampled_from(FACTS[:12]), max_size=6),
    told=SAID,
)
def test_i13_what_counts_otherwise_is_folded_as_a_rebuild_would(place, written, said, own, told):
    folder = place / os.urandom(6).hex()
    store = open_store(folder, KEY, lambda: NOW_MS, os.urandom)
    refs = [
        Ref(COUNTY if isinstance(fact, OF_THE_COUNTY) else "other", 1, seq)
        for seq, (fact, _) in enumerate(written, 1)
    ]
    rows = [
        (ref.seq, ref, encode(fact, Stamp(NOW_MS - ago_ms)))
        for ref, (fact, ago_ms) in zip(refs, written, strict=True)
    ]
    for clamped in said:
        counts = {ref: clamped[ref.seq] for ref in refs if ref.seq in clamped}
        store.journal.take_in(VILLAGE, rows, len(rows), Beside(clamped=counts))
    if own:
        store.journal.append(*own)
        clamps = [(seq, ms) for seq, ms in sorted(told.items()) if seq <= len(own)]
        store.journal.note_told(Told(0, len(own), clamped=clamps))
    assert_as_rebuilt(store)
    store.close()
