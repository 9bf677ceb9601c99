"""What a demonstration shows: where the hand touches, what the voice says, and what the work
would have answered. Data only: no work is done, so nothing can be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from kiosk.services.arrive_today import ArrivedToday
from kiosk.services.ask_place import AskedNow
from kiosk.services.check_in import Arrived, CheckedInNow, CheckedOutNow
from kiosk.services.find_me import Identified
from kiosk.services.look_for_activities import Looked, Ready
from kiosk.services.match_activities import Match, Offered
from kiosk.services.my_places import MyPlace
from kiosk.services.my_record import MyRecord, Served
from kiosk.services.ports import Rules
from kiosk.services.register import Free, RegisteredNow
from kiosk.services.sign import NoSign
from kiosk.services.stars import Standing, standing
from sync.standard.activities import Activity, ActivityPlan
from sync.standard.attendance import Visit
from sync.standard.clock import DAY_MS, MINUTE_MS, date_of, start_of
from sync.standard.codes import SERVICES
from sync.standard.county_tables import Dated, StarsTable
from sync.standard.hours import ledger
from sync.standard.identity import IdNumber
from sync.standard.origin import Mark
from sync.standard.recruiting import Place
from sync.standard.residents import Personal, Resident

FLOW_OF: Final = {
    "check_in": "check_in",
    "check_out": "check_in",
    "register": "register",
    "activities": "activities",
    "my_record": "my_record",
}
"""What may be shown, and the flow that it is."""
SERVED_H: Final = 86


@dataclass(frozen=True, slots=True)
class Act:
    """One touch. name: of the control. says: the string `show_me.says.<says>` before it."""

    name: str
    says: str = ""
    while_there: bool = False
    """Again and again as long as it is there, perhaps not once: the pages of a text."""


@dataclass(frozen=True, slots=True)
class Example:
    """Somebody invented. spelled: letters and characters of the name, as they are touched.
    activity: one that she may go to, its times from the day's beginning."""

    name: str
    number: str
    phone: str
    spelled: str
    activity: ActivityPlan


@dataclass(frozen=True, slots=True)
class Shown:
    acts: tuple[Act, ...]
    outcomes: tuple[Any, ...]
    """What each piece of work answers, in order."""


def shown(what: str, example: Example, rules: Rules, now_ms: int) -> Shown:
    """what: a key of FLOW_OF. now_ms: the day on which it plays."""
    makers: dict[str, Callable[[_Play], Shown]] = {
        "check_in": _check_in,
        "check_out": _check_out,
        "register": _register,
        "activities": _activities,
        "my_record": _my_record,
    }
    return makers[what](_Play(example, rules, now_ms))


@dataclass(frozen=True, slots=True)
class _Play:
    example: Example
    rules: Rules
    now_ms: int

    @property
    def resident(self) -> Resident:
        return Resident("example", self.personal)

    @property
    def personal(self) -> Personal:
        given = self.example
        number = IdNumber(given.number)
        group = self.rules.groups[0] if self.rules.groups else ""
        born: date = number.birth
        return Personal(
            number=given.number,
            name=given.name,
            phone=given.phone,
            group=group,
            sex=number.sex,
            birth=born.isoformat(),
        )

    @property
    def standing(self) -> Standing:
        minutes = SERVED_H * 60
        return standing(minutes, StarsTable(self.rules.star_hours), this_year=minutes)

    @property
    def activity(self) -> Activity:
        """In two days."""
        plan = self.example.activity
        day_ms = start_of(date_of(self.now_ms)) + 2 * DAY_MS
        times = {"start_ms": day_ms + plan.start_ms, "end_ms": day_ms + plan.end_ms}
        return Activity("example", msgspec.structs.replace(plan, **times))

    def visit(self, *, minutes: int = 0, days_ago: int = 0, service: str = SERVICES[0]) -> Visit:
        """minutes: 0 = it has not ended."""
        start_ms = self.now_ms - days_ago * DAY_MS - max(minutes, 1) * MINUTE_MS
        visit = Visit(f"example.{days_ago}", "example", service, start_ms=start_ms)
        end_ms = start_ms + minutes * MINUTE_MS if minutes else 0
        return msgspec.structs.replace(visit, end_ms=end_ms)


