"""A person at the kiosk: the real window on a data folder, real taps, in a process of its own.

    python -m tests.e2e.tapping FOLDER NUMBERS [--from N] [--called]

NUMBERS: a file with one ID number a line; each checks in. --called: waits for a line on stdin
before each person, and before a new try. Says a line for each thing, by the person's place in the
file and never by her number:

    ready
    typed 7        her number stands and "done" is about to be touched
    choosing 7     the service is about to be touched
    saved 7        the screen says that she is checked in
    found 7        she was checked in already: the program had been killed after it was saved
    trouble 7 ...  the screen says that it could not be saved, with the code; she tries again
    end
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QAbstractButton

from kiosk.app import Kiosk, application
from kiosk.config import ASSETS, Config
from kiosk.strings import load_strings
from kiosk.ui.panels import NotePanel, WaitPanel
from kiosk.ui.tour import Finger
from kiosk.ui.waiting import comes

PATIENCE_MS: Final = 20_000
_TOLD: Final = ("check_in.forgot", "check_in.credited")
_ON_NOW: Final = ("check_in.activity", "check_in.hers")


class Person:
    def __init__(self, kiosk: Kiosk, *, is_called: bool) -> None:
        self._shell = kiosk.shell
        self._is_called = is_called
        self._finger = Finger()

    def check_in(self, place: int, number: str) -> None:
        self._wait_to_be_called()
        self._tap("choice:check_in")
        self._wait_for("find_me.way")
        self._tap("choice:by_number")
        self._wait_for("find_me.number")
        for digit in number:
            self._tap(f"key:{digit}")
        _say(f"typed {place}")
        self._tap("done")
        self._wait_for("find_me.who")
        self._tap("yes")
        if self._arrive(place) == "check_in.leave":
            _say(f"found {place}")
            self._tap("choice:stay")
        else:
            self._choose(place)
        self._wait_for("home")

    def _arrive(self, place: int) -> str:
        """Past every visit that she forgot to end and is told of (that is written down too), and
        past what is on now: she came for something else."""
        asked = ("check_in.service", "check_in.leave")
        while True:
            stands = self._wait_for(*asked, *_TOLD, *_ON_NOW, "trouble")
            if stands == "trouble":
                self._say_trouble(place)
            elif stands in _TOLD:
                self._tap("choice:understood")
            elif stands in _ON_NOW:
                self._tap("choice:service")
            else:
                return stands

    def _choose(self, place: int) -> None:
        """Again and again, until it is saved."""
        while True:
            self._wait_for("check_in.service")
            _say(f"choosing {place}")
            self._tap("choice:clean")
            if self._wait_for("check_in.in", "trouble") == "check_in.in":
                _say(f"saved {place}")
                self._tap("done")
                return
            self._say_trouble(place)

    def _say_trouble(self, place: int) -> None:
        panel = self._shell.panel_shown
        assert isinstance(panel, NotePanel)
        _say(f"trouble {place} {panel.small.text()}")
        self._tap("done")
        self._wait_to_be_called()

    def _wait_to_be_called(self) -> None:
        if self._is_called:
            sys.stdin.readline()

    def _tap(self, name: str) -> None:
        found = self._shell.findChildren(QAbstractButton, name)
        self._finger.tap(next(b for b in found if b.isVisible() and b.isEnabled()))

    def _wait_for(self, *screens: str) -> str:
        came = comes(lambda: self._stands() in screens, PATIENCE_MS)
        stands = self._stands()
        assert came, f"{stands} stands, not {screens}"
        return stands

    def _stands(self) -> str:
        """The id of the screen; "trouble" when the shell owns up to something."""
        panel = self._shell.panel_shown
        if self._shell.is_busy or isinstance(panel, WaitPanel):
            return "busy"
        return "trouble" if isinstance(panel, NotePanel) else self._shell.screen_shown.id


def _say(line: str) -> None:
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("numbers", type=Path)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--called", action="store_true")
    asked = parser.parse_args()
    application()
    config = Config(asked.folder, window_px=(1280, 800), voice=False)
    kiosk = Kiosk(config, load_strings(ASSETS / "strings" / "zh_CN"))
    kiosk.window.show()
    _say("ready")
    try:
        person = Person(kiosk, is_called=asked.called)
        for place, number in enumerate(asked.numbers.read_text("utf-8").split()):
            if place >= asked.first:
                person.check_in(place, number)
    finally:
        kiosk.window.close()
        kiosk.close()
    _say("end")


if __name__ == "__main__":
    main()
