"""Large invented villages to measure on: made once into a folder, many facts a transaction.

Seeded dice, so that every run measures the same village.
"""

from __future__ import annotations

import random
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from stdnum.iso7064 import mod_11_2

from kiosk.config import ASSETS, Config
from kiosk.services.ports import Ports
from kiosk.store.views import shape_of_views
from kiosk.village import VillageSetting, keep_setting, open_village
from sync.standard.attendance import CheckedIn, CheckedOut
from sync.standard.clock import DAY_MS, EARLIEST_MS, HOUR_MS, MINUTE_MS
from sync.standard.codes import SERVICES
from sync.standard.identity import new_id
from sync.standard.residents import RECORD, Consented, Personal, ResidentRegistered
from tests.bench.figures import Say

AT_ONCE: Final = 5000
"""People a transaction: each touches a page of its own in most indexes."""
SPREAD_DAYS: Final = 250
STAYS: Final = 0.97
"""Of all visits, those that were checked out."""


@dataclass
class RunningClock:
    ms: int = EARLIEST_MS + HOUR_MS

    def now_ms(self) -> int:
        return self.ms


def village_of(cache: Path, residents: int, entries: int, say: Say) -> Path:
    """The data folder of a village with so many people and so many entries in all.

    Made anew when it is not there or when the program's tables have another shape.
    """
    folder = cache / f"village-{residents}-{entries}-{shape_of_views()[:8]}"
    if not folder.is_dir():
        say(f"making a village of {residents:,} residents and {entries:,} entries")
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        _make(part, residents, entries)
        part.rename(folder)
    return folder


def _make(folder: Path, residents: int, entries: int) -> None:
    clock = RunningClock()
    village = open_village(Config(folder), clock.now_ms)
    try:
        keep_setting(village.store, VillageSetting("321199001001", "Bench"))
        persons = _register(village.ports, residents, clock)
        _visit(village.ports, persons, entries - 2 * residents, clock)
    finally:
        village.close()


def _register(ports: Ports, residents: int, clock: RunningClock) -> list[str]:
    persons: list[str] = []
    people = invented_people()
    while len(persons) < residents:
        facts: list[ResidentRegistered | Consented] = []
        for _ in range(min(AT_ONCE, residents - len(persons))):
            person = new_id(clock.ms, len(persons).to_bytes(10, "big"))
            facts += ResidentRegistered(person, next(people)), Consented(person, RECORD, "1")
            persons.append(person)
        clock.ms += MINUTE_MS
        ports.journal.append(*facts)
    return persons


def _visit(ports: Ports, persons: list[str], entries: int, clock: RunningClock) -> None:
    """Rounds in which many come and nearly all check out; exactly so many entries in all."""
    dice = random.Random(500_000)
    rounds = entries // (2 * AT_ONCE) + 1
    while entries > 0:
        came = dice.choices(persons, k=min(AT_ONCE, (entries + 1) // 2))
        clock.ms += SPREAD_DAYS * DAY_MS // rounds
        begun = ports.journal.append(*(CheckedIn(p, dice.choice(SERVICES)) for p in came))
        entries -= len(begun)
        clock.ms += dice.randint(10, 100) * MINUTE_MS
        ended = [ref for ref in begun if dice.random() < STAYS][:entries]
        ports.journal.append(*(CheckedOut(ref.text()) for ref in ended))
        entries -= len(ended)


def invented_people() -> Iterator[Personal]:
    """No two with one number."""
    table = tomllib.loads((ASSETS / "demo" / "village.toml").read_text("utf-8"))
    dice = random.Random(20_000)
    day, order = date(1935, 1, 1), 0
    while True:
        day = day + timedelta(days=1) if day.year < 2000 else date(1935, 1, 1)
        order += day == date(1935, 1, 1)
        order_of_sex = order * 2 % 1000 + dice.randint(0, 1)
        given = table["male" if order_of_sex % 2 else "female"]
        body = f"{table['area']}{day:%Y%m%d}{order_of_sex:03d}"
        yield Personal(
            number=body + mod_11_2.calc_check_digit(body),
            name=dice.choice(table["surnames"]) + "".join(dice.sample(given, 2)),
            sex=1 if order_of_sex % 2 else 2,
            birth=day.isoformat(),
            phone=f"13{dice.randrange(10**9):09d}",
            group=dice.choice(table["groups"]),
        )
