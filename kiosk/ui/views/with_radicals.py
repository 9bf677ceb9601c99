"""A board to write names on, in whose place characters can be looked for by their radical."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from kiosk.flows.screen import NameBoard, Tone, Writing
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.radical_board import Looking, RadicalBoard
from kiosk.ui.views.typing_view import TypingView


class WithRadicals(TypingView):
    """Subclasses put their own board with `_put_board` and take what was found in `_picked`."""

    def __init__(
        self, screen: NameBoard | Writing, strings: Strings, theme: Theme, hanzi: Hanzi
    ) -> None:
        super().__init__(screen, strings, theme)
        self._hanzi = hanzi
        self._radicals: RadicalBoard | None = None

    def _picked(self, character: str) -> None:
        raise NotImplementedError

    def go_back(self) -> bool:
        if self._radicals is None:
            return False
        self._radicals.step_back()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._radicals is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Backspace:
            self._radicals.step_back()
        else:
            event.ignore()

    def _put_board(self, board: QWidget) -> None:
        self._places = QStackedLayout(self)
        self._places.addWidget(board)

    def _radicals_key(self) -> Touch:
        word = self._strings.show("shell.name_board.radicals")
        face = Face(word, tone=Tone.GOLD, look=Look.KEY, word_px=self._theme.size.text)
        key = Touch(self._theme, "radicals", face)
        key.clicked.connect(self._ask_radicals)
        return key

    def _looking(self) -> Looking | None:
        """What she has looked up so far; None while she writes."""
        return self._radicals.looking if self._radicals else None

    def _look_on(self, looking: Looking | None) -> None:
        if looking is not None:
            self._open_radicals().look_on(looking)

    def _ask_radicals(self) -> None:
        self._pause.stop()
        self.wants_said.emit(self._open_radicals().also_said())

    def _open_radicals(self) -> RadicalBoard:
        self._radicals = board = RadicalBoard(self._theme, self._strings, self._hanzi)
        board.picked.connect(self._leave_with)
        board.closed.connect(self._close_radicals)
        board.wants_said.connect(self.wants_said)
        self._places.setCurrentIndex(self._places.addWidget(board))
        return board

    def _close_radicals(self) -> None:
        if self._radicals is not None:
            board, self._radicals = self._radicals, None
            self._places.removeWidget(board)
            board.hide()
            board.deleteLater()
            self.setFocus()

    def _leave_with(self, character: str) -> None:
        self._close_radicals()
        self._picked(character)
