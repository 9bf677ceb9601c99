"""How the kiosk looks and speaks to everybody: text size, contrast, movement, language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.ui.desk.machine import Actions, Machine
from kiosk.ui.desk.parts import Card, Segments, Tick, label
from kiosk.ui.desk.room import Room
from kiosk.ui.sight import Sight, TextSize


class UsualSight(QObject):
    """What is set on these pages is kept at once, and the kiosk wears it at once."""

    changed = Signal()

    def __init__(self, room: Room, machine: Callable[[], Machine], actions: Actions) -> None:
        super().__init__(room)
        self._room, self._machine, self._actions = room, machine, actions
        self._sight: Sight | None = None

    @property
    def now(self) -> Sight:
        if self._sight is None:
            self._sight = self._machine().sight
        return self._sight

    def keep(self, **changes: Any) -> None:
        """changes: fields of Sight."""
        self._sight = replace(self.now, **changes)
        self._actions.keep_sight(self._sight)
        self.changed.emit()
        self._room.notice.tell(Tone.GREEN, self._room.bench.show("machine.kept_face"))


class FaceColumn(QWidget):
    def __init__(
        self, room: Room, machine: Callable[[], Machine], actions: Actions, usual: UsualSight
    ) -> None:
        super().__init__()
        self._bench, self._usual = room.bench, usual
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._bench.look.size.gap)
        column.addWidget(self._reading_card())
        column.addWidget(self._language_card(machine(), actions))
        usual.changed.connect(self._show)

    def _reading_card(self) -> Card:
        show, keep = self._bench.show, self._usual.keep
        card = Card(self._bench, show("machine.card_reading"))
        self.texts = Segments(
            self._bench, "machine.text", list(TextSize), lambda code: keep(text=TextSize(code))
        )
        self.texts.count({})
        self.strong = Tick(self._bench, "machine:strong", show("machine.strong"))
        self.strong.clicked.connect(lambda on: keep(is_strong=on))
        self.moves = Tick(self._bench, "machine:moves", show("machine.moves"))
        self.moves.clicked.connect(lambda on: keep(moves=on))
        hint = label(show("machine.reading_hint"), "soft", wrap=True)
        for part in (self.texts, self.strong, self.moves, hint):
            card.inside.addWidget(part)
        return card

    def _language_card(self, machine: Machine, actions: Actions) -> Card:
        show = self._bench.show
        card = Card(self._bench, show("machine.card_language"))
        self.languages = Segments(
            self._bench, "machine.language", machine.languages, actions.keep_language
        )
        if machine.language:
            self.languages.choose(machine.language)
        card.inside.addWidget(self.languages)
        card.inside.addWidget(label(show("machine.language_hint"), "soft", wrap=True))
        return card

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        self.texts.choose(self._usual.now.text)
        self.strong.setChecked(self._usual.now.is_strong)
        self.moves.setChecked(self._usual.now.moves)
