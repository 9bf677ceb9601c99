"""Issuing a card, taking it back, finding its holder."""

from __future__ import annotations

import pytest

from kiosk.services.cadres import appoint_cadre
from kiosk.services.erase_resident import erase_resident
from kiosk.services.find_me import Identified, Unknown
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.services.village_cards import (
    CardsIssued,
    CardsRevoked,
    CodeFault,
    CodeRefused,
    NewCard,
    OnlyCadres,
    find_by_code,
    issue_cards,
    list_cards,
    replace_cards,
    revoke_cards,
)
from kiosk.services.withdraw import agree_again, withdraw
from sync.standard.clock import Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.loading import ENROLLED
from sync.standard.merging import Merged, Unmerged
from sync.standard.moving import MovedAway
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.residents import Personal
from tests.plain_ports import plain_ports

HERE, ELSEWHERE = "321183102205", "321183102206"
WANG = Personal(number="321199195001011509", name="Wang", group="1")


@pytest.fixture
def ports() -> Ports:
    ports = plain_ports()
    ports.settings.set_setting(ENROLLED, HERE)
    return ports


@pytest.fixture
def cadre(ports: Ports) -> str:
    return appoint_cadre(ports, "Li", "135790").id


@pytest.fixture
def wang(ports: Ports) -> str:
    return enter(ports, WANG)


def enter(ports: Ports, personal: Personal) -> str:
    outcome = register(ports, personal, "v1")
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


def card(ports: Ports, person: str, by: str) -> NewCard:
    outcome = issue_cards(ports, [person], by)
    assert isinstance(outcome, CardsIssued)
    return outcome.cards[0]


def found(ports: Ports, text: str) -> str:
    outcome = find_by_code(ports, text)
    assert isinstance(outcome, Identified)
    assert outcome.is_proven
    return outcome.resident.person


def refused(ports: Ports, text: str) -> CodeFault:
    outcome = find_by_code(ports, text)
    assert isinstance(outcome, CodeRefused)
    return outcome.fault


def test_who_holds_the_card_is_found(ports, wang, cadre):
    new = card(ports, wang, cadre)
    assert found(ports, new.text) == wang
    (row,) = list_cards(ports, wang)
    assert (row.issued_by, row.card) == (cadre, new.card)


def test_each_of_many_gets_her_own_and_who_withdrew_gets_none(ports, wang, cadre):
    li = enter(ports, Personal(number="32119919590430381X", name="Li"))
    withdraw(ports, li, cadre)
    zhou = enter(ports, Personal(number="321199194803067729", name="Zhou"))
    outcome = issue_cards(ports, [wang, li, zhou, "nobody"], cadre)
    assert outcome.left_out == 2
    assert [found(ports, new.text) for new in outcome.cards] == [wang, zhou]


def test_only_a_cadre_issues_and_takes_back(ports, wang, cadre):
    new = card(ports, wang, cadre)
    assert issue_cards(ports, [wang], "") == OnlyCadres()
    assert replace_cards(ports, wang, "somebody") == OnlyCadres()
    assert revoke_cards(ports, [new.card], "lost", "") == OnlyCadres()
    assert found(ports, new.text) == wang


def test_a_lost_card_counts_no_more_and_the_new_one_does(ports, wang, cadre):
    old, older = card(ports, wang, cadre), card(ports, wang, cadre)
    (new,) = replace_cards(ports, wang, cadre).cards
    assert found(ports, new.text) == wang
    assert {refused(ports, old.text), refused(ports, older.text)} == {CodeFault.REVOKED}
    assert [row.is_on for row in list_cards(ports, wang)].count(True) == 1


def test_taking_back_twice_enters_nothing_new(ports, wang, cadre):
    new = card(ports, wang, cadre)
    assert revoke_cards(ports, [new.card], "broken", cadre) == CardsRevoked(1)
    entries = len(ports.journal.entries)
    assert revoke_cards(ports, [new.card, "no card"], "lost", cadre) == CardsRevoked(0)
    assert len(ports.journal.entries) == entries


def test_each_wrong_code_is_told_for_what_it_is(ports, wang, cadre):
    new = card(ports, wang, cadre)
    elsewhere = plain_ports()
    elsewhere.settings.set_setting(ENROLLED, ELSEWHERE)
    elsewhere.tokens.made = 50
    theirs = card(elsewhere, enter(elsewhere, WANG), appoint_cadre(elsewhere, "Xu", "135790").id)
    assert refused(ports, "https://example.com/pay") == CodeFault.STRANGE
    assert refused(ports, new.text[:-1]) == CodeFault.TORN
    assert refused(ports, theirs.text) == CodeFault.FOREIGN


def test_a_card_issued_before_the_village_was_known_goes_on_counting(ports, wang, cadre):
    ports.settings.set_setting(ENROLLED, "")
    new = card(ports, wang, cadre)
    ports.settings.set_setting(ENROLLED, HERE)
    assert found(ports, new.text) == wang


def test_a_card_of_this_village_that_has_not_arrived_yet_is_not_foreign(ports):
    other = plain_ports()
    other.settings.set_setting(ENROLLED, HERE)
    new = card(other, enter(other, WANG), appoint_cadre(other, "Xu", "135790").id)
    assert find_by_code(ports, new.text) == Unknown()


def test_who_withdrew_is_unknown_until_she_agrees_again(ports, wang, cadre):
    new = card(ports, wang, cadre)
    withdraw(ports, wang, cadre)
    assert find_by_code(ports, new.text) == Unknown()
    agree_again(ports, wang, cadre)
    assert found(ports, new.text) == wang


def test_the_card_of_an_erased_person_counts_no_more(ports, wang, cadre):
    new = card(ports, wang, cadre)
    erase_resident(ports, wang, "asked", "1509", cadre)
    assert refused(ports, new.text) == CodeFault.REVOKED


def test_merged_she_is_found_by_either_card_and_loses_both_at_once(ports, wang, cadre):
    again = enter(ports, Personal(number="321199194803067729", name="Wang"))
    first, second = card(ports, wang, cadre), card(ports, again, cadre)
    (merge,) = ports.journal.append(Merged(again, wang), by=cadre)
    assert found(ports, first.text) == found(ports, second.text) == wang
    assert len(list_cards(ports, again)) == 2
    ports.journal.append(Unmerged(merge.text()), by=cadre)
    assert found(ports, second.text) == again
    ports.journal.append(Merged(again, wang), by=cadre)
    replace_cards(ports, wang, cadre)
    assert refused(ports, first.text) == refused(ports, second.text) == CodeFault.REVOKED


def test_who_lives_elsewhere_now_is_not_found_here(ports, wang, cadre):
    new = card(ports, wang, cadre)
    origin = Origin(Ref(COUNTY, 1, 1), Stamp(ports.clock.now_ms(), 0))
    fold(Entry(origin, MovedAway(wang, ELSEWHERE, "other")), ports.journal.shelf)
    assert find_by_code(ports, new.text) == Unknown()


def test_what_lets_her_in_is_in_no_repr(ports, wang, cadre):
    new = card(ports, wang, cadre)
    assert new.text not in repr(new)
