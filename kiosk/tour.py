"""The tour: every flow on a fresh demo village, by real taps, a picture of each screen."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from stdnum.cn import ric

from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.demo import RunningClock, leave_to_do, seed_demo
from kiosk.devices.machine import wall_ms
from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.strings import Strings
from kiosk.ui.tour import SIZES, Expect, ExpectPanel, Guide, Keys, ReadOn, Rest, Script, Tap
from kiosk.village import open_village
from sync.standard.clock import DAY_MS, MINUTE_MS
from sync.standard.codes import SERVICES
from sync.standard.residents import Personal

HISTORY_DAYS = 120
"""Before the demo village begins, and after the first entry that the standard knows."""
TABLE = ASSETS / "demo" / "village.toml"
REGISTER = ASSETS / "demo" / "register.csv"


def play(config: Config, folder: Path, strings: Strings) -> int:
    """Each size on its own fresh village, so that the same person registers anew. Returns 0."""
    application()
    person = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
    count = 0
    for size in SIZES:
        with tempfile.TemporaryDirectory() as data:
            here = replace(config, data=Path(data), window_px=size, voice=False)
            prepare(here, person)
            with opened(here, strings) as kiosk:
                guide = Guide(kiosk.shell, folder, f"{size[0]}x{size[1]}")
                guide.play(scripts(person))
                kiosk.showing.tour(guide)
                look_at_desk(kiosk, guide, person["pin"])
                count += len(guide.pictures)
    print(strings.show("cli.tour_written", n=count, path=str(folder)))
    return 0


@contextmanager
def opened(config: Config, strings: Strings) -> Iterator[Kiosk]:
    kiosk = Kiosk(config, strings)
    kiosk.window.show()
    kiosk.settle()
    try:
        yield kiosk
    finally:
        kiosk.window.close()
        kiosk.close()


def prepare(config: Config, person: dict[str, Any]) -> None:
    """The demo village, and besides: one who served long and forgot to check out yesterday, one
    whose initials and last four digits are another's, and things to do at the desk."""
    clock = RunningClock(wall_ms() - HISTORY_DAYS * DAY_MS)
    with books(config, clock) as ports:
        forgetful = _enter(ports, person["forgetful_number"], person["forgetful"])
        for service in SERVICES * 6:
            outcome = check_in(ports, forgetful, service)
            assert isinstance(outcome, CheckedInNow)
            clock.ms += 143 * MINUTE_MS
            check_out(ports, outcome.visit.visit)
            clock.ms += DAY_MS
    seed_demo(config, TABLE, wall_ms())
    clock.ms = wall_ms() - DAY_MS
    with books(config, clock) as ports:
        check_in(ports, forgetful, "clean")
        other = _enter(ports, _same_ending(person["number"]), person["other"])
        leave_to_do(ports, forgetful, other, person["phone"])


@contextmanager
def books(config: Config, clock: RunningClock) -> Iterator[Ports]:
    village = open_village(config, clock.now_ms)
    try:
        yield village.ports
    finally:
        village.close()


def _enter(ports: Ports, number: str, name: str) -> str:
    group = tomllib.loads(TABLE.read_text("utf-8"))["groups"][0]
    personal = Personal(number=number, name=name, group=group)
    outcome = register(ports, personal, ports.rules.consent_version)
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


def _same_ending(number: str) -> str:
    """Another well-formed number with the same last four characters."""
    for day in range(1, 29):
        for month in range(1, 13):
            body = f"{number[:6]}1951{month:02d}{day:02d}{number[14:17]}"
            if ric.calc_check_digit(body + "0") == number[17]:
                return body + number[17]
    raise ValueError(number)


def scripts(person: dict[str, Any]) -> dict[str, Script]:
    """Conversation -> what a person does."""
    return {
        "register": _register(person),
        "register_again": _registered_already(person),
        "register_minor": _minor(person),
        "register_declined": (*_begin("register", "register.consent"), Tap("no"),
                              Expect("register.declined"), Tap("done"), Expect("home")),
        "check_in": _check_in(person),
        "check_out": _check_out(person),
        "check_in_by_name": _by_name(person),
        "check_in_forgot": _forgot(person),
        "check_in_unknown": _unknown(person),
        "my_record": _my_record(person),
        "volume": (Tap("bar:volume"), ExpectPanel("volume"), Tap("done"), Expect("home")),
        "attract": (Rest(), ExpectPanel("attract"), Tap("start"), Expect("home")),
        "help": _help(),
    }  # fmt: skip


