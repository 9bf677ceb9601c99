"""The tour: every flow on a fresh demo village, by real taps, a picture of each screen."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from stdnum.cn import ric

from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.demo.activities import lead_team, plan_coming
from kiosk.demo.attendance import plan_activities
from kiosk.demo.places import HAPPENINGS
from kiosk.demo.projects import plan_projects
from kiosk.demo.village import RunningClock, leave_to_do, seed_demo
from kiosk.devices.card_watch import Pace
from kiosk.devices.machine import wall_ms
from kiosk.services.ask_correction import AskedNow, answer_correction, ask_correction, keep_note
from kiosk.services.cadres import list_cadres
from kiosk.services.check_in import CheckedInNow, check_in, check_out
from kiosk.services.issue_certificate import issue_certificate
from kiosk.services.ports import Ports
from kiosk.services.register import RegisteredNow, register
from kiosk.strings import Strings
from kiosk.tour.her_time import HerEars
from kiosk.tour.paper import look_at_paper
from kiosk.tour.walks import walks
from kiosk.ui.printing import Printing
from kiosk.ui.sight import Sight
from kiosk.ui.tour import SIZES, Guide, Keys, Tap, in_front
from kiosk.village import open_village
from kiosk.voice.simulated_microphone import simulated_note
from sync.standard.attendance import Visit, VisitClosed
from sync.standard.clock import DAY_MS, MINUTE_MS
from sync.standard.codes import SERVICES
from sync.standard.residents import Personal, ResidentCorrected
from sync.standard.village_cards import (
    CardIssued,
    CardRevoked,
    card_of,
)

HISTORY_DAYS = 120
"""Before the demo village begins, and after the first entry that the standard knows."""
TABLE = ASSETS / "demo" / "village.toml"
REGISTER = ASSETS / "demo" / "register.csv"


def play(config: Config, folder: Path, strings: Strings) -> int:
    """Each size on its own fresh village, so that the same person registers anew. Returns 0."""
    application()
    person = _person()
    count = 0
    for size in SIZES:
        with tempfile.TemporaryDirectory() as data:
            here = replace(config, data=Path(data), window_px=size, voice=False)
            here = replace(here, simulated_card_reader=True)
            prepare(here, person)
            with opened(here, strings) as kiosk:
                guide = Guide(kiosk.shell, folder, f"{size[0]}x{size[1]}")
                guide.outside = outside_of(kiosk)
                guide.play(walks(person))
                tell_times(guide, strings)
                kiosk.showing.tour(guide)
                look_at_desk(kiosk, guide, person["pin"])
                look_at_paper(kiosk, guide, strings, tomllib.loads(TABLE.read_text("utf-8")))
                count += len(guide.pictures)
    print(strings.show("cli.tour_written", n=count, path=str(folder)))
    return 0


@contextmanager
def opened(config: Config, strings: Strings, reader_pace: Pace | None = None) -> Iterator[Kiosk]:
    """Its printer is a folder, its microphone simulated. A simulated card reader is not plugged in
    at first; reader_pace: if not as for people."""
    around = replace(config, paper=config.data / "paper", simulated_microphone=True)
    kiosk = Kiosk(around, strings)
    # A picture, or a measure, is of a page that stands.
    kiosk.shell.keep_sight(Sight())
    kiosk.reading.pace = reader_pace
    if kiosk.reading.simulation is not None:
        kiosk.reading.simulation.do("unplug")
    kiosk.window.show()
    kiosk.settle()
    try:
        yield kiosk
    finally:
        kiosk.window.close()
        kiosk.close()


def outside_of(kiosk: Kiosk) -> Callable[[str], None]:
    """What can happen around it, for Guide.outside."""
    simulation = kiosk.reading.simulation
    assert simulation is not None
    ports, number = kiosk.village.ports, _person()["forgetful_number"]

    def happen(what: str) -> None:
        deed = HAPPENINGS.get(what)
        if what in ("paper", "no_paper"):
            _give_paper(kiosk, is_there=what == "paper")
            return
        if deed is None:
            simulation.do(what)
            return

        def on_store() -> None:
            found = ports.residents.by_number(number)
            assert found is not None
            deed(ports, found.person)

        kiosk.lanes.wait_on_store(on_store)

    return happen


def _give_paper(kiosk: Kiosk, *, is_there: bool) -> None:
    """Where the printer's folder was stands a file, till there is paper again."""
    papers = kiosk.village.ports.papers
    assert isinstance(papers, Printing)
    assert papers.simulated is not None
    folder, away = papers.simulated, papers.simulated.with_name("away")
    if is_there:
        folder.unlink()
        away.rename(folder)
    else:
        folder.rename(away)
        folder.touch()


