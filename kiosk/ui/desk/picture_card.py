"""Filling the register's form from a picture of an ID card: a file, or what the camera sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.services.card_picture import CardSeen, Doubt, PictureFault
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.file_dialog import ask_for_file
from kiosk.ui.desk.look import mark
from kiosk.ui.desk.parts import Button, Card, Notice, label
from kiosk.ui.desk.person_form import PersonForm
from kiosk.ui.desk.registers_here import usual_places
from kiosk.ui.desk.wrapping import WrappingLayout

ENDINGS: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
LOOK_EVERY_MS: Final = 250
Told = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Pictures:
    """What reads them. None may block; each tells CardSeen (look: a JPEG), a PictureFault or a
    Trouble on the window's thread."""

    is_installed: Callable[[], bool]
    read_file: Callable[[Path, Told], None]
    look: Callable[[Told], None]
    """What the camera sees now."""
    read_look: Callable[[Told], None]
    """Reads what was last looked at."""
    rest: Callable[[], None]
    """The camera is let go, what was seen is forgotten."""
    places: Callable[[], Sequence[Path]] = usual_places


class PictureCard(Card):
    """Hidden until it is wanted. Nothing of a picture outlives its being shown; nothing is entered
    by it: the cadre reads the form over, and saves."""

    opened = Signal(object)
    """Itself, to be scrolled to."""

    def __init__(self, bench: Bench, pictures: Pictures, form: PersonForm, notice: Notice) -> None:
        super().__init__(bench)
        self._bench, self._pictures = bench, pictures
        self._form, self._notice = form, notice
        self._is_looking = self._is_reading = False
        self.setObjectName("picture_card")
        self.says = label(wrap=True)
        self.seen = QLabel()
        self.seen.setAccessibleName(bench.show("picture.camera"))
        self._next = QTimer(self, singleShot=True, interval=LOOK_EVERY_MS)
        self._next.timeout.connect(self._look)
        row = QWidget()
        buttons = WrappingLayout(row, bench.look.size.gap)
        deeds = (("file", self._ask), ("camera", self._begin), ("read", self._read))
        self._buttons = {name: self._button(name, do) for name, do in deeds}
        self._close = self._button("close", self.hide)
        for button in (*self._buttons.values(), self._close):
            buttons.addWidget(button)
        for widget in (self.says, self.seen, row):
            self.inside.addWidget(widget)
        self._settle()
        self.hide()

    def toggle(self) -> None:
        if not self.isHidden():
            self.hide()
        else:
            self.opened.emit(self)
            self.show()
            self._close.setFocus()
            self._settle()
            self._say("hint")
            if not self._pictures.is_installed():
                self._fail(PictureFault.NOT_INSTALLED)

    def take_file(self, path: Path) -> None:
        self._is_looking, self._is_reading = False, True
        self._settle()
        self._say("reading")
        self._pictures.read_file(path, self._told(self._was_read))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._is_looking:
            self._pictures.rest()
        self._is_looking = False
        self.seen.clear()

    def _ask(self) -> None:
        show, places = self._bench.show, self._pictures.places()
        title, kind = show("picture.file"), show("picture.files")
        ask_for_file(self, title, kind, ENDINGS, self.take_file, places[0] if places else None)

    def _begin(self) -> None:
        self._is_looking = True
        self._settle()
        self._say("looking")
        self._look()

    def _look(self) -> None:
        if self._is_looking and not self._is_reading:
            self._pictures.look(self._told(self._was_seen))

    def _was_seen(self, outcome: Any) -> None:
        if not isinstance(outcome, bytes):
            self._is_looking = False
            self._fail(outcome)
        elif self._is_looking:
            picture = QPixmap()
            picture.loadFromData(outcome)
            self.seen.setPixmap(picture.scaledToHeight(self._bench.look.size.control * 6))
            self._settle(has_seen=True)
            self._next.start()

    def _read(self) -> None:
        self._is_reading = True
        self._settle()
        self._say("reading")
        self._pictures.read_look(self._told(self._was_read))

    def _was_read(self, outcome: Any) -> None:
        self._is_reading = False
        if isinstance(outcome, CardSeen):
            fill_in(self._form, outcome)
            self._notice.tell(*told_of(outcome, self._bench))
            self.hide()
            return
        self._fail(outcome)
        self._look()

    def _fail(self, outcome: Any) -> None:
        fault = PictureFault.TOOK_TOO_LONG if isinstance(outcome, Trouble) else outcome
        self._settle()
        self._say(f"fault.{fault}", Tone.RED)

    def _settle(self, *, has_seen: bool = False) -> None:
        is_free = self._pictures.is_installed() and not self._is_reading
        self._buttons["file"].setEnabled(is_free)
        self._buttons["camera"].setEnabled(is_free and not self._is_looking)
        self._buttons["read"].setEnabled(is_free and has_seen)

    def _say(self, key: str, tone: Tone | None = None) -> None:
        self.says.setText(self._bench.show(f"picture.{key}"))
        mark(self.says, tone=str(tone or ""))

    def _told(self, then: Told) -> Told:
        """What comes when the desk has been closed is dropped."""

        def told(outcome: Any) -> None:
            if isValid(self):
                then(outcome)

        return told

    def _button(self, name: str, do: Callable[[], None]) -> Button:
        button = Button(self._bench, f"picture:{name}", self._bench.show(f"picture.{name}"))
        button.clicked.connect(lambda _on=False: do())
        return button


def fill_in(form: PersonForm, seen: CardSeen) -> None:
    """A number that its card's own birth date contradicts is left out; a wrong check digit is seen
    by the field itself."""
    number = "" if {Doubt.NUMBER, Doubt.BIRTH} <= {*seen.doubts} else seen.number
    form.fill(msgspec.structs.replace(form.personal(), number=number, name=seen.name))


def told_of(seen: CardSeen, bench: Bench) -> tuple[Tone, str]:
    """What the cadre should look at once more."""
    if not seen.doubts:
        return Tone.GREEN, bench.show("picture.good")
    joint = bench.show("picture.field.joint")
    fields = joint.join(bench.show(f"picture.field.{doubt}") for doubt in seen.doubts)
    return Tone.GOLD, bench.show("picture.look_again", fields=fields)
