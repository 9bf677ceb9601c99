"""Promise: who lays her ID card down is known by it, or told in a sentence why not; never is
anybody taken for somebody else, and nothing of who stood there before is left.

The real kiosk, the real driver, a real pseudo-terminal; at its other end a simulated reader.
EVERY=1 lays down 10,000 cards, the suite a few.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.devices.card_frames import Command
from kiosk.devices.card_watch import Pace
from kiosk.devices.simulated_module import Mishap, SimulatedModule, text_of_card
from kiosk.devices.simulated_reader import SimulatedReader
from kiosk.services.cards import Card, CardKind
from kiosk.services.register import RegisteredNow, register
from kiosk.strings import load_strings
from kiosk.ui.desk.machine import CardReaderState
from kiosk.ui.panels import NotePanel
from kiosk.ui.tour import Finger
from kiosk.ui.waiting import comes
from kiosk.village import open_village
from sync.standard.residents import Personal
from tests.devices.cards import number_of
from tests.promised import within
from tests.ui.conftest import texts_of

EVERY = bool(os.environ.get("EVERY"))
READS = int(os.environ.get("READS", "10000")) if EVERY else 10
PEOPLE = 20
QUICK = Pace(poll_s=0.005, search_s=0.02, gone_s=0.05)
PATIENCE_MS = 10_000
MISHAPS = (Mishap.NOISE_BEFORE, Mishap.NOISE_WITHIN, Mishap.WRONG_CHECKSUM, Mishap.SLOW)
FOUND = ("check_in.service", "check_in.leave", "check_in.forgot")
STRINGS = load_strings(ASSETS / "strings" / "zh_CN")


@dataclass
class Stand:
    """A kiosk with a reader beside it, and who lives here: id -> her card's text."""

    kiosk: Kiosk
    reader: SimulatedReader
    cards: dict[str, bytes]
    finger: Finger = field(default_factory=Finger)

    @property
    def screen(self) -> str:
        return self.kiosk.shell.screen_shown.id

    @property
    def note(self) -> NotePanel | None:
        panel = self.kiosk.shell.panel_shown
        return panel if type(panel) is NotePanel else None

    @property
    def person(self) -> str:
        return self.kiosk.shell._talk.person

    def wait(self, is_so) -> None:
        assert comes(lambda: is_so() and not self.kiosk.shell.is_busy, PATIENCE_MS), self.screen

    def tap(self, name: str) -> None:
        self.finger.tap(self.usable(name)[0])

    def usable(self, name: str) -> list[QAbstractButton]:
        found = self.kiosk.shell.findChildren(QAbstractButton, name)
        return [button for button in found if button.isVisible() and button.isEnabled()]

    def lift(self) -> None:
        """Nothing lies there, for so long that the reader has noticed; home."""
        self.reader.change(lambda module: (module.recover(), module.take()))
        assert self.reader.hears(14, 20)
        self.kiosk.shell.go_home()
        QApplication.processEvents()


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    folder = tmp_path_factory.mktemp("cards")
    module = SimulatedModule(random.Random(1))
    with SimulatedReader(folder / "port", module) as reader:
        config = Config(
            folder / "data", window_px=(1280, 800), voice=False, card_reader=str(reader.path)
        )
        cards = settle(config)
        kiosk = Kiosk(config, STRINGS)
        kiosk.reading.pace = QUICK
        kiosk.window.show()
        kiosk.settle()
        made = Stand(kiosk, reader, cards)
        made.wait(lambda: kiosk.shell.counter.has_reader)
        yield made
        kiosk.window.close()
        kiosk.close()


def settle(config: Config) -> dict[str, bytes]:
    village, cards = open_village(config), dict[str, bytes]()
    for order in range(1, PEOPLE + 1):
        number = number_of("321199", date(1950, 1, order), order)
        name = "\u738b" + chr(0x4E00 + 16 * order)
        outcome = register(village.ports, Personal(number=number, name=name), "v1")
        assert isinstance(outcome, RegisteredNow)
        cards[outcome.person] = text_of_card(name=name, number=number, sex=str(2 - order % 2))
    village.close()
    return cards


def test_one_touch_and_she_is_checked_in(stand: Stand) -> None:
    person, text = next(iter(stand.cards.items()))
    clock = QElapsedTimer()
    clock.start()
    stand.reader.put(text)
    stand.wait(lambda: stand.screen == "check_in.service")
    read_ms = clock.restart()
    stand.tap("choice:clean")
    stand.wait(lambda: stand.screen == "check_in.in")
    saved_ms = clock.elapsed()
    print(f"card down -> service {read_ms} ms, touch -> saved {saved_ms} ms")
    visits = stand.kiosk.village.ports.visits
    assert stand.kiosk.lanes.wait_on_store(lambda: visits.open_of(person))
    assert within((read_ms + saved_ms) / 1000, 3)
    stand.lift()


