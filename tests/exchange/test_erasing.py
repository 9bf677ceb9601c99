"""I12: after erasing, nothing personal is in any database, log, index, backup or parcel."""

from __future__ import annotations

import os

import msgspec
from sqlalchemy import select, text

from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_resident import CorrectedNow, correct_resident
from kiosk.services.erase_resident import ErasedNow, erase_resident
from kiosk.services.register import register
from kiosk.store.rebuild import rebuild
from sync.county.judges.duplicates import blind_key
from sync.county.people_keys import PeopleKeys
from sync.county.serve import county_key
from sync.county.tables import DEVICES, PEOPLE_KEYS, REPORTS
from sync.exchange.carry import CarriedIn, CarriedOut, carry_in, carry_out
from sync.exchange.outcomes import Synced
from sync.people_keys import KEY_BYTES, seal_fact
from sync.sealing import open_parcel, unpack
from sync.standard.attendance import Visit
from sync.standard.carry import UP, Up
from sync.standard.entry import GENESIS, Entry, chain, decode
from sync.standard.fold import fold
from sync.standard.identity import blind_index
from sync.standard.residents import Erased, Personal, Resident, ResidentRegistered
from sync.standard.views import DictShelf
from sync.standard.wire import MAX_UNPACKED_BYTES, read_batch
from sync.stick import parcels_on, read_parcel
from tests.county.running import DONGSHENG
from tests.exchange.books import (
    KEY,
    NAME,
    NEW_PHONE,
    NUMBER,
    OTHER,
    PHONE,
    erase,
    live,
    log,
    open_books,
)
from tests.exchange.carrying import county_answers
from tests.exchange.plain_ledger import PlainLedger
from tests.exchange.traces import needles_of, traces
from tests.minutes import minutes_of

__all__ = ["log", "open_books"]


def key_of(books, person):
    ((key,),) = books.store.database.rows("SELECT key FROM people_keys WHERE person = ?", (person,))
    return key


def county_folder(county):
    """All that the county's database keeps, on the disk."""
    if county.cluster is None:
        return county.folder
    with county.store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
    return county.cluster.folder / "data"


def sealed_keys(county, person):
    query = select(PEOPLE_KEYS.c.sealed).where(PEOPLE_KEYS.c.person == person)
    return list(county.store.read(lambda c: c.execute(query).scalars().all()))


def refolded(county):
    """The county's views, made anew from its entries with the keys that are there."""
    shelf = DictShelf()
    entries = [decode(ref, line) for ref, line in sorted(county.entries().items())]
    secret = county_key(county.folder).encode()
    opened = county.store.read(lambda c: PeopleKeys(c, DONGSHENG, secret).open(entries))
    for entry in opened:
        assert isinstance(entry, Entry)
        fold(entry, shelf)
    return shelf.rows


def county_views(county):
    return {
        (view.table, key): msgspec.json.decode(body, type=view)
        for view in (Resident, Visit)
        for key, body in county.view(view.table).items()
    }


def assert_chains_hold(county, books):
    links: dict[str, bytes] = {}
    for ref, line in sorted(county.entries().items()):
        links[ref.device] = chain(links.get(ref.device, GENESIS), ref.seq, line)
    heads = county.store.read(
        lambda c: c.execute(select(DEVICES.c.device, DEVICES.c.last_hash)).all()
    )
    assert dict(heads) == links
    for kept in books:
        head = kept.store.journal.head()
        assert links[head.device] == head.hash


def parcel_bodies(county, stick):
    """What a kiosk's parcels hold, as the county reads them."""
    for name in parcels_on(stick, UP):
        _, body = open_parcel(county_key(county.folder), UP, read_parcel(stick, name))
        yield body
        for packed in msgspec.msgpack.decode(body, type=Up).batches:
            raw = unpack(packed, MAX_UNPACKED_BYTES)
            assert read_batch(raw)[0].keys == {}
            yield raw


def test_i12_after_erasing_no_plaintext_and_no_key_is_anywhere(
    county, join, open_books, stick, log, tmp_path
):
    books = [open_books("one"), open_books("two")]
    kiosks = [join(kept.store.journal) for kept in books]
    person = live(county, books, kiosks)
    key = key_of(books[0], person)
    assert key_of(books[1], person) == key
    here = needles_of(name=NAME, number=NUMBER, phone=PHONE, new_phone=NEW_PHONE, key=key)
    there = {f"sealed_key{i}": k for i, k in enumerate(sealed_keys(county, person))}
    secret = county_key(county.folder).encode()
    there["blind"] = blind_index(NUMBER, blind_key(secret)).encode()
    folders = {tmp_path / name: KEY for name in ("one", "two")}

    before = traces(folders, here)
    for file, phone in (("journal.db", "new_phone"), ("journal-000001", "phone")):
        for what in ("name", "number", "key", phone):
            assert any(t.startswith(file) and t.endswith(f": {what}") for t in before), (file, what)
    found = traces({county_folder(county): None}, here | there)
    assert {trace.rpartition(": ")[2] for trace in found} == {"sealed_key0", "blind"}
    assert county_views(county)["residents", person].personal.name == NAME

    erase(county, books, kiosks, person)

    assert traces(folders, here) == set()
    kept_still = traces({county_folder(county): None}, here | {"village": DONGSHENG.encode()})
    assert {trace.rpartition(": ")[2] for trace in kept_still} == {"village"}, "it was all read"
    assert traces({county.folder: None, log: None}, here) == set()
    assert sealed_keys(county, person) == []
    if county.cluster is None:
        assert traces({county.folder: None}, there) == set()
    assert county.store.read(lambda c: c.execute(select(REPORTS)).all()) == []
    assert_chains_hold(county, books)
    rows = county_views(county)
    assert rows == refolded(county)
    for kept in books:
        assert rebuild(kept.store.database).total == 0
        assert kept.ports.residents.by_id(person) == rows["residents", person]
        assert minutes_of(kept.ports.visits, person) == 90
        assert kept.ports.residents.by_number(NUMBER) is None
        assert kept.ports.residents.by_initials("oyqh", "") == []
        assert kept.store.journal.unreadable() == []
    assert rows["residents", person].personal == Personal()
    assert traces(folders, here) == set()

    assert_new_copies_say_nothing(county, join, open_books, stick, person, here)
    assert traces({tmp_path / "three": KEY}, here) == set()


