"""Places in an activity: first come, first served, the same everywhere; who waits moves up; nothing
that was given is taken away, by a county that was restored from a backup neither."""

from __future__ import annotations

import pytest
from hypothesis.stateful import rule
from hypothesis.strategies import integers, sampled_from

from sync.standard.activities import ActivityCalledOff, ActivitySet
from sync.standard.merging import Merged, Unmerged
from sync.standard.recruiting import (
    CONFIRMED,
    LEFT,
    PROVISIONAL,
    WAITING,
    PlaceAsked,
    PlaceLeft,
)
from tests.exchange.histories import kiosks_of_a_village, play
from tests.exchange.placing import (
    ask,
    assert_settled,
    plan,
    rows_at,
    rows_at_county,
    settle,
    states,
)
from tests.exchange.test_claims import restored

KIOSKS = integers(0, 2)
PEOPLE = sampled_from(["anna", "bao", "chen", "dai"])
SHIFTS = sampled_from([("well", ""), ("well", ""), ("fair", "am")])
on_one_database = pytest.mark.parametrize("county", ["sqlite"], indirect=True)


def machine_of(county, stick):
    class Village(kiosks_of_a_village(county, stick, 3)):
        def __init__(self):
            super().__init__()
            self.places = 0
            self.merges = []

        @rule(more=integers(0, 2))
        def more_places(self, more):
            """One cadre plans; the places grow."""
            self.places += more
            shift = {"id": "am", "start_ms": 1, "end_ms": 2, "places": self.places}
            self.kiosks[0].ledger.write(ActivitySet("well", {"places": self.places}))
            self.kiosks[0].ledger.write(ActivitySet("fair", {"shifts": [shift]}))

        @rule(at=KIOSKS, person=PEOPLE, which=SHIFTS)
        def ask(self, at, person, which):
            self.kiosks[at].ledger.write(PlaceAsked(which[0], person, which[1]))

        @rule(at=KIOSKS, person=PEOPLE, which=SHIFTS)
        def leave(self, at, person, which):
            self.kiosks[at].ledger.write(PlaceLeft(which[0], person, which[1]))

        @rule(at=KIOSKS, person=PEOPLE, into=PEOPLE)
        def merge(self, at, person, into):
            if person != into:
                self.merges.append(self.kiosks[at].ledger.write(Merged(person, into)).text())

        @rule(at=KIOSKS, which=integers(0, 9))
        def part(self, at, which):
            if self.merges:
                merge = self.merges[which % len(self.merges)]
                self.kiosks[at].ledger.write(Unmerged(merge))

        def teardown(self):
            settle(*self.kiosks)
            assert_settled(county, self.kiosks, self.village)
            super().teardown()

    return Village


def test_places_are_given_in_the_order_of_arrival_and_no_more_than_there_are(county, stick):
    play(machine_of(county, stick), steps=14)


def test_two_kiosks_offline_ask_for_the_last_place(county, join):
    here, there = join(), join()
    plan(here, 1)
    settle(here, there)
    ask(here, "anna")
    ask(there, "bao")
    settle(there, here)
    assert states(county) == {"anna": WAITING, "bao": CONFIRMED}
    assert_settled(county, [here, there])


def test_the_next_on_the_list_gets_the_place_that_was_left(county, join):
    here, there = join(), join()
    plan(here, 1)
    ask(here, "anna", "bao", "chen")
    settle(here, there)
    ask(there, "dai")
    here.ledger.write(PlaceLeft("well", "anna"))
    settle(here, there)
    assert states(county) == {"anna": LEFT, "bao": CONFIRMED, "chen": WAITING, "dai": WAITING}
    bao = next(row for row in rows_at(here.ledger).values() if row.person == "bao")
    assert bao.has_moved_up
    assert_settled(county, [here, there])


@on_one_database
def test_more_places_go_to_those_waiting_and_fewer_take_none_away(county, join):
    kiosk = join()
    plan(kiosk, 1)
    ask(kiosk, "anna", "bao", "chen")
    settle(kiosk)
    plan(kiosk, 2)
    settle(kiosk)
    assert states(county) == {"anna": CONFIRMED, "bao": CONFIRMED, "chen": WAITING}
    plan(kiosk, 1)
    kiosk.ledger.write(PlaceLeft("well", "anna"))
    settle(kiosk)
    assert states(county) == {"anna": LEFT, "bao": CONFIRMED, "chen": WAITING}