def test_cards_and_faults_in_any_mix_never_make_another_person(stand: Stand) -> None:
    dice, counted = random.Random(3), Counter[str]()
    people = list(stand.cards)
    for _ in range(READS):
        person = dice.choice(people)
        where = dice.choice((Command.SELECT, Command.READ))
        mishaps = dice.choices(MISHAPS, k=dice.choice((0, 0, 1, 3, 5)))
        text = stand.cards[person]

        def lay(module: SimulatedModule, text=text, mishaps=mishaps, where=where) -> None:
            module.suffer([(where, mishap) for mishap in mishaps])
            module.put(text)

        stand.reader.change(lay)
        stand.wait(lambda: stand.screen in FOUND or stand.note is not None)
        if stand.note is not None:
            counted[stand.note.accessibleName()] += 1
            stand.reader.change(lambda module: module.recover())
            stand.reader.change(lay)  # as she was asked to
            stand.reader.change(lambda module: module.recover())
            stand.wait(lambda: stand.screen in FOUND and stand.note is None)
        assert stand.person == person
        counted["read"] += 1
        stand.lift()
        assert stand.person == ""
    assert counted["read"] == READS
    print(dict(counted))


def test_what_cannot_be_read_is_told_where_she_stands_and_loses_nothing(stand: Stand) -> None:
    stand.tap("choice:check_in")
    stand.wait(lambda: stand.screen == "find_me.way")
    stand.tap("choice:by_number")
    stand.wait(lambda: stand.screen == "find_me.number")
    for key in "3211":
        stand.tap(f"key:{key}")
    text = next(iter(stand.cards.values()))
    stand.reader.put(text_of_card(name="x", number=text[122:158].decode("utf-16-le"), kind="?"))
    stand.wait(lambda: stand.note is not None)
    assert stand.note is not None
    assert stand.note.accessibleName() == STRINGS.show("card.not_id")
    stand.tap("done")
    assert stand.note is None
    assert "3211" in " ".join(text for _, text in texts_of(stand.kiosk.shell)).replace(" ", "")
    stand.lift()


def card(order: int, name: str) -> Card:
    born = date(1950, 1, order)
    number = number_of("321199", born, 100 + order)
    return Card(CardKind.RESIDENT, name, 2, "", born, "", number, "", date(2010, 1, 1), None)


def test_the_next_card_leaves_nothing_of_the_first_person(stand: Stand) -> None:
    """In the middle of her registration somebody else's card is laid down."""
    first, second = card(3, "\u9648\u5df2"), card(4, "\u8521\u90d1")
    shell = stand.kiosk.shell
    shell.open_flow("register")
    shell.counter.present(first)
    stand.wait(lambda: stand.screen == "register.consent")
    while stand.usable("next"):
        stand.tap("next")
    stand.tap("yes")
    stand.wait(lambda: stand.screen == "register.phone")
    assert first.number in repr(shell._talk._state)
    shell.counter.present(second)
    stand.wait(lambda: stand.screen == "register.consent")
    known = (first.name, first.number)
    assert not [one for one in known if one in repr((shell._talk._state, *shell._talk._stands))]
    assert not [text for _, text in texts_of(shell) if first.name in text]
    stand.tap("bar:back")
    assert stand.screen == "home"
    shell.go_home()


def test_who_checks_in_after_another_cannot_go_back_to_her(stand: Stand) -> None:
    one, other = list(stand.cards)[:2]
    stand.reader.put(stand.cards[one])
    stand.wait(lambda: stand.person == one and stand.screen in FOUND)
    stand.reader.put(stand.cards[other])
    stand.wait(lambda: stand.person == other and stand.screen in FOUND)
    stand.tap("bar:back")
    assert (stand.screen, stand.person) == ("home", "")
    stand.lift()


def test_a_reader_that_is_unplugged_is_the_officer_s_affair(stand: Stand) -> None:
    stand.reader.unplug()
    stand.wait(lambda: not stand.kiosk.shell.counter.has_reader)
    assert stand.kiosk.reading.state is CardReaderState.GONE
    assert stand.note is None
    stand.reader.plug()
    stand.wait(lambda: stand.kiosk.shell.counter.has_reader)
    assert stand.kiosk.officer.machine().card_reader is CardReaderState.THERE


WITHOUT = """
import sys
sys.modules["serial"] = None
from pathlib import Path
from PySide6.QtWidgets import QApplication
from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.strings import load_strings
application()
kiosk = Kiosk(Config(Path(sys.argv[1]), voice=False), load_strings(ASSETS / "strings" / "zh_CN"))
kiosk.lanes.run("network", kiosk.reading.start, lambda _: None)
while kiosk.reading.state != "no_driver":
    QApplication.processEvents()
kiosk.close()
"""


def test_without_the_library_everything_else_works(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT, str(tmp_path)]
    subprocess.run(command, check=True, timeout=60)