def _person() -> dict[str, Any]:
    return dict(tomllib.loads(TABLE.read_text("utf-8"))["tour"])


def tell_times(guide: Guide, strings: Strings) -> None:
    """Of the ways of checking in and to a certificate: touches, how long till each screen stood,
    and what it takes her."""
    ears = HerEars(strings, ASSETS / "voice" / "zh_CN")
    for walked in guide.times.walked:
        if walked.name.startswith(("check_in", "certificate")):
            print(walked.name)
            for came in walked.came:
                screen, n, ms = came.screen.id, came.touches, came.ms
                print(strings.show("cli.tour_walk", screen=screen, n=n, ms=ms))
            if hers := ears.time_of(walked):
                parts = {"heard": round(hers.heard_s), "touched": round(hers.touched_s)}
                print(strings.show("cli.tour_hers", whole=round(hers.whole_s), **parts))


def prepare(config: Config, person: dict[str, Any]) -> None:
    """The demo village, and besides: one who served long and forgot to check out yesterday, some
    of the same initials, one of them with the same last four digits, two who look alike, and
    things to do at the desk."""
    clock = RunningClock(wall_ms() - HISTORY_DAYS * DAY_MS)
    with books(config, clock) as ports:
        forgetful = _enter(ports, person["forgetful_number"], person["forgetful"])
        for service in SERVICES * 6:
            outcome = check_in(ports, forgetful, service)
            assert isinstance(outcome, CheckedInNow)
            clock.ms += 173 * MINUTE_MS
            check_out(ports, outcome.visit.visit)
            clock.ms += DAY_MS
    seed_demo(config, TABLE, wall_ms(), with_activities=False)
    clock.ms = wall_ms() - DAY_MS
    with books(config, clock) as ports:
        check_in(ports, forgetful, "clean")
        late = _enter(ports, person["credited_number"], person["credited"])
        credited = check_in(ports, late, "elders")
        assert isinstance(credited, CheckedInNow)
        ports.journal.append(VisitClosed(credited.visit.visit, 60))
        other = _enter(ports, _same_ending(person["number"]), person["other"])
        members = [
            _enter(ports, _ended(f"{person['number'][:6]}1948{month:02d}21002"), name)
            for month, name in enumerate(person["crowd"], 1)
        ]
        for year, name in zip((1944, 1951), person["alike"], strict=True):
            _enter(ports, _ended(f"{person['number'][:6]}{year}0918002"), name)
        give_cards(ports, other, person)
        pupil = enter_children(ports, person)
        writer = _enter(ports, person["writer_number"], person["writer"])
        _ask_and_answer(ports, late, writer, person["answers"])
        plan_coming(ports)
        lead_team(ports, person["team"], other, [*members, pupil])
        leave_to_do(ports, forgetful, other, person["phone"])
        plan_projects(ports, tomllib.loads(TABLE.read_text("utf-8")))
    clock.ms = wall_ms()
    with books(config, clock) as ports:
        issue_certificate(ports, forgetful, list_cadres(ports)[0].id)
        plan_activities(ports, tomllib.loads(TABLE.read_text("utf-8")), lambda day: day < 0)


