"""What was asked of the cadre stands on the list until she has it in her hands."""

from __future__ import annotations

from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_visit import correct_visit
from kiosk.services.issue_certificate import NothingServed
from kiosk.services.papers import PRINTER, STICK, NoPlace, Place, Printed, Saved
from kiosk.services.print_certificate import (
    AskedOfCadre,
    ReadyToPrint,
    hand_out_certificate,
    prepare_certificate,
)
from kiosk.services.seal_certificate import (
    list_asked,
    list_issued,
    print_again,
    print_for,
    seal,
)
from tests.services.served import serve, served


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


def test_what_was_issued_is_listed_and_printed_again_as_long_as_it_stands():
    ports, clock, person = served(2)
    ports.papers.there += [Place(PRINTER, "one"), Place(STICK, "/stick")]
    cadre = appoint_cadre(ports, "Li", "246810")
    assert isinstance(cadre, Cadre)
    print_for(ports, person, cadre.id)
    (first,) = list_issued(ports)
    assert (first.resident.person, first.by) == (person, "Li")
    no = first.certificate.no
    serve(ports, clock, person, 1)
    assert print_again(ports, no, cadre.id, Place(STICK, "/stick")) == Saved("paper.pdf", "/stick")
    before, again = (paper.statement for paper in ports.papers.taken)
    assert again == before, "of that day, with its number, without what she has served since"
    assert len(list_issued(ports)) == 1
    correct_visit(ports, ports.visits.of(person)[-1].visit, 30, "too long", cadre.id)
    print_again(ports, no, cadre.id)
    assert [one.certificate.no != no for one in list_issued(ports)] == [True, False]
    assert ports.papers.taken[-1].statement.no == list_issued(ports)[0].certificate.no
    assert print_again(ports, "none", cadre.id) == NotRegistered()
