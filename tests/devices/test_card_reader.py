"""The reader's thread over a real serial port: a pseudo-terminal with a simulated module behind.

EVERY=1 plays 10,000 readings with faults and 100,000 polls over it; the suite a few.
"""

from __future__ import annotations

import os
import queue
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from serial.tools.list_ports_common import ListPortInfo as PortFound

from kiosk.config import ASSETS
from kiosk.devices.card_frames import Command
from kiosk.devices.card_module import Limits, LineBroken
from kiosk.devices.card_ports import SerialLine, usb_serial_paths
from kiosk.devices.card_reader import PROBES_MAX, CardReader, ReaderSettings, watch_for
from kiosk.devices.card_watch import Pace
from kiosk.devices.simulated_module import Mishap, SimulatedModule, Tempo
from kiosk.devices.simulated_reader import SimulatedReader
from kiosk.services.cards import (
    CardOutcome,
    CardRead,
    CardUnreadable,
    ReaderBack,
    ReaderGone,
)
from kiosk.strings import load_strings
from tests.devices.cards import GROUPS, MISHAPS, some_card, today

EVERY = bool(os.environ.get("EVERY"))
READINGS = 10_000 if EVERY else 15
POLLS = 100_000 if EVERY else 300
LIMITS = Limits()
SHORT = Limits(state_s=0.06, find_s=0.06, select_s=0.06, read_s=0.12)
"""Where answers are late on purpose; a busy machine's own delays are then faults like others."""
PACE = Pace(poll_s=0.002, search_s=0.01, gone_s=0.03, tries=3, silent_tries=3)
TEMPO = Tempo(slow_s=0.01, too_slow_s=0.15)
LIMIT_S = 5.0


class Outcomes:
    def __init__(self) -> None:
        self.tell, self._told = self._put, queue.SimpleQueue[CardOutcome]()

    def _put(self, outcome: CardOutcome) -> None:
        self._told.put(outcome)

    def next(self) -> CardOutcome:
        return self._told.get(timeout=LIMIT_S)

    def none_left(self) -> bool:
        return self._told.empty()


@contextmanager
def reading(
    simulated: SimulatedReader, path: str = "", pace: Pace = PACE, limits: Limits = LIMITS
) -> Iterator[tuple[Outcomes, CardReader]]:
    outcomes = Outcomes()
    settings = ReaderSettings(path=path, limits=limits, pace=pace)
    reader = CardReader(watch_for(settings, GROUPS, today, simulated.paths), outcomes.tell)
    reader.start()
    try:
        yield outcomes, reader
    finally:
        assert reader.stop(LIMIT_S)


@pytest.fixture
def simulated(tmp_path: Path) -> Iterator[SimulatedReader]:
    module = SimulatedModule(random.Random(11), TEMPO)
    with SimulatedReader(tmp_path / "reader", module) as reader:
        yield reader


def heard_more(simulated: SimulatedReader, commands: int) -> None:
    assert simulated.hears(commands, 600 if EVERY else LIMIT_S), "nobody polls"


def resident_kb() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


def test_cards_one_after_the_other(simulated):
    dice = random.Random(1)
    with reading(simulated) as (outcomes, _):
        assert outcomes.next() == ReaderBack()
        for _ in range(4):
            text, card = some_card(dice)
            simulated.put(text)
            assert outcomes.next() == CardRead(card)
            heard_more(simulated, 12)
            assert outcomes.none_left()


def test_unplugged_in_the_midst_and_plugged_in_again(simulated):
    dice = random.Random(2)
    with reading(simulated) as (outcomes, _):
        assert outcomes.next() == ReaderBack()
        for _ in range(3):
            simulated.unplug()
            assert outcomes.next() == ReaderGone()
            text, card = some_card(dice)
            simulated.put(text)
            simulated.plug()
            assert [outcomes.next(), outcomes.next()] == [ReaderBack(), CardRead(card)]


def test_a_configured_reader_is_missed_and_found(simulated):
    path = str(simulated.path)
    simulated.unplug()
    with reading(simulated, path) as (outcomes, _):
        assert outcomes.next() == ReaderGone()
        simulated.plug()
        assert outcomes.next() == ReaderBack()


def test_a_listener_s_fault_costs_a_card_and_not_the_reader(simulated):
    dice = random.Random(4)
    text, card = some_card(dice)
    outcomes = Outcomes()

    def tell(outcome: CardOutcome) -> None:
        outcomes.tell(outcome)
        if outcome == ReaderBack():
            raise ValueError("the listener's own fault")

    settings = ReaderSettings(limits=LIMITS, pace=PACE)
    reader = CardReader(watch_for(settings, GROUPS, today, simulated.paths), tell)
    reader.start()
    assert outcomes.next() == ReaderBack()
    simulated.put(text)
    assert outcomes.next() == CardRead(card)
    assert reader.stop(LIMIT_S)