def enter_children(ports: Ports, person: dict[str, Any]) -> str:
    """Two of eight years, each with a card; of the one returned no guardian is known any more."""
    born, ids = ports.clock.today().year - 8, []
    for which, order in (("pupil", 41), ("little", 43)):
        number = _ended(f"{person['number'][:6]}{born}0102{order:03d}")
        ids.append(_enter(ports, number, person[which], guardian=person["name"]))
        token = bytes.fromhex(person[f"{which}_token"])
        ports.journal.append(CardIssued(ids[-1], card_of(token)))
    ports.journal.append(ResidentCorrected(ids[0], {"guardian": ""}))
    return ids[0]


def _ask_and_answer(ports: Ports, refused: str, mended: str, answers: list[str]) -> None:
    """What was asked to be corrected: one refused, two mended, one that waits."""
    for whose, what, said, is_corrected in (
        (refused, "too_few", answers[0], False),
        (mended, "missing", answers[1], True),
        (mended, "too_few", "", True),
    ):
        asked = ask_correction(ports, whose, what)
        assert isinstance(asked, AskedNow)
        answer_correction(ports, asked.entry, said, "", is_corrected=is_corrected)
    waiting = ask_correction(ports, mended, "not_mine")
    assert isinstance(waiting, AskedNow)
    keep_note(ports, mended, waiting.entry, *simulated_note(4))


def give_cards(ports: Ports, holder: str, person: dict[str, Any]) -> None:
    """As a cadre does, but with tokens that are known beforehand."""
    held, lost = (card_of(bytes.fromhex(person[f"{which}_token"])) for which in ("card", "lost"))
    issued = (CardIssued(holder, card) for card in (held, lost))
    ports.journal.append(*issued, CardRevoked(holder, lost, "lost"))


@contextmanager
def books(config: Config, clock: RunningClock) -> Iterator[Ports]:
    village = open_village(config, clock.now_ms)
    try:
        yield village.ports
    finally:
        village.close()


def _enter(ports: Ports, number: str, name: str, guardian: str = "") -> str:
    group = tomllib.loads(TABLE.read_text("utf-8"))["groups"][0]
    personal = Personal(number=number, name=name, group=group, guardian=guardian)
    outcome = register(ports, personal, ports.rules.consent_version)
    assert isinstance(outcome, RegisteredNow)
    return outcome.person


def _ended(body: str) -> str:
    return body + ric.calc_check_digit(body + "0")


def _same_ending(number: str) -> str:
    """Another well-formed number with the same last four characters."""
    for day in range(1, 29):
        for month in range(1, 13):
            body = f"{number[:6]}1951{month:02d}{day:02d}{number[14:17]}"
            if _ended(body)[17] == number[17]:
                return _ended(body)
    raise ValueError(number)


def _begin_day(ports: Ports) -> None:
    """An activity of now, some of whose people are missing; somebody says of an earlier visit that
    it was not hers. Not before: whoever walks through the kiosk would meet it."""
    plan_activities(ports, tomllib.loads(TABLE.read_text("utf-8")), lambda day: day == 0)
    visits = ports.rows.where(Visit, "-start_ms", 50)
    visit = next(one for one in visits if one.activity and one.end_ms)
    ask_correction(ports, visit.person, "not_mine", visit.visit)


def look_at_desk(kiosk: Kiosk, guide: Guide, pin: str) -> None:
    """The cadre logs in by the keypad and opens one room after the other."""
    from kiosk.ui.desk.tour import tour as desk_pages

    kiosk.lanes.wait_on_store(lambda: _begin_day(kiosk.village.ports))
    for step in (Tap("choice:help"), Tap("choice:i_am_cadre"), Keys(pin), Tap("done")):
        guide.take(step)
    guide.wait(lambda: kiosk.window.desk is not None, "desk")
    assert kiosk.window.desk is not None
    for page in desk_pages(kiosk.window.desk, REGISTER):
        guide.wait(lambda: kiosk.lanes.is_idle, page)
        guide.picture(page, in_front(kiosk.window))
    kiosk.window.close_desk()
