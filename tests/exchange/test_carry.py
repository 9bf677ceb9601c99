"""What a stick brings; and I14: network and stick in any mix give what the network alone gives."""

from __future__ import annotations

import shutil
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import booleans, integers
from sqlalchemy import select

from sync.county.carry import Taken, Written
from sync.county.tables import DEVICES, ENTRIES
from sync.exchange.carry import CarriedIn, CarriedOut, StickWrong, carry_in, carry_out
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.outcomes import Forked, NoContact, Synced
from sync.exchange.pull import place
from sync.exchange.status import State
from sync.exchange.worker import Worker
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.carry import Wrong
from sync.standard.origin import Ref
from tests.county.running import DONGSHENG, NOW_MS, XISHENG
from tests.exchange.carrying import check_in, county_answers, county_takes
from tests.exchange.conftest import Kiosk, LossyLine
from tests.exchange.plain_ledger import PlainLedger

KIOSKS = integers(0, 1)
STICKS = integers(0, 1)
VILLAGES = count(1)


def state(kiosk):
    return Worker(kiosk.ledger, kiosk.line, lambda: NOW_MS, lambda: 0.5).status().state


def trip(county, stick, *kiosks):
    """To the county and back."""
    for kiosk in kiosks:
        assert isinstance(carry_out(kiosk.ledger, stick), CarriedOut)
    county_takes(county, stick)
    county_answers(county, stick)
    return [carry_in(kiosk.ledger, stick) for kiosk in kiosks]


def test_what_was_carried_out_is_not_received_before_the_receipt_is_back(county, join, stick):
    kiosk = join()
    check_in(kiosk, 3)
    assert carry_out(kiosk.ledger, stick) == CarriedOut(entries=3, left=0)
    assert state(kiosk) is State.WAITING
    assert county_takes(county, stick) == [Taken(DONGSHENG, 3, 0, "", False)]
    assert county.entries() == kiosk.ledger.lines
    assert state(kiosk) is State.WAITING
    assert county_answers(county, stick) == [Written(DONGSHENG, 3)]
    assert carry_in(kiosk.ledger, stick) == CarriedIn(3, 0, 0, 0)
    assert state(kiosk) is State.ALL_SENT
    assert kiosk.ledger.last_contact_ms() == county.now_ms
    assert kiosk.exchange.round() == Synced(), "the line has nothing left to do"


def test_a_stick_serves_several_kiosks_and_villages(county, join, stick):
    one, two, there = join(), join(), join(village=XISHENG)
    for times, kiosk in enumerate((one, two, there), 1):
        check_in(kiosk, times)
    came = trip(county, stick, one, two, there)
    assert came == [CarriedIn(1, 2, 0, 0), CarriedIn(2, 1, 0, 0), CarriedIn(3, 0, 0, 0)]
    assert one.ledger.lines == two.ledger.lines == county.entries()
    assert there.ledger.lines == county.entries(XISHENG)


def test_a_months_backlog_goes_in_one_trip(county, join, stick):
    one, two = join(), join()
    check_in(one, 9000)
    assert trip(county, stick, one, two) == [CarriedIn(9000, 0, 0, 0), CarriedIn(0, 9000, 0, 0)]
    assert two.ledger.views() == one.ledger.views()


def test_what_the_county_could_not_fold_is_told(county, join, stick):
    kiosk = join()
    kiosk.ledger.write_line(b'{"t":1790000000000,"f":{"k":"flew_to_the_moon.7"}}')
    assert trip(county, stick, kiosk) == [CarriedIn(1, 0, 1, 0)]


def test_i11_a_restored_county_gets_everything_again_by_stick(county, join, stick):
    kiosk, other = join(), join()
    check_in(kiosk, 4)
    check_in(other, 2)
    trip(county, stick, kiosk, other)
    image = county.image()
    check_in(kiosk, 3)
    trip(county, stick, kiosk, other)
    trip(county, stick, kiosk, other)
    county.restore(image)
    check_in(kiosk)
    carry_out(kiosk.ledger, stick)
    assert county_takes(county, stick)[0].refused == "gap" or len(county.entries()) == 6
    county_answers(county, stick)
    assert carry_in(kiosk.ledger, stick).is_again
    assert state(kiosk) is State.WAITING
    assert trip(county, stick, kiosk, other)[0].is_again is False
    trip(county, stick, kiosk, other)
    assert county.entries() == kiosk.ledger.lines == other.ledger.lines
    assert state(kiosk) is State.ALL_SENT


def test_i11_a_restored_device_takes_its_own_back_by_stick(county, join, stick):
    kiosk, other = join(), join()
    check_in(kiosk, 2)
    trip(county, stick, kiosk)
    image = kiosk.ledger.copy()
    check_in(kiosk, 3)
    check_in(other, 2)
    trip(county, stick, kiosk, other)
    kiosk.ledger = image
    assert carry_in(image, stick) == StickWrong(Wrong.OLD), "it answers what is no more"
    assert trip(county, stick, kiosk) == [CarriedIn(3, 5, 0, 0)]
    assert image.lines == county.entries()


def test_i4_another_history_is_found_by_stick(county, join, stick):
    kiosk = join()
    check_in(kiosk, 2)
    trip(county, stick, kiosk)
    image = kiosk.ledger.copy()
    kiosk.ledger.write(CheckedIn("anna"))
    trip(county, stick, kiosk)
    kiosk.ledger = image
    image.write(CheckedIn("bert"))
    assert trip(county, stick, kiosk) == [Forked(epoch=2, put_aside=1)]
    assert carry_in(image, stick) == StickWrong(Wrong.OLD)
    image.write(CheckedIn("carla"))
    trip(county, stick, kiosk)
    assert any(b"carla" in line for line in county.entries().values())
    assert state(kiosk) is State.WAITING, "a tail put aside is not all sent"


