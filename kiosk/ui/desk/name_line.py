"""The line for a name: where the machine has no input method, letters typed in it are pinyin.

A system's own input method hands over characters, never small letters, so the two do not meet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.services.ports import Offer
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button
from kiosk.ui.views.radical_board import RadicalBoard

MOST_OFFERED: Final = 6
_LETTERS: Final = re.compile(r"[a-z]+\Z")
"""Capitals are letters of a name that is written with letters."""
_TURN: Final = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_PART_OF_WINDOW: Final = 0.85


class NameLine(QLineEdit):
    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._offers: Sequence[Offer] = ()
        self._first = 0
        """Which of them stands on the first button."""
        self._offered: tuple[Offer, ...] = ()
        """Those on the buttons."""
        self._row = QWidget()
        self._buttons = [self._offer_button(place) for place in range(MOST_OFFERED)]
        self._radicals = Button(bench, "radicals", bench.show("person.radicals"), "link")
        self._radicals.clicked.connect(self._ask_radicals)
        self._more = Button(
            bench, "offer:more", bench.strings.show("shell.name_board.more"), "link"
        )
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self._turn)
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(bench.look.size.small_gap)
        for button in (*self._buttons, self._more):
            row.addWidget(button)
        row.addStretch(1)
        self.textChanged.connect(self._read)
        self._below: QStackedWidget | None = None

    def with_radicals(self) -> QWidget:
        """The line with the button beside it that looks for what cannot be spelled."""
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._bench.look.size.small_gap)
        row.addWidget(self, 1)
        row.addWidget(self._radicals)
        both.setFocusProxy(self)
        return both

    def with_offers(self, says: QWidget) -> QWidget:
        """What stands below the line: `says`, or what the letters may mean, in the same place, so
        that nothing jumps while she types."""
        self._below = below = QStackedWidget()
        # However wide the offers are, the form keeps its width.
        below.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        below.addWidget(says)
        below.addWidget(self._row)
        return below

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit takes its offer, the space bar the first one; Down and Page Down turn."""
        place = 1 if event.text() == " " else int(event.text() or 0) if _is_digit(event) else 0
        if self._offered and 0 < place <= len(self._offered):
            self._take(place - 1)
        elif self._offered and event.key() in _TURN:
            self._turn()
        else:
            super().keyPressEvent(event)

    def _offer_button(self, place: int) -> Button:
        button = Button(self._bench, f"offer:{place + 1}", " ", "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the line
        button.clicked.connect(lambda _on=False: self._take(place))
        return button

    def _read(self, text: str) -> None:
        found = _LETTERS.search(text)
        letters = found[0] if found else ""
        offers = self._bench.hanzi.offer(letters, text[: len(text) - len(letters)])
        self._offers, self._first = offers, 0
        self._show_offers()
        if self._below is not None:
            self._below.setCurrentIndex(1 if letters else 0)

    def _turn(self) -> None:
        """To the offers after these, and from the last to the first."""
        after = self._first + len(self._offered)
        self._first = after if after < len(self._offers) else 0
        self._show_offers()

    def _show_offers(self) -> None:
        self._offered = self._fitting(self._offers[self._first :][:MOST_OFFERED])
        self._more.setVisible(len(self._offers) > len(self._offered))
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(self._offered))

    def _fitting(self, offers: Sequence[Offer]) -> tuple[Offer, ...]:
        """As many as have room beside each other; their words are put on the buttons."""
        gap = self._bench.look.size.small_gap
        used = self._more.sizeHint().width()
        for place, (offer, button) in enumerate(zip(offers, self._buttons, strict=False)):
            word = f"{place + 1} {offer.text}"
            button.setText(word)
            button.setAccessibleName(word)
            used += button.sizeHint().width() + gap
            if place and self._below is not None and used > self._below.width():
                return tuple(offers[:place])
        return tuple(offers)

    def _take(self, place: int) -> None:
        offer, text = self._offered[place], self.text()
        letters = len(_LETTERS.search(text)[0])  # type: ignore[index]
        kept, rest = text[: len(text) - letters], text[len(text) - letters + offer.used :]
        self._put(kept + offer.text + rest)

    def _put(self, text: str) -> None:
        self.setText(text)
        self.textEdited.emit(text)
        self.setFocus()

    def _ask_radicals(self) -> None:
        bench, window = self._bench, self.window()
        dialog = QDialog(window)
        dialog.setProperty("role", "room")
        dialog.setWindowTitle(bench.show("person.radicals"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        board = RadicalBoard(bench.theme, bench.strings, bench.hanzi)
        board.picked.connect(self._found)
        board.picked.connect(dialog.close)
        board.closed.connect(dialog.close)
        QVBoxLayout(dialog).addWidget(board)
        dialog.resize(window.size() * _PART_OF_WINDOW)
        dialog.open()

    def _found(self, character: str) -> None:
        self._put(_LETTERS.sub("", self.text()) + character)


def _is_digit(event: QKeyEvent) -> bool:
    return event.text().isdecimal() and event.text().isascii()
