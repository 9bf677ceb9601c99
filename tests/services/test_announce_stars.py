"""Stars: who has reached one that was not announced, and letters only with her consent."""

from __future__ import annotations

import pytest

from kiosk.services.announce_stars import (
    AnnouncedNow,
    NeedsConsent,
    NothingToAnnounce,
    OnlyCadres,
    announce_star,
    let_publish,
    list_stars,
    print_letter,
    print_stars,
    who_served_lately,
)
from kiosk.services.cadres import Cadre, appoint_cadre
from kiosk.services.papers import PRINTER, Place, Printed, StarPaper, StarsPaper
from kiosk.services.ports import Ports
from kiosk.services.withdraw import withdraw
from sync.standard.county_tables import TableGiven
from sync.standard.identity import MASK
from sync.standard.records import LETTERS
from tests.plain_ports import PlainClock
from tests.services.served import NAME, serve, served, volunteer


@pytest.fixture
def village() -> tuple[Ports, PlainClock, str, str]:
    """A star for every hundred hours; she has 105."""
    ports, clock, person = served(0)
    serve(ports, clock, person, 15, 420)
    ports.papers.there.append(Place(PRINTER, "one"))
    cadre = appoint_cadre(ports, "Li", "246810")
    assert isinstance(cadre, Cadre)
    return ports, clock, person, cadre.id


def stars(ports: Ports) -> list[tuple[str, int]]:
    found = list_stars(ports, who_served_lately(ports))
    return [(star.resident.person, star.stars) for star in found]


def test_a_star_is_on_the_list_until_it_is_announced_and_the_next_one_again(village):
    ports, clock, person, cadre = village
    assert stars(ports) == [(person, 1)]
    assert announce_star(ports, person, "somebody") == OnlyCadres()
    assert isinstance(announce_star(ports, person, cadre), AnnouncedNow)
    assert stars(ports) == []
    assert announce_star(ports, person, cadre) == NothingToAnnounce()
    serve(ports, clock, person, 30, 420)
    assert stars(ports) == [(person, 2)]


def test_the_county_s_table_says_what_a_star_is(village):
    ports, _, person, _ = village
    # Only the county's own word counts: what a kiosk writes changes nothing.
    ports.journal.append(TableGiven("stars", "2020-01-01", {"hours": [10, 20, 30]}))
    assert stars(ports) == [(person, 1)]


def test_who_withdrew_or_has_too_few_hours_is_not_on_it(village):
    ports, _, person, _ = village
    withdraw(ports, person)
    assert stars(ports) == []
    few, _, _ = served(3)
    assert stars(few) == []


def test_letters_that_name_her_before_others_need_her_consent(village):
    ports, _, person, cadre = village
    (star,) = list_stars(ports, [(person, 1)])
    own, *open_letters = LETTERS
    assert isinstance(print_letter(ports, star, own, "v"), Printed)
    for kind in open_letters:
        assert print_letter(ports, star, kind, "v") == NeedsConsent()
    let_publish(ports, person, True, cadre)
    for kind in open_letters:
        assert isinstance(print_letter(ports, star, kind, "v"), Printed)
    let_publish(ports, person, False, cadre)
    assert print_letter(ports, star, open_letters[0], "v") == NeedsConsent()
    printed = [paper.kind for paper in ports.papers.taken if isinstance(paper, StarPaper)]
    assert printed == [*LETTERS]


def test_the_list_for_the_board_has_names_of_those_alone_who_agree(village):
    ports, clock, person, cadre = village
    other = volunteer(ports, "Wu", "32119919590430381X")
    serve(ports, clock, other, 30, 420)
    for agrees, named in ((False, NAME[:1] + MASK * 2), (True, NAME)):
        let_publish(ports, person, agrees, cadre)
        found = list_stars(ports, who_served_lately(ports))
        assert print_stars(ports, found, "v") == Printed("one")
        paper = ports.papers.taken[-1]
        assert isinstance(paper, StarsPaper)
        assert [(one.name, one.stars) for one in paper.people] == [("W" + MASK, 1), (named, 1)]
