"""Issuing a certificate: it says what the ledger says, signed, under a number of its own."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from kiosk.services.check_in import NotRegistered
from kiosk.services.correct_visit import correct_visit
from kiosk.services.hours import ledger_of
from kiosk.services.issue_certificate import (
    MOST_LINES,
    Issued,
    NothingServed,
    NotWarranted,
    issue_certificate,
    kind_of_card,
)
from kiosk.services.withdraw import withdraw
from sync.certifying import Certified, verify
from sync.standard.certificates import (
    Certificate,
    beginning_of,
    digest_of,
    number_of,
)
from tests.plain_machine import PlainCertifier
from tests.services.served import DAY_MINUTES, NAME, serve, served, volunteer


def issued(ports, person):
    outcome = issue_certificate(ports, person)
    assert isinstance(outcome, Issued)
    return outcome


def test_it_says_what_the_ledger_says_and_verifies_with_the_county_s_key_alone():
    ports, _, person = served(5)
    paper = issued(ports, person).paper
    known = verify(ports.certifier.county_key(), paper.code)
    assert isinstance(known, Certified)
    said = known.statement
    assert said == paper.statement
    assert (said.name, said.number) == (NAME, "3211**********1505")
    assert (said.minutes, said.visits) == (5 * 90, 5)
    assert (said.since, said.until, said.issued) == ("2026-11-22", "2026-11-26", "2026-11-27")
    assert [line.day for line in paper.lines] == [f"2026-11-{day}" for day in range(26, 21, -1)]
    assert sum(line.minutes for line in paper.lines) == said.minutes


def test_what_was_issued_is_an_entry_without_a_name():
    ports, _, person = served(2)
    said = issued(ports, person).paper.statement
    row = ports.rows.get(Certificate, said.no)
    assert row is not None
    assert (row.person, row.minutes, row.digest) == (person, said.minutes, said.digest)
    assert NAME.encode() not in msgspec.json.encode(row)


def test_the_same_again_on_the_same_day_is_the_same_certificate():
    ports, clock, person = served(2)
    first = issued(ports, person)
    again = issued(ports, person)
    assert again.paper == first.paper
    assert (first.is_again, again.is_again) == (False, True)
    clock.pass_minutes(DAY_MINUTES)
    assert issued(ports, person).paper.statement.no != first.paper.statement.no


def test_what_has_changed_meanwhile_is_another_certificate():
    ports, clock, person = served(2)
    first = issued(ports, person).paper.statement
    visit = ports.visits.of(person)[0].visit
    clock.pass_minutes(1)
    correct_visit(ports, visit, 30, "reason", "cadre")
    other = issued(ports, person).paper.statement
    assert other.no != first.no
    assert (other.minutes, other.digest != first.digest) == (120, True)


def test_who_has_no_hours_or_is_not_registered_gets_none_and_nothing_is_written():
    ports, _, person = served(0)
    before = ports.journal.head()
    assert issue_certificate(ports, person) == NothingServed()
    assert issue_certificate(ports, "nobody") == NotRegistered()
    assert ports.journal.head() == before
    withdraw(ports, person, "self")
    assert issue_certificate(ports, person) == NotRegistered()


def test_a_machine_that_its_county_does_not_know_yet_certifies_nothing():
    ports, _, person = served(1)
    alone = replace(ports, certifier=PlainCertifier(is_warranted=False))
    before = ports.journal.head()
    assert issue_certificate(alone, person) == NotWarranted()
    assert ports.journal.head() == before


def test_many_visits_are_summed_up_by_year_and_kind_and_nothing_is_lost():
    ports, _, person = served(MOST_LINES + 10)
    paper = issued(ports, person).paper
    assert {line.day for line in paper.lines} == {"2026", "2027"}
    assert [line.day for line in paper.lines] == sorted(
        (line.day for line in paper.lines), reverse=True
    )
    assert sum(line.minutes for line in paper.lines) == paper.statement.minutes
    assert sum(line.visits for line in paper.lines) == paper.statement.visits


def test_no_two_machines_and_no_two_entries_have_the_same_number():
    places = [(d, e, s) for d in ("one", "two") for e in (1, 2) for s in (1, 99_999, 100_000)]
    assert len({number_of("321199001001", 2026, *place) for place in places}) == len(places)
    assert not beginning_of("v", 2026, "one", 2).startswith(beginning_of("v", 2026, "one", 1))


def test_the_digest_tells_any_other_list():
    ports, clock, person = served(3)
    other = volunteer(ports, "\u8d75", "321199195203041511")
    serve(ports, clock, other, 3, 60)
    one, two = (ledger_of(ports, who) for who in (person, other))
    assert digest_of(one) == digest_of(tuple(one))
    assert digest_of(one) != digest_of(one[:-1])
    assert digest_of(one) != digest_of(two)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("321199195503121505", "resident"),
        ("830000199001010019", "residence"),
        ("911124", "foreign"),
    ],
)
def test_the_number_tells_which_card_it_is_of(number, kind):
    assert kind_of_card(number) == kind
