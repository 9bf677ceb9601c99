"""What the county could not take into account: listed, mended, settled, kept as history."""

from __future__ import annotations

import pytest

from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.list_reported import list_dealt_with, list_reported
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.settle_reported import (
    LONGEST_NOTE,
    NotReported,
    SettledNow,
    settle_reported,
)
from sync.standard.origin import Ref
from sync.standard.personal import Personal
from tests.plain_ports import PlainJournal, plain_ports

WANG = Personal(number="321199194602285500", name="\u738b\u79c0\u82f1")


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.fixture
def cadre(ports: Ports) -> Cadre:
    appointed = appoint_cadre(ports, "Li", "246810")
    assert isinstance(appointed, Cadre)
    return appointed


def report(ports: Ports, seq: int, code: str) -> str:
    """The county says of an entry that it could not be folded. Its identity."""
    assert isinstance(ports.journal, PlainJournal)
    ports.journal.told[Ref("plain", 1, seq)] = code
    return f"plain.1.{seq}"


@pytest.fixture
def wang(ports: Ports) -> str:
    """Registered (entries 1 and 2), checked in (3) and out (4)."""
    done = register(ports, WANG, "v1")
    assert isinstance(done, RegisteredNow)
    came = check_in(ports, done.person, "clean")
    assert isinstance(came, CheckedInNow)
    check_out(ports, came.visit.visit)
    return done.person


def test_each_says_what_it_is_and_whose(ports: Ports, wang: str) -> None:
    for seq in (1, 3, 4):
        report(ports, seq, "fold.ValueError")
    registered, came, left = list_reported(ports)
    assert [one.kind for one in (registered, came, left)] == [
        "registered.1",
        "checked_in.1",
        "checked_out.1",
    ]
    assert registered.visit is None
    for one in (registered, came, left):
        assert one.resident is not None
        assert one.resident.person == wang
        assert one.at_ms > 0
        assert one.code == "fold.ValueError"
    for one in (came, left):
        assert one.visit is not None
        assert one.visit.visit == "plain.1.3", "also who went is found by her visit"


@pytest.mark.usefixtures("wang")
def test_settled_it_leaves_the_list_and_stands_in_the_history(ports: Ports, cadre: Cadre) -> None:
    entry, other = report(ports, 1, "long"), report(ports, 3, "unreadable.DecodeError")
    assert settle_reported(ports, entry, "  asked her  ", cadre.id) == SettledNow()
    assert [one.entry for one in list_reported(ports)] == [other]
    (done,) = list_dealt_with(ports)
    assert (done.reported.entry, done.by, done.note) == (entry, "Li", "asked her")
    assert settle_reported(ports, entry, "again", cadre.id) == NotReported()
    assert settle_reported(ports, other, "x" * 1000, "cadre elsewhere") == SettledNow()
    newest, _ = list_dealt_with(ports)
    assert newest.reported.entry == other, "the last settled first"
    assert newest.by == "", "a cadre of another machine has no name here"
    assert len(newest.note) == LONGEST_NOTE


@pytest.mark.usefixtures("wang")
@pytest.mark.parametrize("entry", ["plain.1.1", "nobody.1.1", "", "nonsense"])
def test_what_was_not_reported_cannot_be_settled(ports: Ports, cadre: Cadre, entry: str) -> None:
    before = len(ports.journal.entries)
    assert settle_reported(ports, entry, "", cadre.id) == NotReported()
    assert len(ports.journal.entries) == before
