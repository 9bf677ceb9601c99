"""Two kiosks and a county on a lossy line: nothing lost, nothing twice."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from
from sqlalchemy import select

from sync.county.tables import ENTRIES
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.outcomes import NoContact, Synced
from sync.exchange.pull import place
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.origin import Ref
from sync.standard.wire import VILLAGE
from tests.county.running import NOW_MS
from tests.exchange.conftest import Kiosk, LossyLine
from tests.exchange.plain_ledger import PlainLedger

KIOSKS = integers(0, 1)
VILLAGES = count(1)


def machine_of(county):
    class Village(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.village = f"321199{next(VILLAGES):06d}"
            self.kiosks = [self.new_kiosk(name) for name in ("kiosk-1", "kiosk-2")]
            self.visits = []

        def new_kiosk(self, name):
            ledger, line = PlainLedger(name), LossyLine(county.url)
            outcome = enrol(ledger, line, county.code(self.village), lambda: NOW_MS)
            assert isinstance(outcome, Enrolled)
            return Kiosk(ledger, line)

        @rule(at=KIOSKS, times=integers(1, 40))
        def check_in(self, at, times):
            for n in range(times):
                self.visits.append(self.kiosks[at].ledger.write(CheckedIn(f"p{n}")).text())

        @rule(at=KIOSKS, which=integers(0, 1000))
        def check_out(self, at, which):
            if self.visits:
                visit = self.visits[which % len(self.visits)]
                self.kiosks[at].ledger.write(CheckedOut(visit))

        @rule(at=KIOSKS, greet=sampled_from([True, False]))
        def round(self, at, greet):
            assert isinstance(self.kiosks[at].exchange.round(greet), Synced)

        @rule(at=KIOSKS, passing=integers(1, 3))
        def round_with_a_lost_request(self, at, passing):
            kiosk = self.kiosks[at]
            kiosk.line.lose_after = passing
            kiosk.exchange.round()
            kiosk.line.lose_after, kiosk.line.lose_request = 0, False

        @rule(at=KIOSKS)
        def round_with_a_lost_answer(self, at):
            kiosk = self.kiosks[at]
            kiosk.line.lose_answer = True
            assert isinstance(kiosk.exchange.round(), NoContact)

        @rule(at=KIOSKS)
        def restart(self, at):
            self.kiosks[at].restart()

        @invariant()
        def the_county_has_a_prefix_and_the_cursor_passes_nothing(self):
            rows = rows_of(county, self.village)
            assert [row.no for row in rows] == list(range(1, len(rows) + 1))
            for kiosk in self.kiosks:
                own = [row.seq for row in rows if row.device == kiosk.ledger.device]
                assert own == list(range(1, len(own) + 1))
                assert kiosk.ledger.acknowledged() <= len(own)
                passed = rows[: max(place(kiosk.ledger).at, kiosk.ledger.cursor(VILLAGE))]
                for row in passed:
                    ref = Ref(row.device, row.epoch, row.seq)
                    assert kiosk.ledger.lines[ref] == row.line

        def teardown(self):
            for kiosk in (*self.kiosks, *self.kiosks):
                assert isinstance(kiosk.exchange.round(), Synced)
            rows = rows_of(county, self.village)
            at_county = {Ref(row.device, row.epoch, row.seq): row.line for row in rows}
            first, second = (kiosk.ledger for kiosk in self.kiosks)
            assert first.lines == second.lines == at_county
            assert first.views() == second.views()
            assert len(county.view("visits", self.village)) == len(self.visits)
            for kiosk in self.kiosks:
                kiosk.line.close()

    return Village


def rows_of(county, village):
    query = select(ENTRIES).where(ENTRIES.c.village == village).order_by(ENTRIES.c.no)
    return county.store.read(lambda c: c.execute(query).all())


def test_i1_i4_i5_i6_hold_on_a_line_that_loses_things(county):
    run_state_machine_as_test(
        machine_of(county),
        settings=settings(
            max_examples=12,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
