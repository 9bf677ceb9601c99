"""I9: one winner a thing, the same everywhere, and every loser told; with a county that was
restored from a backup, too (I11)."""

from __future__ import annotations

import msgspec
from hypothesis.stateful import rule
from hypothesis.strategies import integers, sampled_from
from sqlalchemy import select

from sync.county.tables import ENTRIES
from sync.exchange.carry import carry_in, carry_out
from sync.exchange.outcomes import Synced
from sync.standard.claims import (
    CONFIRMED,
    GIVEN_BACK,
    LOST,
    Claim,
    Claimed,
    ToldOfLoss,
    Unclaimed,
)
from sync.standard.entry import Entry, decode
from sync.standard.origin import Ref
from tests.county.running import DONGSHENG
from tests.exchange.carrying import county_answers
from tests.exchange.histories import kiosks_of_a_village, play

KIOSKS = integers(0, 2)


def claims_at(ledger) -> dict[str, Claim]:
    return {key: row for (_, key), row in ledger.views().items() if isinstance(row, Claim)}


def claims_at_county(county, village=DONGSHENG) -> dict[str, Claim]:
    bodies = county.view("claims", village)
    return {key: msgspec.json.decode(body, type=Claim) for key, body in bodies.items()}


def tell_losers(kiosk):
    """Each at the kiosk where she claimed."""
    for claim in claims_at(kiosk.ledger).values():
        if claim.is_untold and claim.claim.startswith(kiosk.ledger.device):
            kiosk.ledger.write(ToldOfLoss(claim.claim))


def settle(*kiosks):
    """Until everybody knows everything, and every loser is told."""
    for _ in range(2):
        for kiosk in (*kiosks, *kiosks):
            assert isinstance(kiosk.exchange.round(), Synced)
        for kiosk in kiosks:
            tell_losers(kiosk)
    for kiosk in (*kiosks, *kiosks):
        assert isinstance(kiosk.exchange.round(), Synced)


def facts_in_order(county, village):
    query = select(ENTRIES).where(ENTRIES.c.village == village).order_by(ENTRIES.c.no)
    for row in county.store.read(lambda c: c.execute(query).all()):
        entry = decode(Ref(row.device, row.epoch, row.seq), row.line)
        assert isinstance(entry, Entry)
        yield entry


def assert_settled(county, kiosks, village=DONGSHENG):
    """One winner a thing, the same everywhere, and every loser told exactly once."""
    claims = claims_at_county(county, village)
    for kiosk in kiosks:
        assert claims_at(kiosk.ledger) == claims
    standing = [claim.thing for claim in claims.values() if claim.state == CONFIRMED]
    assert len(standing) == len(set(standing))
    told = [e.fact.claim for e in facts_in_order(county, village) if isinstance(e.fact, ToldOfLoss)]
    lost = {claim.claim for claim in claims.values() if claim.state == LOST}
    assert len(told) == len(set(told))
    # Who gave it back before the county's word came has nothing to be told.
    assert lost <= set(told) <= {claim.claim for claim in claims.values() if claim.winner}
    assert {c.state for c in claims.values()} <= {CONFIRMED, LOST, GIVEN_BACK}


def winners_by_arrival(county, village):
    """The rule, told in the plainest way."""
    has, states = {}, {}
    things = {}
    for entry in facts_in_order(county, village):
        match entry.fact:
            case Claimed(thing):
                claim = entry.origin.ref.text()
                things[claim] = thing
                states[claim] = LOST if has.setdefault(thing, claim) != claim else CONFIRMED
            case Unclaimed(claim):
                states[claim] = GIVEN_BACK
                if has.get(things[claim]) == claim:
                    del has[things[claim]]
    return states


