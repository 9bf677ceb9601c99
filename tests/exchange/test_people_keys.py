"""A key for each person: what travels, what lies where, and what opens when a key comes late."""

from __future__ import annotations

import os

import msgspec
from sqlalchemy import select

from kiosk.store.rebuild import rebuild
from sync.county.tables import PEOPLE_KEYS, REPORTS
from sync.exchange.outcomes import Synced
from sync.people_keys import KEY_BYTES, seal_fact
from sync.standard.clock import Stamp
from sync.standard.entry import encode
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    Resident,
    ResidentCorrected,
    ResidentRegistered,
)
from sync.standard.sealed import SealedRegistered
from tests.exchange.plain_ledger import PlainLedger
from tests.exchange.test_one_apart import at_old, old_county

__all__ = ["old_county"]

NAME = "\u738b\u5c0f\u82f1"
ANNA = Personal(name=NAME, number="321199195001011500", phone="13900001111")
CAME = (ResidentRegistered("anna", ANNA), Consented("anna", RECORD, "1"))


def at_county(county):
    return {
        person: msgspec.json.decode(body, type=Resident)
        for person, body in county.view("residents").items()
    }


def reports(county):
    return county.store.read(lambda c: c.execute(select(REPORTS.c.seq, REPORTS.c.code)).all())


def write_sealed(ledger, fact, key):
    """As a kiosk does whose county could not take keys yet."""
    ledger.stamp = Stamp(ledger.stamp.ms + 1000)
    return ledger.write_line(encode(seal_fact(fact, key, os.urandom), ledger.stamp))


def test_personal_fields_travel_and_lie_sealed_and_everybody_reads_them(county, join, open_at):
    stores = [open_at("one"), open_at("two")]
    kiosks = [join(store.journal) for store in stores]
    stores[0].journal.append(*CAME)
    assert kiosks[0].exchange.round() == Synced(sent=2)
    assert stores[0].journal.keys_to_send(9) == {}
    assert kiosks[1].exchange.round() == Synced(received=2)
    stores[1].journal.append(ResidentCorrected("anna", {"phone": "13700002222"}, "asked"))
    assert kiosks[1].exchange.round() == Synced(sent=1)
    assert kiosks[0].exchange.round() == Synced(received=1)
    rows = [store.residents.by_id("anna") for store in stores]
    assert rows == [at_county(county)["anna"]] * 2
    assert (rows[0].personal.name, rows[0].personal.phone) == (NAME, "13700002222")
    for line in county.entries().values():
        assert not any(word.encode() in line for word in (NAME, ANNA.number, "13700002222"))
    assert all(rebuild(store.database).total == 0 for store in stores)
    assert reports(county) == []


def test_one_key_a_person_also_for_what_is_mended_elsewhere(county, join, open_at):
    stores = [open_at("one"), open_at("two")]
    kiosks = [join(store.journal) for store in stores]
    stores[0].journal.append(*CAME)
    for number in range(3):
        for kiosk, store in zip(kiosks, stores, strict=True):
            kiosk.exchange.round()
            if number:
                store.journal.append(ResidentCorrected("anna", {"group": f"{number}"}))
    kept = county.store.read(lambda c: c.execute(select(PEOPLE_KEYS)).all())
    assert [row.person for row in kept] == ["anna"]
    (key,) = stores[0].database.row("SELECT key FROM people_keys")
    assert len(key) == KEY_BYTES
    assert key not in kept[0].sealed