def machine_of(county, folder):
    class Mix(RuleBasedStateMachine):
        """One village has the network alone, the other the same deeds and any mix."""

        def __init__(self):
            super().__init__()
            self.alone, self.mixed = (self.new_village() for _ in range(2))
            self.visits = []
            self.sticks = [folder / f"{next(VILLAGES)}" for _ in range(2)]
            for stick in self.sticks:
                stick.mkdir()

        def new_village(self):
            village = f"321199{next(VILLAGES):06d}"
            return village, [self.new_kiosk(village, name) for name in ("kiosk-1", "kiosk-2")]

        def new_kiosk(self, village, name):
            ledger, line = PlainLedger(name), LossyLine(county.url)
            outcome = enrol(ledger, line, county.code(village), lambda: NOW_MS)
            assert isinstance(outcome, Enrolled)
            return Kiosk(ledger, line)

        def write(self, at, fact):
            one, other = (kiosks[at].ledger.write(fact) for _, kiosks in (self.alone, self.mixed))
            assert one == other
            return one.text()

        @rule(at=KIOSKS, times=integers(1, 30))
        def check_in(self, at, times):
            self.visits += [self.write(at, CheckedIn(f"p{n}")) for n in range(times)]

        @rule(at=KIOSKS, which=integers(0, 1000))
        def check_out(self, at, which):
            if self.visits:
                self.write(at, CheckedOut(self.visits[which % len(self.visits)]))

        @rule(at=KIOSKS, is_lost=booleans())
        def round(self, at, is_lost):
            county.now_ms += 1
            kiosk = self.mixed[1][at]
            kiosk.line.lose_answer = is_lost
            assert isinstance(kiosk.exchange.round(), NoContact if is_lost else Synced)

        @rule(at=KIOSKS, stick=STICKS)
        def out(self, at, stick):
            before = self.mixed[1][at].ledger.acknowledged()
            done = carry_out(self.mixed[1][at].ledger, self.sticks[stick])
            assert isinstance(done, CarriedOut)
            assert self.mixed[1][at].ledger.acknowledged() == before

        @rule(stick=STICKS, is_answered=booleans())
        def at_the_county(self, stick, is_answered):
            (county_answers if is_answered else county_takes)(county, self.sticks[stick])

        @rule(at=KIOSKS, stick=STICKS)
        def into(self, at, stick):
            kiosk = self.mixed[1][at]
            match carry_in(kiosk.ledger, self.sticks[stick]):
                case StickWrong(why):
                    assert why in (Wrong.NOTHING, Wrong.OLD)
                case done:
                    assert isinstance(done, CarriedIn)
                    assert not done.is_again
            kiosk.restart()

        @rule(stick=STICKS)
        def an_old_copy_turns_up(self, stick):
            shutil.copytree(self.sticks[stick], self.sticks[1 - stick], dirs_exist_ok=True)

        @invariant()
        def the_light_is_honest_and_no_cursor_passes_anything(self):
            village, kiosks = self.mixed
            rows = county.entries(village)
            for kiosk in kiosks:
                ledger = kiosk.ledger
                here = {ref.seq for ref in rows if ref.device == ledger.device}
                assert here == set(range(1, len(here) + 1))
                assert ledger.acknowledged() <= len(here)
                worker = Worker(ledger, kiosk.line, lambda: NOW_MS, lambda: 0.5)
                if worker.status().state is State.ALL_SENT:
                    assert len(here) == ledger.head().seq
                numbers = numbered(county, village)[: place(ledger).at]
                assert all(ledger.lines[ref] == line for ref, line in numbers)

        def teardown(self):
            for kiosk in (*self.alone[1], *self.alone[1]):
                assert isinstance(kiosk.exchange.round(), Synced)
            self.settle_by_stick()
            for village, kiosks in (self.alone, self.mixed):
                one, two = (kiosk.ledger for kiosk in kiosks)
                assert one.lines == two.lines == county.entries(village)
                assert one.views() == two.views()
                assert all(kiosk.ledger.waiting() == 0 for kiosk in kiosks)
                assert county.numbers(village) == list(range(1, len(one.lines) + 1))
            assert self.alone[1][0].ledger.views() == self.mixed[1][0].ledger.views()
            for name in ("residents", "visits"):
                assert county.view(name, self.alone[0]) == county.view(name, self.mixed[0])
            assert heads(county, self.alone[0]) == heads(county, self.mixed[0])
            for kiosk in (*self.alone[1], *self.mixed[1]):
                kiosk.line.close()

        def settle_by_stick(self):
            stick, kiosks = self.sticks[0], self.mixed[1]
            for kiosk in kiosks:
                carry_out(kiosk.ledger, stick)
            county_takes(county, stick)
            county_answers(county, stick)
            for kiosk in kiosks:
                carry_in(kiosk.ledger, stick)

    return Mix


def numbered(county, village):
    """The village's entries in the order of their numbers."""
    query = select(ENTRIES).where(ENTRIES.c.village == village).order_by(ENTRIES.c.no)
    rows = county.store.read(lambda c: c.execute(query).all())
    return [(Ref(row.device, row.epoch, row.seq), row.line) for row in rows]


def heads(county, village):
    query = select(DEVICES).where(DEVICES.c.village == village).order_by(DEVICES.c.device)
    rows = county.store.read(lambda c: c.execute(query).all())
    return [(row.device, row.epoch, row.last_seq, row.last_hash) for row in rows]


def test_i14_network_and_stick_in_any_mix_agree(county, tmp_path):
    run_state_machine_as_test(
        machine_of(county, tmp_path),
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