def _keys(text: str, says: str) -> tuple[Act, ...]:
    first, others = text[0], text[1:]
    return (Act(f"key:{first}", says), *(Act(f"key:{char}") for char in others))


def _found(play: _Play, flow: str) -> tuple[Act, ...]:
    number = _keys(play.example.number, "number")
    begun = (Act(f"choice:{flow}", flow), Act("choice:by_number", "way"))
    return (*begun, *number, Act("done", "typed"), Act("yes", "yes"))


def _ended(*acts: Act) -> tuple[Act, ...]:
    return (*acts, Act("done", "out"))


def _check_in(play: _Play) -> Shown:
    service = Act(f"choice:{SERVICES[0]}", "service")
    arrived = ArrivedToday(Arrived(play.resident, None, None))
    checked_in = CheckedInNow(play.resident, play.visit(), play.standing)
    outcomes = (Identified(play.resident), arrived, checked_in)
    return Shown(_ended(*_found(play, "check_in"), service), outcomes)


def _check_out(play: _Play) -> Shown:
    arrived = ArrivedToday(Arrived(play.resident, play.visit(), None))
    checked_out = CheckedOutNow(play.resident, play.visit(minutes=90), play.standing, 90)
    outcomes = (Identified(play.resident), arrived, checked_out)
    return Shown(_ended(*_found(play, "check_in"), Act("choice:leave", "leave")), outcomes)


def _activities(play: _Play) -> Shown:
    """Nobody's place is asked for: what the work answers was made here."""
    activity = play.activity
    look = (Act("choice:activities", "activities"), Act("choice:a0", "card"))
    told = (Act("next", "told", while_there=True), Act("yes", "go"))
    found = _found(play, "activities")[1:]
    place = Place(activity.activity, "example", askings={"example": Mark()})
    looked = Looked((Match(Offered(activity, activity.plan.places)),))
    asked = AskedNow(play.resident, MyPlace(place, activity))
    outcomes = (looked, Identified(play.resident), looked, Ready(), asked)
    return Shown(_ended(*look, *told, *found), outcomes)


def _my_record(play: _Play) -> Shown:
    visits = [
        play.visit(minutes=60 + 30 * at, days_ago=3 * at + 1, service=service)
        for at, service in enumerate(SERVICES[:4])
    ]
    lines = reversed(ledger(visits, Dated(play.rules.hours)))
    served = tuple(Served(visit, line) for visit, line in zip(visits, lines, strict=True))
    record = MyRecord(
        play.resident, play.standing, served, tuple(visit.minutes for visit in visits)
    )
    outcomes = (Identified(play.resident), NoSign(), record)
    return Shown(_ended(*_found(play, "my_record")), outcomes)


def _register(play: _Play) -> Shown:
    given = play.example
    done = Act("done", "chosen")
    group: Sequence[Act] = (Act("choice:0", "group"),) if play.rules.groups else ()
    acts = (
        Act("choice:register", "register"),
        Act("next", while_there=True),
        Act("yes", "agree"),
        *(*_keys(given.number, "number"), Act("done", "typed")),
        *(*_keys(given.spelled, "name"), Act("done", "typed")),
        *(*_keys(given.phone, "phone"), Act("done", "typed")),
        *group,
        *(Act("choice:cook", "skills"), done),
        *(Act("choice:elders", "wishes"), done),
        # Which pictures somebody touches here, many would choose after her.
        Act("side", "sign"),
        Act("yes", "right"),
    )
    free = Free(IdNumber(given.number), is_minor=False)
    return Shown(_ended(*acts), (free, RegisteredNow("example", play.personal)))
