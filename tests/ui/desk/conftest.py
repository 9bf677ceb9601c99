"""A desk over a real, encrypted journal; its work is done at once, on the test's own thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.config import ASSETS
from kiosk.devices.hanzi import PinyinHanzi
from kiosk.devices.workbooks import read_register_words, read_workbook
from kiosk.errors import Trouble
from kiosk.services.cadres import Cadre
from kiosk.services.ports import Ports, Rules
from kiosk.services.register import RegisteredNow, register
from kiosk.store.store import open_store
from kiosk.strings import Strings, load_strings
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.import_room import Importer
from kiosk.ui.desk.machine import Actions, Carried, Carry, Machine
from kiosk.ui.desk.picture_card import Pictures
from kiosk.ui.sight import Sight
from kiosk.ui.theme import Theme
from sync.exchange.tried import Probe
from sync.standard.residents import Personal
from tests.plain_ports import (
    PlainCertifier,
    PlainClock,
    PlainIds,
    PlainPapers,
    PlainPins,
    PlainTokens,
)

CADRE = Cadre("cadre-1", "Li", "")
WANG = Personal(
    number="321199195001011509",
    name="\u738b\u79c0\u82f1",
    phone="13812345678",
    group="\u4e00\u7ec4",
)
LI = Personal(number="32119919590430381X", name="\u674e\u660e")


@pytest.fixture
def clock() -> PlainClock:
    return PlainClock()


@pytest.fixture
def ports(tmp_path: Path, clock: PlainClock) -> Iterator[Ports]:
    store = open_store(tmp_path / "data", bytes(range(32)), clock.now_ms, lambda n: bytes(n))
    yield Ports(
        journal=store.journal,
        residents=store.residents,
        visits=store.visits,
        merges=store.merges,
        clock=clock,
        ids=PlainIds(),
        settings=store.journal,
        pins=PlainPins(),
        rules=Rules((100, 300), ("\u4e00\u7ec4", "\u4e8c\u7ec4"), "2026-11", "321199"),
        claims=store.claims,
        accounts=store.accounts,
        village_cards=store.village_cards,
        tokens=PlainTokens(),
        agencies=store.agencies,
        rows=store.rows,
        certifier=PlainCertifier(),
        papers=PlainPapers(),
        files=store.journal.files,
    )
    store.close()


@pytest.fixture(scope="session")
def strings() -> Strings:
    return load_strings(ASSETS / "strings" / "zh_CN")


@pytest.fixture(scope="session")
def hanzi() -> PinyinHanzi:
    return PinyinHanzi(ASSETS / "pinyin")


@dataclass
class Lane:
    """Does the work at once, unless it is held: then one piece at each `step`."""

    ports: Ports
    trouble: Trouble | None = None
    """What the next piece of work runs into."""
    is_held: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def run(self, work: Callable[[Ports], Any], then: Callable[[Any], None]) -> None:
        self.waiting.append(lambda: then(self._answer(work)))
        if not self.is_held:
            self.step()

    def step(self) -> None:
        self.waiting.pop(0)()

    def _answer(self, work: Callable[[Ports], Any]) -> Any:
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            return trouble
        try:
            return work(self.ports)
        except Trouble as found:
            return found


@pytest.fixture
def lane(ports: Ports) -> Lane:
    return Lane(ports)


@dataclass
class ToyPictures:
    """Answers what it was told to, at once unless it is held."""

    is_installed: bool = True
    outcome: Any = None
    frame: Any = b""
    rests: int = 0
    files: list[Path] = field(default_factory=list)
    waiting: list[Callable[[], None]] = field(default_factory=list)

    def port(self) -> Pictures:
        return Pictures(
            is_installed=lambda: self.is_installed,
            read_file=self._read_file,
            look=lambda told: self.waiting.append(lambda: told(self.frame)),
            read_look=lambda told: self.waiting.append(lambda: told(self.outcome)),
            rest=self._rest,
            places=lambda: (),
        )

    def step(self) -> None:
        self.waiting.pop(0)()

    def _read_file(self, path: Path, told: Callable[[Any], None]) -> None:
        self.files.append(path)
        self.waiting.append(lambda: told(self.outcome))

    def _rest(self) -> None:
        self.rests += 1


@pytest.fixture
def pictures() -> ToyPictures:
    return ToyPictures()


@dataclass
class Box:
    """What the officer's page sees and asks for."""

    machine: Machine = Machine()
    enrolments: list[tuple[str, str]] = field(default_factory=list)
    answer: str = "enrolled"
    synced: int = 0
    left: int = 0
    sights: list[Sight] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    sticks: list[Path] = field(default_factory=list)
    carried: list[tuple[str, Path]] = field(default_factory=list)
    stick_answer: Carried | Trouble | None = None
    """None: the stick is at work still; `told` is whom to tell."""
    told: Callable[[Carried | Trouble], None] | None = None
    probe: Probe | Trouble | None = None
    """None: the line is being tested still; `tested` is whom to tell."""
    tested: list[Callable[[Probe | Trouble], None]] = field(default_factory=list)

    def enrol(self, url: str, code: str, then: Callable[[str], None]) -> None:
        self.enrolments.append((url, code))
        then(self.answer)

    def sync(self) -> None:
        self.synced += 1

    def leave(self) -> None:
        self.left += 1

    def carry(self, way: str) -> Carry:
        def begin(stick: Path, then: Callable[[Carried | Trouble], None]) -> None:
            self.carried.append((way, stick))
            self.told = then
            if self.stick_answer is not None:
                then(self.stick_answer)

        return begin

    def test_line(self, then: Callable[[Probe | Trouble], None]) -> None:
        self.tested.append(then)
        if self.probe is not None:
            then(self.probe)

    def actions(self) -> Actions:
        return Actions(
            sync_now=self.sync,
            enrol=self.enrol,
            check=lambda then: then("sound"),
            test_line=self.test_line,
            leave_program=self.leave,
            keep_sight=self.sights.append,
            keep_language=self.languages.append,
            sticks=lambda: self.sticks,
            carry_out=self.carry("out"),
            carry_in=self.carry("in"),
        )


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(
    qtbot: QtBot,
    clock: PlainClock,
    strings: Strings,
    lane: Lane,
    box: Box,
    stick: Path,
    hanzi: PinyinHanzi,
    pictures: ToyPictures,
    theme_of: Callable[..., Theme],
) -> MakeDesk:
    words = read_register_words(ASSETS / "register" / "words.toml")

    def make(width: int = 1280, height: int = 800, **habits: Any) -> Desk:
        desk = Desk(
            theme_of((width, height)),
            strings,
            lane.run,
            CADRE,
            clock=clock,
            rules=lane.ports.rules,
            hanzi=hanzi,
            machine=lambda: box.machine,
            actions=box.actions(),
            importer=Importer(read_workbook, words, lambda: (stick,)),
            pictures=pictures.port(),
            village="\u4e1c\u5347\u6751",
            **habits,
        )
        qtbot.addWidget(desk)
        desk.resize(width, height)
        with qtbot.waitExposed(desk):
            desk.show()
        desk.activateWindow()
        return desk

    return make


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    return make_desk()


def enter(ports: Ports, personal: Personal) -> str:
    """Registers somebody; the person's id."""
    done = register(ports, personal, "2026-11")
    assert isinstance(done, RegisteredNow)
    return done.person


def press(qtbot: QtBot, within: QWidget, name: str) -> None:
    found = [b for b in within.findChildren(QAbstractButton, name) if b.isVisible()]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def line(within: QWidget, name: str) -> QLineEdit:
    found = within.findChild(QLineEdit, name)
    assert found is not None, name
    return found