def assert_new_copies_say_nothing(county, join, open_books, stick, person, needles):
    """A kiosk that comes new, by stick, and a parcel of one that was there."""
    new = open_books("three")
    kiosk = join(new.store.journal)
    assert isinstance(carry_out(kiosk.ledger, stick), CarriedOut)
    assert len(county_answers(county, stick)) == 1
    assert isinstance(carry_in(kiosk.ledger, stick), CarriedIn)
    assert isinstance(kiosk.exchange.round(), Synced)
    assert minutes_of(new.ports.visits, person) == 90
    assert new.ports.residents.by_id(person).erasure is not None
    assert new.ports.residents.by_number(OTHER).personal.name == "Bert"
    assert new.store.journal.unreadable() == []
    bodies = list(parcel_bodies(county, stick))
    assert bodies
    for body in bodies:
        assert not [name for name, what in needles.items() if what in body]


def test_who_is_erased_stays_so_whatever_others_knew(county, join, open_books):
    """The other kiosk mends her entry, and comes with it after she was erased."""
    books = [open_books("one"), open_books("two")]
    kiosks = [join(kept.store.journal) for kept in books]
    person = live(county, books, kiosks)
    kept = books[1].ports.residents.by_id(person).personal
    erase(county, books, kiosks[:1], person)
    mended = msgspec.structs.replace(kept, name="Xaveria")
    assert isinstance(correct_resident(books[1].ports, person, mended, "", "li"), CorrectedNow)
    for kiosk in reversed(kiosks):
        assert isinstance(kiosk.exchange.round(), Synced)
    rows = [one.ports.residents.by_id(person) for one in books]
    assert rows == [county_views(county)["residents", person]] * 2
    assert (rows[0].personal, rows[0].erasure.reason) == (Personal(), "asked")
    assert county.store.read(lambda c: c.execute(select(REPORTS)).all()) == []
    assert isinstance(correct_resident(books[1].ports, person, kept, "", "li"), NotRegistered)


def test_no_key_is_taken_of_somebody_who_is_erased(county, join):
    kiosk = join(PlainLedger("plain"))
    key = os.urandom(KEY_BYTES)
    fact = ResidentRegistered("anna", Personal(name="Anna"))
    kiosk.ledger.write(Erased("anna", "asked"))
    kiosk.ledger.write(seal_fact(fact, key, os.urandom))
    assert kiosk.exchange.round() == Synced(sent=2)
    kiosk.ledger.keys["anna"] = key
    assert kiosk.exchange.round() == Synced()
    assert sealed_keys(county, "anna") == []
    assert county_views(county)["residents", "anna"].personal == Personal()


def test_erased_before_she_was_ever_sent(county, join, open_books):
    books = open_books("one")
    kiosk = join(books.store.journal)
    person = register(books.ports, Personal(number=NUMBER, name=NAME), "v1").person
    assert erase_resident(books.ports, person, "mistaken", NUMBER[-4:], "li") == ErasedNow(0)
    assert kiosk.exchange.round() == Synced(sent=3)
    assert sealed_keys(county, person) == []
    assert county.reports() == []
    again = register(books.ports, Personal(number=NUMBER, name=NAME), "v1")
    assert again.person != person
    assert kiosk.exchange.round() == Synced(sent=2)
    assert county_views(county)["residents", again.person].personal.name == NAME


def test_what_cannot_be_scrubbed_now_is_scrubbed_at_the_next_opening(open_books, tmp_path):
    books = open_books("one")
    person = register(books.ports, Personal(number=NUMBER, name=NAME), "v1").person
    needles, folders = needles_of(name=NAME), {tmp_path / "one": KEY}
    copy = books.store.database.back_up()
    in_the_way = copy.with_name(copy.name.replace("000001", "000002") + ".part")
    in_the_way.mkdir()
    assert erase_resident(books.ports, person, "died", NUMBER[-4:], "li") == ErasedNow(0)
    assert copy.exists()
    assert traces(folders, needles)
    in_the_way.rmdir()
    books.store.close()
    open_books("one")
    assert not copy.exists()
    assert traces(folders, needles) == set()
