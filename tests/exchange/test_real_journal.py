"""The exchange over the kiosk's own journal: real SQLCipher on a disk."""

from __future__ import annotations

import msgspec

from sync.exchange.outcomes import Forked, Synced
from sync.exchange.pull import place
from sync.exchange.status import State
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn, CheckedOut, Visit
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from tests.county.running import NOW_MS


def test_two_kiosks_and_the_county_show_the_same(county, join, open_at):
    stores = [open_at("one"), open_at("two")]
    kiosks = [join(store.journal) for store in stores]
    personal = Personal(name="Anna", number="321199195001011500")
    stores[0].journal.append(ResidentRegistered("anna", personal), Consented("anna", RECORD, "1"))
    (visit,) = stores[0].journal.append(CheckedIn("anna"))
    assert kiosks[0].exchange.round() == Synced(sent=3)
    assert kiosks[1].exchange.round() == Synced(received=3)
    stores[1].journal.append(CheckedOut(visit.text()))
    assert kiosks[1].exchange.round() == Synced(sent=1)
    assert kiosks[0].exchange.round() == Synced(received=1)
    visits = [store.visits.by_id(visit.text()) for store in stores]
    at_county = msgspec.json.decode(county.view("visits")[visit.text()], type=Visit)
    assert visits == [at_county, at_county]
    assert stores[1].residents.by_id("anna").is_active


def test_i5_i6_three_kiosks_of_one_village_show_the_same(county, join, open_at):
    stores = [open_at(name) for name in ("one", "two", "three")]
    kiosks = [join(store.journal) for store in stores]
    visits = []
    for n, store in enumerate(stores * 2):
        person = f"person-{n}"
        personal = Personal(name=person)
        store.journal.append(ResidentRegistered(person, personal), Consented(person, RECORD, "1"))
        visits += store.journal.append(CheckedIn(person))
    for kiosk in (*kiosks, *kiosks):
        assert isinstance(kiosk.exchange.round(), Synced)
    for n, visit in enumerate(visits):
        # Out at another kiosk than in.
        stores[(n + 1) % 3].journal.append(CheckedOut(visit.text()))
    for kiosk in (*kiosks, *kiosks):
        assert isinstance(kiosk.exchange.round(), Synced)
    assert county.numbers() == list(range(1, 25))
    for visit in visits:
        at_county = msgspec.json.decode(county.view("visits")[visit.text()], type=Visit)
        assert [store.visits.by_id(visit.text()) for store in stores] == [at_county] * 3
    for n in range(6):
        first, *others = (store.residents.by_id(f"person-{n}") for store in stores)
        assert first.is_active
        assert others == [first, first]
    for kiosk, store in zip(kiosks, stores, strict=True):
        assert (place(kiosk.ledger).at, store.journal.entry_count()) == (24, 24)


def test_a_restored_folder_forks_and_goes_on(join, open_at, tmp_path):
    store = open_at("one")
    kiosk = join(store.journal)
    store.journal.append(CheckedIn("anna"))
    kiosk.exchange.round()
    store.close()
    image = {
        path.name: path.read_bytes() for path in (tmp_path / "one").iterdir() if path.is_file()
    }
    store = open_at("one")
    store.journal.append(CheckedIn("bert"))
    kiosk.ledger = store.journal
    kiosk.restart()
    assert kiosk.exchange.round() == Synced(sent=1)
    store.close()
    for name, content in image.items():
        (tmp_path / "one" / name).write_bytes(content)
    store = open_at("one")
    store.journal.append(CheckedIn("carla"))
    kiosk.ledger = store.journal
    kiosk.restart()
    assert kiosk.exchange.round() == Forked(epoch=2, put_aside=1)
    store.journal.append(CheckedIn("dora"))
    outcome = kiosk.exchange.round()
    assert isinstance(outcome, Synced)
    assert outcome.sent == 1
    status = Worker(store.journal, kiosk.line, lambda: NOW_MS, lambda: 0.5).status()
    assert (status.state, status.put_aside) == (State.WAITING, 1)
