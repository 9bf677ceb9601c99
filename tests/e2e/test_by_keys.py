"""Promise: who cannot use the glass does everything by keys: registering on a keyboard, checking in
and out on a keypad that has nothing but numbers and signs."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.app import application
from kiosk.config import Config
from kiosk.services.ports import Ports
from kiosk.strings import load_strings
from kiosk.tour.play import opened
from kiosk.tour.walks import walks
from kiosk.ui.keys import reading_order
from kiosk.ui.shell import Shell
from kiosk.ui.tour import Finger, Guide, Keyboard
from sync.standard.attendance import Visit
from tests.e2e.walked import lay_out_village

WINDOW = (1280, 800)


class KeysForFinger(Finger):
    """Goes to a control by keys and chooses it; types what is on the keys of a pad."""

    def __init__(self, shell: Shell, onward: Qt.Key | str, enter: Qt.Key) -> None:
        super().__init__()
        self._shell, self._onward, self._enter = shell, onward, enter
        self._keyboard = Keyboard(shell)

    def tap(self, widget: QWidget) -> None:
        name = widget.objectName()
        if name.startswith("key:") and name[4:].isascii():
            self._keyboard.press(name[4:])
            return
        for _ in reading_order(self._shell):
            if self._shell.focusWidget() is widget:
                break
            self._keyboard.press(self._onward)
        assert self._shell.focusWidget() is widget, name
        self._keyboard.press(self._enter)


class Typist(Guide):
    def __init__(self, shell: Shell, folder: Path, onward: Qt.Key | str, enter: Qt.Key) -> None:
        super().__init__(shell, folder, "keys")
        self._finger = KeysForFinger(shell, onward, enter)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Takes none."""


def test_registering_checking_in_and_out_by_keys_alone(tmp_path: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    config = Config(tmp_path / "data", window_px=WINDOW, voice=False)
    person = lay_out_village(config.data)
    ways = walks(person)
    with opened(config, load_strings(config.strings)) as kiosk:
        keyboard = Typist(kiosk.shell, tmp_path, Qt.Key.Key_Tab, Qt.Key.Key_Return)
        keyboard.play({"register": ways["register"]})
        keypad = Typist(kiosk.shell, tmp_path, "+", Qt.Key.Key_Enter)
        keypad.play({name: ways[name] for name in ("check_in", "check_out")})
        visits = kiosk.lanes.wait_on_store(lambda: _visits(kiosk.village.ports, person["number"]))
    assert [visit.is_open for visit in visits] == [False]


def _visits(ports: Ports, number: str) -> list[Visit]:
    known = ports.residents.by_number(number)
    assert known is not None
    return ports.visits.of(known.person)
