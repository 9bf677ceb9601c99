"""Promise: when she has gone, nothing of her is left in the window, the clipboard or the voice.

Every walk of the tour is left in turn by Home, by silence (idle) and by the next card. Then the
widget tree is read, shown or not, and the whole of what Python still holds is searched for her.
"""

from __future__ import annotations

import gc
import os
import tomllib
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from kiosk.app import Kiosk, application
from kiosk.config import Config
from kiosk.flows.screen import Screen
from kiosk.services.cards import Code
from kiosk.services.find_me import Identified
from kiosk.strings import load_strings
from kiosk.tour.play import TABLE, opened, outside_of
from kiosk.tour.walks import walks
from kiosk.ui.tour import Expect, Guide, Keys, Outside, Tap
from sync.standard.identity import mask_name
from sync.standard.residents import Resident
from tests.e2e.sweeping import LYING
from tests.e2e.walked import lay_out_village

PERSON = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
NUMBERS = [PERSON[key] for key in ("number", "forgetful_number")]
NAMES = [PERSON[key] for key in ("name", "forgetful", "other")]
HERS = [
    *NAMES,
    *map(mask_name, NAMES),
    *NUMBERS,
    PERSON["phone"],
    *PERSON["crowd"],
    *PERSON["alike"],
]
PART = ("register", "my_record", "family_first_time", "sign")
"""Of the walks, without EVERY=1."""
STRANGE = Code("nothing that anybody knows")


class Silent(Guide):
    """Walks without taking pictures or times: a stopwatch keeps the screens that it timed."""

    def expect(self, step: Expect) -> None:
        self.wait(lambda: self._stands(step.screen), step.screen)
        self.picture(step.screen)

    def picture(self, _name: str, _of: QWidget | None = None) -> None:
        QApplication.processEvents()


def texts() -> Iterator[tuple[str, str]]:
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}"
        said = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        said += [widget.windowTitle(), widget.whatsThis(), widget.statusTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            said.append(widget.text())
        yield from ((where, text) for text in said if text)
    yield "clipboard", QApplication.clipboard().text()


def is_hers(text: str) -> bool:
    return any(piece in text for piece in HERS)


def settle() -> None:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def held(known: set[int]) -> list[str]:
    """Kinds of what holds a text of hers, or is a person's view, and was not there before."""
    found = []
    for one in gc.get_objects():
        if id(one) in known:
            continue
        if isinstance(one, Identified | Resident):
            found.append(type(one).__name__)
        elif isinstance(one, Screen) and any(is_hers(str(v)) for v in one.args.values()):
            found.append(one.id)
        elif str(type(one).__module__).startswith("kiosk."):
            names = [n for n, v in vars_of(one) if isinstance(v, str) and is_hers(v)]
            found += [f"{type(one).__name__}.{name}" for name in names]
    return found


def vars_of(one: Any) -> Iterator[tuple[str, Any]]:
    for kind in type(one).__mro__:
        for name in getattr(kind, "__slots__", ()):
            if hasattr(one, name):
                yield name, getattr(one, name)
    yield from getattr(one, "__dict__", {}).items()


def leave(kiosk: Kiosk, guide: Guide, way: str) -> None:
    """From wherever the walk has ended."""
    match way:
        case "home":
            kiosk.shell.go_home()
        case "idle":
            kiosk.shell.leave()
        case "card":
            kiosk.shell.counter.present(STRANGE)
            kiosk.settle()
            kiosk.shell.go_home()
    guide.wait(lambda: kiosk.lanes.is_idle, "home")
    settle()


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kiosk]:
    application()
    folder = tmp_path_factory.mktemp("village")
    config = Config(folder, window_px=LYING, voice=False, simulated_card_reader=True)
    lay_out_village(config.data)
    with opened(config, load_strings(config.strings)) as kiosk:
        yield kiosk


def test_nothing_of_her_is_left_when_she_has_gone(kiosk: Kiosk, tmp_path: Path) -> None:
    guide, ways = Silent(kiosk.shell, tmp_path, ""), cycle(("home", "idle", "card"))
    guide.outside = outside_of(kiosk)
    scripts = walks(PERSON)
    del scripts["card_reader_gone"]  # Nobody is in it.
    if not os.environ.get("EVERY"):
        scripts = {name: scripts[name] for name in PART}
    before = gc.get_objects()  # held, so that nothing else can come to lie in their places
    known, left = {id(one) for one in before}, list[str]()
    for (name, walk), way in zip(scripts.items(), ways, strict=False):
        for step in walk:
            guide.take(step)
        leave(kiosk, guide, way)
        if any(isinstance(step, Outside) for step in walk):
            # Who goes takes her card along: while it lies there it is read again and again.
            guide.outside("take")
            guide.wait(lambda: "Card.name" not in held(known), "take")
        left += [f"{name} {way}: {where}" for where, text in texts() if is_hers(text)]
        left += [f"{name} {way}: {what}" for what in held(known)]
    assert not left


def test_the_search_finds_what_is_there(kiosk: Kiosk, tmp_path: Path) -> None:
    guide = Silent(kiosk.shell, tmp_path, "")
    begun = (Tap("choice:my_record"), Tap("choice:by_number"), Keys(NUMBERS[1]), Tap("done"))
    before = gc.get_objects()
    known = {id(one) for one in before}
    for step in (*begun, Tap("yes")):
        guide.take(step)
    guide.wait(lambda: kiosk.shell.screen_shown.id == "my_record.record", "record")
    assert any(is_hers(text) for _, text in texts())
    assert {"Resident", "my_record.record"} <= set(held(known))
