"""A village's kiosks, its county and two sticks: anything may happen between them, in any order.

One fault heals at a time: what one side lost (a disk put back from a backup, a county put back from
one), the other still has. What both have lost, nobody can bring back. EVERY=1 plays many more
villages, each time others.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers, sampled_from

from sync.exchange.carry import CarriedIn, CarriedOut, StickWrong, carry_in, carry_out
from sync.exchange.outcomes import DeviceBehind, Forked, NoContact, Synced
from sync.exchange.pull import place
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.carry import Wrong
from sync.standard.clock import DAY_MS, HOUR_MS, Stamp
from sync.standard.entry import encode
from sync.standard.origin import Ref
from tests.exchange import village_parts as parts
from tests.exchange.carrying import county_answers, county_takes

EVERY = bool(os.environ.get("EVERY"))
EXAMPLES = {"sqlite": 300 if EVERY else 12, "postgresql": 100 if EVERY else 4}
STEPS = 40
AHEAD_MS = [0, HOUR_MS, -HOUR_MS, -50 * 365 * DAY_MS, 3 * 365 * DAY_MS]
UNKNOWN = b'{"t":1790000000000,"f":{"k":"flew_to_the_moon.7"}}'
VILLAGES = count(1)
DEEDS = {
    "check_in": 5,
    "check_out": 1,
    "write_what_nobody_knows": 1,
    "round": 4,
    "round_on_a_line_that_loses": 3,
    "round_until_the_power_goes": 3,
    "the_clock_jumps": 1,
    "put_back_a_kiosk": 2,
    "back_up_the_county": 1,
    "put_back_the_county": 1,
    "carry_out": 2,
    "the_county_takes_it": 2,
    "carry_in": 3,
    "an_old_copy_turns_up": 1,
    "restart": 1,
}
"""How often each is done. They are chosen in one rule: Hypothesis would else leave most rules out
of each example, and what must come together would hardly ever meet."""


def machine_of(county, folder):
    class Village(RuleBasedStateMachine):
        @initialize(kiosks=integers(2, 3))
        def begin(self, kiosks):
            county.now_ms += HOUR_MS  # the codes of villages before this one are spent
            self.village = f"321199{next(VILLAGES):06d}"
            names = [f"kiosk-{n}" for n in range(kiosks)]
            self.kiosks = [parts.enrolled(county, self.village, name) for name in names]
            self.sticks = [folder / f"{self.village}-{n}" for n in range(2)]
            for stick in self.sticks:
                stick.mkdir()
            self.saved, self.lost, self.restored_ms = {}, set(), 0
            self.backup = parts.back_up(county, self.village, self.epochs())

        @rule(
            deed=sampled_from([deed for deed, often in DEEDS.items() for _ in range(often)]),
            which=integers(0, 2),
            n=integers(0, 999),
        )
        def do(self, deed, which, n):
            county.now_ms += 1
            getattr(self, deed)(self.kiosks[which % len(self.kiosks)], n)

        def save(self, kiosk, line):
            ref = kiosk.ledger.write_line(line)
            self.saved[ref, line] = kiosk

        def write(self, kiosk, fact):
            kiosk.ledger.stamp = Stamp(kiosk.ledger.stamp.ms + 1000)
            self.save(kiosk, encode(fact, kiosk.ledger.stamp))

        def check_in(self, kiosk, n):
            kiosk.back_up()
            for person in range(1 + n % 6 * (n % 7)):
                self.write(kiosk, CheckedIn(f"p{person}"))

        def check_out(self, kiosk, n):
            if kiosk.ledger.lines:
                refs = sorted(kiosk.ledger.lines)
                self.write(kiosk, CheckedOut(refs[n % len(refs)].text()))

        def write_what_nobody_knows(self, kiosk, _):
            self.save(kiosk, UNKNOWN)

        def round(self, kiosk, n):
            assert isinstance(kiosk.exchange.round(bool(n % 2)), Synced | Forked)

        def round_on_a_line_that_loses(self, kiosk, n):
            line, passing = kiosk.line, n % 4
            if n % 8 < 4:
                line.lose_after, line.lose_request = passing, not passing
            else:
                line.lose_answer_of = ("/", "/hello", "/push", "/pull")[passing]
            assert isinstance(kiosk.exchange.round(), Synced | Forked | NoContact)
            line.lose_after, line.lose_request, line.lose_answer_of = 0, False, ""

        def round_until_the_power_goes(self, kiosk, n):
            kiosk.ledger.writes_left = n % 10
            with contextlib.suppress(parts.PowerCut):
                kiosk.exchange.round()
            kiosk.restart()

        def the_clock_jumps(self, kiosk, n):
            kiosk.ahead_ms = AHEAD_MS[n % len(AHEAD_MS)]
            if 0 < kiosk.ahead_ms < DAY_MS:
                kiosk.ledger.stamp = Stamp(county.now_ms + kiosk.ahead_ms)

        def put_back_a_kiosk(self, kiosk, n):
            image, rows = kiosk.images[n % len(kiosk.images)], county.entries(self.village)
            gone = kiosk.own().items() - image.lines.items()
            never_sent = gone - rows.items()
            others = [other.ledger.lines for other in self.kiosks if other is not kiosk]
            if any(lines.get(ref) == line for ref, line in never_sent for lines in others):
                return  # the county has lost them before, so only this kiosk could send them
            if kiosk.aside != image.count_aside():
                return  # a tail put aside would be gone, and with it what says so
            self.lost |= never_sent
            kiosk.put_back(image)

        def back_up_the_county(self, _, __):
            self.backup = parts.back_up(county, self.village, self.epochs())

        def put_back_the_county(self, _, __):
            rows, kept = county.entries(self.village), parts.lines_in(self.backup)
            owned = {ref: line for kiosk in self.kiosks for ref, line in kiosk.own().items()}
            if self.backup.epochs != self.epochs():
                return  # an epoch that was frozen since is not sent again
            if (rows.items() - kept.items()) - owned.items():
                return  # a kiosk's disk has lost them before, so only the county has them
            self.restored_ms = county.now_ms
            parts.put_back(county, self.village, self.backup)

        def epochs(self):
            return [kiosk.ledger.epoch for kiosk in self.kiosks]

        def carry_out(self, kiosk, n):
            before = kiosk.ledger.acknowledged()
            assert isinstance(carry_out(kiosk.ledger, self.sticks[n % 2]), CarriedOut)
            assert kiosk.ledger.acknowledged() == before

        def the_county_takes_it(self, _, n):
            (county_answers if n % 4 else county_takes)(county, self.sticks[n % 2])

        def carry_in(self, kiosk, n):
            match carry_in(kiosk.ledger, self.sticks[n % 2]):
                case StickWrong(why):
                    assert why in (Wrong.NOTHING, Wrong.OLD)
                case done:
                    assert isinstance(done, CarriedIn | Forked | DeviceBehind)
            kiosk.restart()

        def an_old_copy_turns_up(self, _, n):
            shutil.copytree(self.sticks[n % 2], self.sticks[1 - n % 2], dirs_exist_ok=True)

        def restart(self, kiosk, _):
            kiosk.restart()

        @invariant()
        def all_is_well(self):
            rows = parts.rows_of(county, self.village)
            kept = {Ref(row.device, row.epoch, row.seq): row.line for row in rows}
            self.the_county_has_each_entry_once_in_order_and_chained(rows, kept)
            for kiosk in self.kiosks:
                self.it_has_passed_nothing_that_it_has_not(kiosk, rows)
                self.green_is_true(kiosk, kept)

        def the_county_has_each_entry_once_in_order_and_chained(self, rows, kept):
            """I1 I3"""
            assert [row.no for row in rows] == list(range(1, len(rows) + 1))
            assert parts.is_chained(rows)
            assert kept.items() <= self.saved.keys()

        def it_has_passed_nothing_that_it_has_not(self, kiosk, rows):
            """I6"""
            here = place(kiosk.ledger)
            if not 0 < here.at <= len(rows) or rows[here.at - 1].mark != here.mark:
                return  # it has not begun, or the county was put back: hello says so
            for row in rows[: here.at]:
                is_same = kiosk.ledger.lines.get(Ref(row.device, row.epoch, row.seq)) == row.line
                assert is_same or (kiosk.aside and row.device == kiosk.ledger.device)

        def green_is_true(self, kiosk, kept):
            """I2 I4 I11"""
            if kiosk.is_green and kiosk.ledger.last_contact_ms() > self.restored_ms:
                assert kiosk.own().items() <= kept.items()
                assert not kiosk.aside

        def teardown(self):
            if not hasattr(self, "kiosks"):
                return
            self.it_drains()
            rows = county.entries(self.village)
            self.all_that_was_saved_is_there(rows)
            self.all_show_the_same(rows)
            for kiosk in self.kiosks:
                kiosk.line.close()

        def it_drains(self):
            """I18: without a new entry and without a restart."""
            for kiosk in self.kiosks:
                county.now_ms += 1
                assert any(isinstance(kiosk.exchange.round(), Synced) for _ in range(4))
            for kiosk in self.kiosks:
                assert isinstance(kiosk.exchange.round(), Synced)
                assert kiosk.is_green == (not kiosk.aside)

        def all_that_was_saved_is_there(self, rows):
            """I1 I2 I4 I10"""
            for (ref, line), kiosk in self.saved.items():
                is_aside = kiosk.aside and ref.epoch < kiosk.ledger.epoch
                is_aside = is_aside and kiosk.ledger.lines.get(ref) == line
                assert rows.get(ref) == line or is_aside or (ref, line) in self.lost
            for kiosk in self.kiosks:
                odd = {ref.seq for ref, line in kiosk.own().items() if line == UNKNOWN}
                assert set(kiosk.ledger.reports) == odd

        def all_show_the_same(self, rows):
            """I5 I14"""
            shown = parts.views_at(county, self.village)
            for kiosk in self.kiosks:
                if not kiosk.aside:
                    assert kiosk.ledger.lines == rows
                    assert parts.views_in(kiosk.ledger) == shown
            is_clamped = any(kiosk.ledger.clamps for kiosk in self.kiosks)
            if not is_clamped and (EVERY or int(self.village) % 3 == 1):
                by_line = f"321299{self.village[6:]}"
                parts.send_by_line_alone(county, by_line, rows)
                assert parts.views_at(county, by_line) == shown
                assert parts.heads_of(county, by_line) == parts.heads_of(county, self.village)

    return Village


def test_i1_i2_i3_i4_i5_i6_i10_i11_i14_i18_whatever_happens_to_a_village(county, tmp_path):
    run_state_machine_as_test(
        machine_of(county, tmp_path),
        settings=settings(
            max_examples=EXAMPLES["postgresql" if county.cluster else "sqlite"],
            stateful_step_count=STEPS,
            derandomize=not EVERY,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