def machine_of(county, stick):
    class Village(kiosks_of_a_village(county, stick, 3)):
        @rule(at=KIOSKS, thing=sampled_from(["well", "road", "hall"]))
        def claim(self, at, thing):
            self.kiosks[at].ledger.write(Claimed(thing, f"person-{at}"))

        @rule(at=KIOSKS, which=integers(0, 1000))
        def give_back(self, at, which):
            ledger = self.kiosks[at].ledger
            known = sorted(key for key, c in claims_at(ledger).items() if c.state != LOST)
            if known:
                ledger.write(Unclaimed(known[which % len(known)]))

        @rule(at=KIOSKS)
        def tell(self, at):
            tell_losers(self.kiosks[at])

        def teardown(self):
            settle(*self.kiosks)
            assert_settled(county, self.kiosks, self.village)
            states = {key: c.state for key, c in claims_at_county(county, self.village).items()}
            assert states == winners_by_arrival(county, self.village)
            super().teardown()

    return Village


def test_i9_one_winner_a_thing_and_every_loser_told(county, stick):
    play(machine_of(county, stick), steps=20)


def restored(county, image):
    """A restore takes longer than a second."""
    county.restore(image)
    county.now_ms += 60_000


def test_i9_i11_a_restored_county_is_told_what_it_had_decided(county, join):
    here, there = join(), join()
    image = county.image()
    mine = here.ledger.write(Claimed("well", "anna")).text()
    settle(here)
    hers = there.ledger.write(Claimed("well", "bao")).text()
    settle(there, here)
    said = claims_at(here.ledger)
    assert (said[mine].state, said[hers].state) == (CONFIRMED, LOST)
    restored(county, image)
    # The other order of arrival: of itself the county would decide otherwise.
    settle(there, here)
    assert claims_at_county(county) == said
    assert_settled(county, [here, there])
    assert county.numbers() == list(range(1, len(here.ledger.lines) + 1))


def test_i9_i11_what_it_decided_otherwise_before_it_was_told_is_mended(county, join):
    here, there = join(), join()
    image = county.image()
    mine = here.ledger.write(Claimed("well", "anna")).text()
    settle(here)
    restored(county, image)
    hers = there.ledger.write(Claimed("well", "bao")).text()
    settle(there)
    assert claims_at(there.ledger)[hers].state == CONFIRMED
    settle(here, there)
    claims = claims_at_county(county)
    assert (claims[mine].state, claims[hers].state) == (CONFIRMED, LOST)
    assert claims[hers].winner == mine
    assert_settled(county, [here, there])


def test_i9_i11_what_was_given_back_and_taken_anew_stays_so(county, join):
    here, there = join(), join()
    image = county.image()
    mine = here.ledger.write(Claimed("well", "anna")).text()
    settle(here, there)
    there.ledger.write(Unclaimed(mine))
    hers = there.ledger.write(Claimed("well", "bao")).text()
    settle(there, here)
    restored(county, image)
    settle(here, there)
    claims = claims_at_county(county)
    assert (claims[mine].state, claims[hers].state) == (GIVEN_BACK, CONFIRMED)
    assert_settled(county, [here, there])


def test_i9_i11_it_is_told_by_stick_too(county, join, stick):
    kiosk = join()
    image = county.image()
    mine = kiosk.ledger.write(Claimed("well", "anna")).text()
    settle(kiosk)
    before = set(kiosk.ledger.lines)
    restored(county, image)
    for _ in range(3):
        carry_out(kiosk.ledger, stick)
        county_answers(county, stick)
        carry_in(kiosk.ledger, stick)
    assert before <= set(county.entries())
    assert claims_at_county(county)[mine].state == CONFIRMED
    assert not kiosk.ledger.settings["exchange.reminding"]


def test_i9_no_kiosk_can_make_up_what_the_county_said(county, join):
    honest, forger = join(), join()
    mine = honest.ledger.write(Claimed("well", "anna")).text()
    settle(honest, forger)
    forged = Ref("county", 2_000_000_000, 1)
    line = next(line for ref, line in forger.ledger.lines.items() if ref.device == "county")
    forger.ledger.lines[forged] = line
    forger.ledger.lines[Ref("county", 2_000_000_000, 2)] = line[:-30] + b"}"
    forger.ledger.settings["exchange.reminding"] = "1"
    assert isinstance(forger.exchange.round(), Synced)
    assert forged not in county.entries()
    assert claims_at_county(county)[mine].state == CONFIRMED
