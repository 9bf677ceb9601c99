"""A village's books at a kiosk that the county knows, and what a person leaves in them."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, replace

import msgspec
import pytest

from kiosk.services.check_in import check_in, check_out
from kiosk.services.correct_resident import CorrectedNow, correct_resident
from kiosk.services.erase_resident import ErasedNow, ending_of, erase_resident
from kiosk.services.ports import Ports
from kiosk.services.register import register
from kiosk.store.store import Store, open_store
from sync.exchange.outcomes import Synced
from sync.standard.clock import MINUTE_MS
from sync.standard.identity import from_15_digits
from sync.standard.residents import Personal
from tests.county.running import NOW_MS
from tests.plain_ports import PlainClock, PlainSettings, plain_ports

KEY = bytes(range(7, 39))
NAME = "\u6b27\u9633\u9752\u8605"
NUMBER = from_15_digits("321199470818153")
OTHER = from_15_digits("321199510606286")
PHONE, NEW_PHONE = "13957190481", "15868143207"


@dataclass
class Books:
    """A village's books as the services see them, at one kiosk."""

    store: Store
    ports: Ports
    clock: PlainClock


@pytest.fixture
def open_books(tmp_path):
    opened = []

    def make(name):
        clock = PlainClock(NOW_MS)
        store = open_store(tmp_path / name, KEY, clock.now_ms, os.urandom)
        opened.append(store)
        ports = replace(
            plain_ports(clock),
            journal=store.journal,
            residents=store.residents,
            visits=store.visits,
            merges=store.merges,
            rows=store.rows,
            files=store.journal.files,
            settings=PlainSettings({"cadres": '[{"id":"li","name":"L","sealed_pin":""}]'}),
        )
        return Books(store, ports, clock)

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def log(tmp_path):
    """Everything that anybody logs, whatever its level."""
    folder = tmp_path / "log"
    folder.mkdir()
    handler = logging.FileHandler(folder / "all.log")
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield folder
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def pass_minutes(county, books, minutes):
    county.now_ms += minutes * MINUTE_MS
    for kept in books:
        kept.clock.pass_minutes(minutes)


def live(county, books, kiosks):
    """A person comes, serves for an hour, is corrected at the other kiosk; copies are made."""
    one, two = books
    personal = Personal(number=NUMBER, name=NAME, phone=PHONE)
    person = register(one.ports, personal, "v1").person
    register(one.ports, Personal(number=OTHER, name="Bert"), "v1")
    visit = check_in(one.ports, person, "clean").visit.visit
    pass_minutes(county, books, 60)
    check_out(one.ports, visit)
    one.store.database.back_up()
    for kiosk in kiosks:
        assert isinstance(kiosk.exchange.round(), Synced)
    mended = msgspec.structs.replace(two.ports.residents.by_id(person).personal, phone=NEW_PHONE)
    assert isinstance(correct_resident(two.ports, person, mended, "asked", "li"), CorrectedNow)
    for kiosk in reversed(kiosks):
        assert isinstance(kiosk.exchange.round(), Synced)
    for kept in books:
        assert kept.ports.residents.by_id(person).personal.phone == NEW_PHONE
        kept.store.database.back_up()
    check_in(one.ports, person, "clean")
    return person


def erase(county, books, kiosks, person):
    one, _ = books
    ending = ending_of(one.ports.residents.by_id(person))
    pass_minutes(county, books, 30)
    assert erase_resident(one.ports, person, "asked", ending, "li") == ErasedNow(minutes=90)
    for kiosk in kiosks:
        assert isinstance(kiosk.exchange.round(), Synced)