def test_stopping_waits_for_nobody(simulated):
    simulated.change(lambda module: module.suffer([(Command.FIND, Mishap.SILENCE)] * 99))
    never, brief = Pace(poll_s=600, search_s=600), replace(LIMITS, find_s=0.1)
    with reading(simulated, pace=never, limits=brief) as (_, reader):
        heard_more(simulated, 1)
        assert reader.stop(LIMIT_S)


def test_a_port_that_is_no_reader_s_is_asked_a_few_times_only(tmp_path):
    """Whatever listens there may print every byte it gets."""
    heard = b""
    printer, port = os.openpty()
    os.set_blocking(printer, False)
    path = os.ttyname(port)
    other = SimulatedModule(random.Random(3), TEMPO)
    with SimulatedReader(tmp_path / "reader", other) as simulated:
        simulated.unplug()
        asked = queue.SimpleQueue[int]()

        def paths() -> list[str]:
            asked.put(1)
            return [path, *simulated.paths()]

        outcomes = Outcomes()
        limits = replace(LIMITS, state_s=0.1)
        settings = ReaderSettings(bits_per_s=(115_200,), limits=limits, pace=PACE)
        reader = CardReader(watch_for(settings, GROUPS, today, paths), outcomes.tell)
        reader.start()
        for _ in range(3 * PROBES_MAX):
            asked.get(timeout=LIMIT_S)
        simulated.plug()
        assert outcomes.next() == ReaderBack()
        assert reader.stop(LIMIT_S)
    heard = os.read(printer, 4096)
    assert len(heard) == 10 * PROBES_MAX
    os.close(printer)
    os.close(port)


def test_a_port_is_opened_by_one_alone(simulated):
    path = str(simulated.path)
    line = SerialLine(path, 9_600)
    with pytest.raises(LineBroken):
        SerialLine(path, 9_600)
    line.close()
    SerialLine(path, 9_600).close()
    with pytest.raises(LineBroken):
        SerialLine(path + "-none", 9_600)


def test_ports_on_usb_are_asked_the_usual_chips_first():
    def port(device: str, vendor: int | None) -> PortFound:
        found = PortFound(device)
        found.vid = vendor
        return found

    ports = [port("ttyS0", None), port("ttyACM0", 0x1234), port("ttyUSB1", 0x1A86)]
    assert usb_serial_paths(lambda: ports) == ["ttyUSB1", "ttyACM0"]


def test_faults_in_any_mix_over_a_real_port(simulated):
    """Every laying-down ends with the right person or with a sentence, and in time."""
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    counted = Counter[str]()
    pace = replace(PACE, gone_s=0.0)
    with reading(simulated, str(simulated.path), pace, SHORT) as (outcomes, _):
        assert outcomes.next() == ReaderBack()
        for seed in range(READINGS):
            simulated.take()
            heard_more(simulated, 3)  # so the last card is seen to be gone
            dice = random.Random(seed)
            text, card = some_card(dice)
            mishaps = dice.choices(MISHAPS, k=dice.choice((0, 1, 1, 2, 4)))
            commands = (Command.SELECT, Command.READ)
            suffers = [(dice.choice(commands), mishap) for mishap in mishaps]
            is_unplugged = dice.random() < 0.04

            def lay(module: SimulatedModule, text=text, suffers=suffers) -> None:
                module.recover()
                module.suffer(suffers)
                module.put(text)

            simulated.change(lay)
            if is_unplugged:
                simulated.unplug()
                simulated.plug()
            while not isinstance(outcome := outcomes.next(), CardRead):
                counted[type(outcome).__name__] += 1
                key = outcome.fault if isinstance(outcome, CardUnreadable) else outcome.key
                assert strings.say(key)
                # She lays it down again: when she is told to, or when the reader is back and it was
                # pulled before the cable was.
                was_pulled = outcome == ReaderBack() and not simulated.has_card
                if was_pulled or isinstance(outcome, CardUnreadable):
                    simulated.change(lay)
                    simulated.change(lambda module: module.recover())
            assert outcome == CardRead(card), f"another person in reading {seed}"
            counted["CardRead"] += 1
    assert counted["CardRead"] == READINGS
    assert counted["CardUnreadable"] > 0
    print(READINGS, "readings:", dict(counted))


def test_polls_without_end_over_a_real_port_keep_nothing(simulated):
    """Resident memory, so that what Python does not count is seen too."""
    dice = random.Random(5)
    with reading(simulated, pace=Pace(poll_s=0.0, search_s=0.01, gone_s=0.03)) as (outcomes, _):
        assert outcomes.next() == ReaderBack()
        simulated.put(some_card(dice)[0])
        heard_more(simulated, POLLS // 10)
        before_kb = resident_kb()
        for round_number in range(10):
            if round_number % 2:
                simulated.take()
            else:
                simulated.put(some_card(dice)[0])
            heard_more(simulated, POLLS * 3 // 10 if not round_number % 2 else POLLS // 10)
        grown_kb = resident_kb() - before_kb
    print(POLLS, "polls:", grown_kb, "KB more")
    assert grown_kb < 4096