@on_one_database
def test_an_asking_for_an_activity_that_is_not_here_yet_waits_for_it(county, join):
    here, there = join(), join()
    ask(here, "anna", "bao")
    settle(here)
    assert states(county) == {"anna": PROVISIONAL, "bao": PROVISIONAL}
    there.ledger.write(ActivitySet("well", {"title": "The well"}))
    settle(there)
    assert set(states(county).values()) == {PROVISIONAL}, "nobody said how many are wanted"
    plan(there, 1)
    settle(there, here)
    assert states(county) == {"anna": CONFIRMED, "bao": WAITING}
    assert_settled(county, [here, there])


@on_one_database
def test_nobody_is_given_a_place_in_what_was_called_off(county, join):
    kiosk = join()
    plan(kiosk, 1)
    ask(kiosk, "anna")
    settle(kiosk)
    kiosk.ledger.write(ActivityCalledOff("well", "weather"))
    ask(kiosk, "bao")
    kiosk.ledger.write(PlaceLeft("well", "anna"))
    settle(kiosk)
    assert states(county) == {"anna": LEFT, "bao": PROVISIONAL}


@on_one_database
def test_who_asked_at_two_kiosks_keeps_her_place_and_takes_one(county, join):
    here, there = join(), join()
    plan(here, 2)
    ask(here, "anna")
    settle(here, there)
    ask(there, "bao", "anna")
    ask(here, "chen")
    settle(there, here)
    assert states(county) == {"anna": CONFIRMED, "bao": CONFIRMED, "chen": WAITING}
    assert_settled(county, [here, there])


def test_two_ids_of_one_person_hold_one_place_until_they_are_parted(county, join):
    here, there = join(), join()
    plan(here, 2)
    ask(here, "anna", "anne", "chen", "dai")
    settle(here, there)
    before = {"anna": CONFIRMED, "anne": CONFIRMED, "chen": WAITING, "dai": WAITING}
    assert states(county) == before
    merge = there.ledger.write(Merged("anne", "anna"))
    settle(there, here)
    assert states(county) == before | {"chen": CONFIRMED}, "nothing is taken; one is free"
    assert_settled(county, [here, there])
    here.ledger.write(Unmerged(merge.text()))
    settle(here, there)
    assert states(county) == before | {"chen": CONFIRMED}, "all keep what they were given"
    assert_settled(county, [here, there])


@on_one_database
def test_who_is_in_asks_for_no_second_place_under_another_id(county, join):
    kiosk = join()
    plan(kiosk, 2)
    merge = kiosk.ledger.write(Merged("anne", "anna"))
    ask(kiosk, "anna", "anne", "chen")
    settle(kiosk)
    assert states(county) == {"anna": CONFIRMED, "anne": PROVISIONAL, "chen": CONFIRMED}
    kiosk.ledger.write(Unmerged(merge.text()))
    settle(kiosk)
    assert states(county)["anne"] == WAITING, "she asks for herself again"


@on_one_database
def test_what_was_left_before_it_was_judged_takes_no_place(county, join):
    kiosk = join()
    plan(kiosk, 1)
    ask(kiosk, "anna")
    kiosk.ledger.write(PlaceLeft("well", "anna"))
    ask(kiosk, "bao")
    settle(kiosk)
    assert states(county) == {"anna": LEFT, "bao": CONFIRMED}


def test_a_restored_county_is_told_who_had_a_place(county, join):
    here, there = join(), join()
    image = county.image()
    plan(here, 1)
    ask(here, "anna")
    settle(here, there)
    ask(there, "bao")
    settle(there, here)
    said = rows_at(here.ledger)
    restored(county, image)
    # The other order of arrival: of itself the county would decide otherwise.
    settle(there, here)
    assert rows_at_county(county) == said
    assert states(county) == {"anna": CONFIRMED, "bao": WAITING}


def test_a_county_that_gave_the_place_again_before_it_was_told_takes_neither_away(county, join):
    here, there = join(), join()
    plan(here, 1)
    settle(here, there)
    image = county.image()
    ask(here, "anna")
    settle(here)
    restored(county, image)
    ask(there, "bao")
    settle(there)
    assert states(county)["bao"] == CONFIRMED
    settle(here, there)
    assert states(county) == {"anna": CONFIRMED, "bao": CONFIRMED}
    ask(here, "chen")
    here.ledger.write(PlaceLeft("well", "anna"))
    settle(here, there)
    assert states(county) == {"anna": LEFT, "bao": CONFIRMED, "chen": WAITING}
