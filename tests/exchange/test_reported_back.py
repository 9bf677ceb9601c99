"""What the county stored and could not fold comes back, is settled, and everybody knows."""

from __future__ import annotations

import os

import pytest

from kiosk.store.store import open_store
from sync.exchange.outcomes import Synced
from sync.exchange.ports import Told
from sync.standard.attendance import CheckedIn
from sync.standard.clock import Stamp
from sync.standard.entry import Unreadable, encode
from sync.standard.origin import Ref
from sync.standard.settling import Settled, Settlement
from tests.county.running import NOW_MS

SQLITE = pytest.mark.parametrize("county", ["sqlite"], indirect=True)


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "kiosk", bytes(32), lambda: NOW_MS, os.urandom)
    yield opened
    opened.close()


@SQLITE
def test_it_is_on_the_list_until_somebody_settles_it(county, join, store):
    kiosk, journal = join(store.journal), store.journal
    journal.append(CheckedIn("anna"))
    (odd,) = journal.append(CheckedIn("a\0b"))
    assert kiosk.exchange.round() == Synced(sent=2, reported=1)
    assert journal.waiting() == 0, "odd or not, the county has it"
    (reported,) = journal.reported()
    assert (reported.entry.origin.ref, reported.code) == (odd, "fold.ValueError")
    assert journal.dealt_with() == []
    journal.append(Settled(odd.text(), "mended"), by="cadre")
    assert journal.reported() == []
    ((kept, settlement),) = journal.dealt_with()
    assert kept == reported
    assert (settlement.note, settlement.by) == ("mended", "cadre")
    assert kiosk.exchange.round() == Synced(sent=1)
    assert odd.text() in county.view("settlements"), "the county knows that it was dealt with"
    journal.note_told(Told(0, journal.head().seq))
    ((kept, _),) = journal.dealt_with()
    assert (kept.entry, kept.code) == (reported.entry, ""), "it stays in the history all the same"


def test_a_settlement_of_nothing_that_is_here_is_no_history(store):
    store.journal.append(Settled("nobody.1.1"), Settled(""), Settled("nonsense"))
    assert store.journal.dealt_with() == []


@SQLITE
def test_what_cannot_be_read_here_either_can_be_settled(join, store):
    kiosk, journal = join(store.journal), store.journal
    device = journal.head().device
    # As a later version of the program wrote it, whose disk this was.
    line = encode(CheckedIn("anna"), Stamp(NOW_MS)).replace(b"checked_in.1", b"checked_in.9")
    journal.take_in("village", [(1, Ref(device, 1, 1), line)], 0)
    assert kiosk.exchange.round() == Synced(sent=1, reported=1)
    (reported,) = journal.reported()
    assert isinstance(reported.entry, Unreadable)
    assert reported.code == "unreadable.ValidationError"
    journal.append(Settled(reported.entry.ref.text()))
    assert journal.reported() == []
    ((_, settlement),) = journal.dealt_with()
    assert isinstance(settlement, Settlement)
