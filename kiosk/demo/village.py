"""The demo village: invented people with some weeks of service behind them.

Seeded dice, so that everybody sees the same village; written through the same services as real
people, by a clock that runs through the last weeks.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from stdnum.cn import ric

from kiosk.config import Config
from kiosk.demo.attendance import plan_activities
from kiosk.devices.certifier import warrant_demo
from kiosk.services.cadres import Cadre, appoint_cadre, list_cadres
from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.correct_visit import correct_visit
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.store.journal import Journal
from kiosk.village import Village, VillageSetting, keep_setting, open_village
from sync.exchange.ports import Told
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import DAY_MS, HOUR_MS, MINUTE_MS, date_of, start_of
from sync.standard.codes import SERVICES, SKILLS
from sync.standard.merging import DuplicateFound
from sync.standard.origin import ref_from
from sync.standard.residents import (
    RECORD,
    Consented,
    Personal,
    ResidentCorrected,
    ResidentRegistered,
)

PEOPLE = 60
DAYS = 45


@dataclass
class RunningClock:
    """The wall clock of the weeks that are played."""

    ms: int

    def now_ms(self) -> int:
        return self.ms


@dataclass(frozen=True, slots=True)
class Seeded:
    people: int
    visits: int
    cadre: str
    pin: str
    is_new: bool


def seed_demo(
    config: Config, table_path: Path, now_ms: int, *, with_activities: bool = True
) -> Seeded:
    """Seeds the demo village into an empty data folder; a second time changes nothing.
    with_activities: else they are planned later, by kiosk.demo.attendance."""
    table = tomllib.loads(table_path.read_text("utf-8"))
    clock = RunningClock(now_ms - DAYS * DAY_MS)
    village = open_village(config, clock.now_ms)
    try:
        if list_cadres(village.ports):
            return Seeded(village.ports.residents.count(), 0, table["cadre"], table["pin"], False)
        people, visits = _play(village, table, clock, now_ms)
        if with_activities:
            clock.ms = now_ms
            plan_activities(village.ports, table)
        return Seeded(people, visits, table["cadre"], table["pin"], True)
    finally:
        village.close()


def _play(
    village: Village, table: dict[str, Any], clock: RunningClock, now_ms: int
) -> tuple[int, int]:
    setting = VillageSetting(table["code"], table["name"], tuple(table["groups"]))
    keep_setting(village.store, setting)
    warrant_demo(village.store.journal, table["code"], table["name"], table["county"])
    cadre = appoint_cadre(village.ports, table["cadre"], table["pin"])
    assert isinstance(cadre, Cadre)
    dice = random.Random(2026)
    persons = _register_people(village.ports, table, dice, cadre)
    visits = 0
    for day in range(1, DAYS):
        clock.ms = max(clock.ms, start_of(date_of(now_ms - (DAYS - day) * DAY_MS))) + 8 * HOUR_MS
        came = dice.sample(persons, dice.randint(2, 9))
        visits += _one_day(village.ports, came, dice, clock, cadre, table["reason"])
    return len(persons), visits


def _register_people(
    ports: Ports, table: dict[str, Any], dice: random.Random, cadre: Cadre
) -> list[str]:
    persons: list[str] = []
    while len(persons) < PEOPLE:
        outcome = register(ports, _person(table, dice), ports.rules.consent_version, cadre.id)
        if isinstance(outcome, RegisteredNow):
            persons.append(outcome.person)
    return persons


def _person(table: dict[str, Any], dice: random.Random) -> Personal:
    is_woman = dice.random() < 0.6
    given = table["female" if is_woman else "male"]
    name = dice.choice(table["surnames"]) + "".join(dice.sample(given, dice.choice((1, 2, 2))))
    order = dice.randrange(0, 1000, 2) + (0 if is_woman else 1)
    born = f"{dice.randint(1938, 1985)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
    body = f"{table['area']}{born}{order:03d}"
    return Personal(
        number=body + ric.calc_check_digit(body + "0"),
        name=name,
        phone=f"1{dice.choice('3589')}{dice.randrange(10**9):09d}",
        group=dice.choice(table["groups"]),
        skills=tuple(dice.sample(SKILLS, dice.randint(0, 2))),
        wishes=tuple(dice.sample(SERVICES, dice.randint(1, 3))),
    )


def _one_day(
    ports: Ports,
    came: Sequence[str],
    dice: random.Random,
    clock: RunningClock,
    cadre: Cadre,
    reason: str,
) -> int:
    """Some come, some stay long, now and then one forgets to check out."""
    here = []
    for person in came:
        clock.ms += dice.randint(1, 15) * MINUTE_MS
        outcome = check_in(ports, person, dice.choice(SERVICES))
        if isinstance(outcome, CheckedInNow):
            here.append(outcome.visit.visit)
    clock.ms += HOUR_MS
    for visit in here:
        clock.ms += dice.randint(5, 40) * MINUTE_MS
        if dice.random() < 0.95:
            check_out(ports, visit)
        elif dice.random() < 0.7:
            correct_visit(ports, visit, 90, reason, cadre.id)
    return len(here)


def leave_to_do(ports: Ports, came: str, person: str, phone: str) -> None:
    """What the desk's to-do room shows: two entries that the county could not take into account,
    whoever came last and the next one, a telephone written down twice, somebody entered twice,
    and a visit that a fork put aside."""
    journal, resident = ports.journal, ports.residents.by_id(person)
    assert isinstance(journal, Journal)
    assert resident is not None
    seen = {"phone": resident.seen("phone")}
    for other, by in ((phone, "one"), (phone[:-1] + "9", "another")):
        journal.append(ResidentCorrected(person, {"phone": other}, "", seen), by=by)
    first = ports.residents.by_id(came)
    assert first is not None
    again, personal = ports.ids.new(), msgspec.structs.replace(first.personal, phone=phone)
    version = ports.rules.consent_version
    journal.append(ResidentRegistered(again, personal), Consented(again, RECORD, version))
    journal.append(DuplicateFound(came, again, "", ""), by="county")
    seq = ref_from(ports.visits.of(came)[0].visit).seq
    reports = [(seq, "fold.ValueError"), (seq + 1, "unreadable.ValidationError")]
    journal.note_told(Told(0, journal.head().seq, reports))
    journal.acknowledge(journal.head().seq)
    (visit,) = journal.append(CheckedIn(person, "clean"))
    journal.append(CheckedOut(visit.text()))
    journal.reopen_epoch()