def look_at_desk(kiosk: Kiosk, guide: Guide, pin: str) -> None:
    """The cadre logs in by the keypad and opens one room after the other."""
    from kiosk.ui.desk.tour import tour as desk_pages

    for step in (Tap("choice:help"), Tap("choice:i_am_cadre"), Keys(pin), Tap("done")):
        guide.take(step)
    guide.wait(lambda: kiosk.window.desk is not None, "desk")
    assert kiosk.window.desk is not None
    for page in desk_pages(kiosk.window.desk, REGISTER):
        guide.wait(lambda: kiosk.lanes.is_idle, page)
        guide.picture(page, kiosk.window)
    kiosk.window.close_desk()


def _begin(flow: str, first: str) -> Script:
    return (Tap(f"choice:{flow}"), Expect(first))


def _number(number: str) -> Script:
    return (Keys(number), Tap("done"))


def _register(person: dict[str, Any]) -> Script:
    wrong = person["number"][:-1] + "1"
    return (
        *_begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        Expect("register.number"),
        *_number(wrong),
        Expect("register.number"),
        Tap("delete"),
        Keys(person["number"][-1]),
        Tap("done"),
        Expect("register.name"),
        Keys(person["spelled"]),
        Expect("register.name"),
        Tap("done"),
        Expect("register.phone"),
        *_number(person["phone"]),
        Expect("register.group"),
        Tap("choice:0"),
        Expect("register.skills"),
        Tap("choice:cook"),
        Tap("choice:sing"),
        Expect("register.skills"),
        Tap("done"),
        Expect("register.wishes"),
        Tap("choice:elders"),
        Tap("done"),
        Expect("register.check"),
        Tap("yes"),
        Expect("register.done"),
        Tap("done"),
        Expect("home"),
    )


def _registered_already(person: dict[str, Any]) -> Script:
    return (
        *_begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        *_number(person["number"]),
        Expect("register.known"),
        Tap("choice:home"),
        Expect("home"),
    )


def _minor(person: dict[str, Any]) -> Script:
    return (
        *_begin("register", "register.consent"),
        ReadOn(),
        Tap("yes"),
        *_number(person["minor_number"]),
        Expect("register.minor"),
        Tap("choice:home"),
        Expect("home"),
    )


def _check_in(person: dict[str, Any]) -> Script:
    return (
        *_begin("check_in", "find_me.number"),
        Keys(person["number"][:12]),
        Expect("find_me.number"),
        Keys(person["number"][12:]),
        Tap("done"),
        Expect("check_in.who"),
        Tap("yes"),
        Expect("check_in.service"),
        Tap("choice:clean"),
        Expect("check_in.in"),
        Tap("done"),
        Expect("home"),
    )


def _check_out(person: dict[str, Any]) -> Script:
    return (
        *_begin("check_in", "find_me.number"),
        *_number(person["number"]),
        Tap("yes"),
        Expect("check_in.leave"),
        Tap("choice:leave"),
        Expect("check_in.out"),
        Tap("done"),
        Expect("home"),
    )


def _by_name(person: dict[str, Any]) -> Script:
    return (
        *_begin("check_in", "find_me.number"),
        Tap("side"),
        Expect("find_me.initials"),
        *_number(person["initials"]),
        Expect("find_me.last_four"),
        *_number(person["number"][-4:]),
        Expect("find_me.which"),
        Tap("choice:0"),
        Expect("check_in.who"),
        Tap("no"),
        Expect("find_me.number"),
    )


def _forgot(person: dict[str, Any]) -> Script:
    return (
        *_begin("check_in", "find_me.number"),
        *_number(person["forgetful_number"]),
        Tap("yes"),
        Expect("check_in.forgot"),
        Tap("choice:understood"),
        Expect("check_in.service"),
        Tap("choice:elders"),
        Expect("check_in.in"),
    )


def _unknown(person: dict[str, Any]) -> Script:
    return (
        *_begin("check_in", "find_me.number"),
        *_number(person["unknown_number"]),
        Expect("find_me.unknown"),
    )


def _my_record(person: dict[str, Any]) -> Script:
    return (
        *_begin("my_record", "find_me.number"),
        *_number(person["forgetful_number"]),
        Expect("my_record.who"),
        Tap("yes"),
        Expect("my_record.record"),
        Tap("done"),
        Expect("home"),
    )


def _help() -> Script:
    return (
        *(*_begin("help", "help"), Tap("choice:i_am_cadre"), Expect("help.pin")),
        *(*_number("111111"), Expect("help.pin")),
    )
