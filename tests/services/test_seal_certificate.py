"""What was asked of the cadre stands on the list until she has it in her hands."""

from __future__ import annotations

from kiosk.services.issue_certificate import NothingServed
from kiosk.services.papers import PRINTER, NoPlace, Place, Printed
from kiosk.services.print_certificate import (
    AskedOfCadre,
    ReadyToPrint,
    hand_out_certificate,
    prepare_certificate,
)
from kiosk.services.seal_certificate import list_asked, print_for, seal
from tests.services.served import served


def test_asked_printed_sealed_and_asked_again():
    ports, clock, person = served(2)
    ready = prepare_certificate(ports, person)
    assert isinstance(ready, ReadyToPrint)
    assert list_asked(ports) == ()
    asked = hand_out_certificate(ports, ready.paper)
    assert asked == AskedOfCadre(ready.paper.statement.no)
    (wanted,) = list_asked(ports)
    assert wanted.resident.person == person
    assert print_for(ports, person, "cadre") == NoPlace()
    ports.papers.there.append(Place(PRINTER, "one"))
    assert print_for(ports, person, "cadre") == Printed("one")
    assert ports.papers.taken[0].statement == ready.paper.statement
    seal(ports, asked.no, "cadre")
    assert list_asked(ports) == ()
    clock.pass_minutes(1)
    hand_out_certificate(ports, ready.paper, is_for_cadre=True)
    assert [one.certificate.no for one in list_asked(ports)] == [asked.no]


def test_nothing_to_certify_is_told():
    ports, _, person = served(0)
    assert print_for(ports, person, "cadre") == NothingServed()
