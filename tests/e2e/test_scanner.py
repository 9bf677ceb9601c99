"""Promise: a scanner that types into every screen loses nobody's state and leaks into no field."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from kiosk.app import Kiosk, application
from kiosk.config import Config
from kiosk.demo.village import RunningClock
from kiosk.devices.code_camera import CodeCamera
from kiosk.devices.machine import wall_ms
from kiosk.services.cadres import appoint_cadre
from kiosk.services.register import RegisteredNow, register
from kiosk.strings import load_strings
from kiosk.tour.play import TABLE, books, give_cards, opened, outside_of
from kiosk.tour.walks import walks
from kiosk.tour.walks.by_card import bad_codes, card
from kiosk.ui.tour import Expect, ExpectRemark, Guide, Keyboard, Keys, Outside, Scanner, Script, Tap
from sync.standard.residents import Personal
from tests.devices.held_up import held_up
from tests.e2e.walked import lay_out_village

PERSON = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
EVERY = bool(os.environ.get("EVERY"))
WALKS = ("codes_of_no_use", "register_minor")
"""Some in each run; with EVERY=1 all."""
ENDINGS = ("\r", "\t", "", "\r\r")


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    folder = tmp_path_factory.mktemp("data")
    config = Config(folder, window_px=(1280, 800), voice=False, simulated_card_reader=True)
    if EVERY:
        lay_out_village(config.data)
    else:
        _prepare_little(config)
    with opened(config, load_strings(config.strings)) as kiosk:
        yield kiosk


def _prepare_little(config: Config) -> None:
    """What these walks need of the demo village."""
    with books(config, RunningClock(wall_ms())) as ports:
        ports.settings.set_setting("village", '{"groups":["1"]}')
        number = "321199195001011509"
        other = register(ports, Personal(number=number, name=PERSON["other"]), "1")
        assert isinstance(other, RegisteredNow)
        give_cards(ports, other.person, PERSON)
        register(ports, Personal(number=PERSON["number"], name=PERSON["name"]), "1")
        appoint_cadre(ports, "Li", PERSON["pin"])


def state_of(page: QWidget) -> list[str]:
    """All that is written and chosen on it, and where the keys stand."""
    focused = page.window().focusWidget()
    # What a notice offers is gone with it, though Qt deletes it a little later.
    found = page.findChildren(QAbstractButton)
    buttons = [button for button in found if not button.objectName().startswith("way:")]
    return [
        *(label.text() for label in page.findChildren(QLabel) if label.isVisible()),
        *(field.text() for field in page.findChildren(QLineEdit)),
        *(f"{b.objectName()} {b.isChecked()}" for b in buttons),
        focused.objectName() if focused else "",
    ]


class Scanning(Guide):
    """On every screen something is scanned that is of no use; she reads that and goes on."""

    def __init__(self, kiosk: Kiosk, folder: Path) -> None:
        super().__init__(kiosk.shell, folder, "scanned")
        self._kiosk = kiosk
        self.scanned: list[str] = []
        self.is_scanning = True

    def expect(self, step: Expect) -> None:
        super().expect(step)
        if self.is_scanning:
            self._scan(step)

    def _scan(self, step: Expect) -> None:
        sentences = list(bad_codes(PERSON).items())
        key, text = sentences[len(self.scanned) % len(sentences)]
        ending = ENDINGS[len(self.scanned) % len(ENDINGS)]
        before = self._page()
        Scanner(self._kiosk.shell).scan(text, ending)
        self.wait(lambda: self._kiosk.shell.panel_shown is not None, key)
        panel = self._kiosk.shell.panel_shown
        assert panel is not None
        assert panel.accessibleName() == self._kiosk._strings.show(key)
        self.take(Tap("done"))
        self.wait(lambda: self._stands(step.screen), step.screen)
        assert self._page() == before, step.screen
        self.scanned.append(step.screen)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Takes none."""

    def _page(self) -> list[str]:
        page = self._kiosk.shell.findChild(QWidget, "page")
        assert page is not None
        return state_of(page)[:-1]


def _is_by_finger(script: Script) -> bool:
    """A remark that a card called forth is gone with the next one."""
    return not any(isinstance(step, Outside | ExpectRemark) for step in script)


def test_a_scanner_types_into_every_screen(kiosk: Kiosk, tmp_path: Path) -> None:
    guide = Scanning(kiosk, tmp_path)
    guide.outside = outside_of(kiosk)
    for name, walk in walks(PERSON).items():
        if EVERY or name in WALKS:
            guide.is_scanning = _is_by_finger(walk)
            guide.play({name: walk})
    assert len(set(guide.scanned)) >= (30 if EVERY else 6)


def test_a_card_held_before_the_camera_says_who_it_is(tmp_path: Path) -> None:
    """Only while somebody is asked who she is."""
    cv2 = pytest.importorskip("cv2")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    seen = tmp_path / "camera"
    seen.mkdir()
    assert cv2.imwrite(str(seen / "card.png"), held_up(card(PERSON)))
    config = Config(tmp_path / "data", window_px=(1280, 800), voice=False, camera=str(seen))
    _prepare_little(config)
    with opened(config, load_strings(config.strings)) as kiosk:
        guide = Guide(kiosk.shell, tmp_path, "camera")
        for step in (Tap("choice:check_in"), Expect("check_in.service")):
            guide.take(step)
        eye = kiosk.codes._eye
        assert isinstance(eye, CodeCamera)
        guide.wait(lambda: not eye.is_looking, "the camera's rest")


def test_one_key_of_a_hand_reaches_the_page(kiosk: Kiosk, tmp_path: Path) -> None:
    guide = Guide(kiosk.shell, tmp_path, "typed")
    for step in (Tap("choice:check_in"), Tap("choice:by_number"), Expect("find_me.number")):
        guide.take(step)
    Keyboard(kiosk.shell).press("3")
    guide.wait(lambda: not kiosk.codes.wedge.is_holding, "the key")
    assert any("3" in text for text in state_of(kiosk.shell))
    kiosk.shell.go_home()


def test_at_the_desk_a_code_goes_into_no_field(kiosk: Kiosk, tmp_path: Path) -> None:
    guide = Guide(kiosk.shell, tmp_path, "desk")
    for step in (Tap("choice:help"), Tap("choice:i_am_cadre"), Keys(PERSON["pin"]), Tap("done")):
        guide.take(step)
    guide.wait(lambda: kiosk.window.desk is not None, "desk")
    desk = kiosk.window.desk
    assert desk is not None
    codes = {**bad_codes(PERSON), "whose": card(PERSON)}
    for kind, (key, text) in zip(desk.on_rail, [*codes.items(), *codes.items()], strict=False):
        desk.open_room(kind.name)
        room = desk.current_room()
        guide.wait(lambda: kiosk.lanes.is_idle, room.name)
        QApplication.processEvents()
        field = next(iter(room.findChildren(QLineEdit)), None)
        if field is not None and field.isVisible():
            field.setFocus()
        before = state_of(room)
        Scanner(desk).scan(text)
        guide.wait(lambda room=room: bool(room.notice.text), key)
        told = room.notice.text
        assert (PERSON["other"] in told) if key == "whose" else kiosk._strings.show(key) == told
        room.notice.clear()
        QApplication.processEvents()
        assert state_of(room) == before, room.name
    kiosk.window.close_desk()