def test_a_key_that_comes_late_opens_what_was_there(county, join, open_at):
    late, other = join(PlainLedger("late")), open_at("other")
    kiosk = join(other.journal)
    key = os.urandom(KEY_BYTES)
    write_sealed(late.ledger, CAME[0], key)
    late.ledger.write(CAME[1])
    assert late.exchange.round() == Synced(sent=2, reported=1)
    assert reports(county) == [(1, "sealed")]
    assert kiosk.exchange.round() == Synced(received=2)
    assert [u.reason for u in other.journal.unreadable()] == ["sealed"]
    nameless = other.residents.by_id("anna")
    assert (nameless.is_active, nameless.personal) == (True, Personal())
    assert at_county(county)["anna"] == nameless
    late.ledger.keys["anna"] = key
    assert late.exchange.round() == Synced(received=1)
    assert reports(county) == []
    assert kiosk.exchange.round() == Synced(received=1)
    assert other.journal.unreadable() == []
    assert other.residents.by_id("anna").personal == ANNA
    assert at_county(county)["anna"] == other.residents.by_id("anna")
    assert other.residents.by_number(ANNA.number).person == "anna"
    assert rebuild(other.database).total == 0


def test_two_keys_of_one_person_are_both_good(county, join, open_at):
    """Two kiosks mend somebody whom both had from the time before keys."""
    stores = [open_at("one"), open_at("two")]
    kiosks = [join(store.journal) for store in stores]
    old = join(PlainLedger("old"))
    old.ledger.write(CAME[0])
    old.ledger.write(CAME[1])
    old.exchange.round()
    for kiosk in kiosks:
        assert kiosk.exchange.round() == Synced(received=2)
    stores[0].journal.append(ResidentCorrected("anna", {"phone": "1"}))
    stores[1].journal.append(ResidentCorrected("anna", {"group": "2"}))
    for kiosk in kiosks * 2:
        assert isinstance(kiosk.exchange.round(), Synced)
    rows = [store.residents.by_id("anna") for store in stores]
    assert rows == [at_county(county)["anna"]] * 2
    assert (rows[0].personal.phone, rows[0].personal.group) == ("1", "2")


def test_a_box_moved_to_somebody_else_opens_nothing(county, join):
    kiosk = join()
    key = os.urandom(KEY_BYTES)
    moved = SealedRegistered("bert", seal_fact(CAME[0], key, os.urandom).box)
    kiosk.ledger.write(moved)
    kiosk.ledger.keys["bert"] = key
    assert kiosk.exchange.round() == Synced(sent=1, reported=1)
    assert at_county(county)["bert"].personal == Personal()


def test_a_county_of_the_version_before_gets_no_keys_and_the_next_one_all(
    county, join, open_at, old_county
):
    """The upgraded county stands here as an empty one."""
    store = open_at("one")
    kiosk = join(store.journal)
    before = at_old(old_county, store.journal)
    store.journal.append(*CAME)
    assert before.exchange.round() == Synced(sent=2, reported=1)
    assert not any("keys" in header for header in old_county.batches)
    before.line.close()
    for _ in range(2):
        assert isinstance(kiosk.exchange.round(), Synced)
    assert at_county(county)["anna"].personal == ANNA
    assert reports(county) == []
    assert store.journal.reported() == []


def test_a_restored_county_gets_entries_and_keys_again(county, join, open_at):
    store = open_at("one")
    kiosk = join(store.journal)
    kiosk.exchange.round()
    image = county.image()
    store.journal.append(*CAME)
    kiosk.exchange.round()
    county.restore(image)
    kiosk.restart()
    assert kiosk.exchange.round() == Synced(sent=2)
    assert at_county(county)["anna"].personal == ANNA
    assert reports(county) == []


def test_a_restored_kiosk_gets_its_own_back_with_the_keys(join, open_at, tmp_path):
    store = open_at("one")
    kiosk = join(store.journal)
    store.close()
    image = {p.name: p.read_bytes() for p in (tmp_path / "one").iterdir() if p.is_file()}
    kiosk.ledger = (store := open_at("one")).journal
    kiosk.restart()
    store.journal.append(*CAME)
    kiosk.exchange.round()
    store.close()
    for name, content in image.items():
        (tmp_path / "one" / name).write_bytes(content)
    kiosk.ledger = (store := open_at("one")).journal
    kiosk.restart()
    assert isinstance(kiosk.exchange.round(), Synced)
    assert store.residents.by_id("anna").personal == ANNA
    assert store.journal.keys_to_send(9) == {}
