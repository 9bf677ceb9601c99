"""Two large buttons and a line between them: pages are turned, never dragged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words


class Pager(QWidget):
    turned = Signal(int)
    """The page that now stands, from 0."""

    def __init__(
        self,
        theme: Theme,
        strings: Strings,
        words: str,
        *,
        is_column: bool = False,
        is_narrow: bool = False,
        leads_on: bool = False,
    ) -> None:
        """`words`: where its strings stand ("shell.read_aloud"). leads_on: the next page is the
        one thing to touch here. is_narrow: the line stands under the buttons."""
        super().__init__()
        size = theme.size
        self._strings = strings
        self._words = words
        self._page = 0
        self._pages = 1
        self._previous = self._button(theme, "previous", -1, leads=False)
        self._next = self._button(theme, "next", 1, leads=leads_on)
        match_words([self._previous, self._next])
        centre = Qt.AlignmentFlag.AlignHCenter
        self._where = Words(theme, size_px=size.small, colour=theme.colours.soft_ink, align=centre)
        row: QBoxLayout = QVBoxLayout(self) if is_column or is_narrow else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(size.small_gap)
        if is_narrow:
            self._lay_out_narrow(row)
            return
        row.addWidget(self._previous, 3)
        row.addWidget(self._where, 0 if is_column else 3)
        row.addWidget(self._next, 3)
        if is_column:
            self.setFixedWidth(theme.px(210))
        else:
            self.setFixedHeight(size.row)

    def _lay_out_narrow(self, column: QBoxLayout) -> None:
        both = QHBoxLayout()
        both.setSpacing(column.spacing())
        both.addWidget(self._previous, 1)
        both.addWidget(self._next, 1)
        column.addLayout(both)
        column.addWidget(self._where)
        column.setSpacing(0)

    def set_pages(self, pages: int, page: int) -> None:
        """page: the one that stands, or the last one if there are not so many."""
        self._pages = max(1, pages)
        self._page = min(page, self._pages - 1)
        self.setVisible(self._pages > 1)
        self._refresh()

    @property
    def page(self) -> int:
        return self._page

    def _button(self, theme: Theme, name: str, by: int, *, leads: bool) -> Touch:
        word = self._strings.show(f"{self._words}.{name}")
        tone = Tone.GREEN if leads else Tone.PAPER
        face = Face(word, tone=tone, is_filled=leads, look=Look.KEY, word_px=theme.size.text)
        button = Touch(theme, name, face)
        button.clicked.connect(lambda: self._turn(by))
        return button

    def _turn(self, by: int) -> None:
        self._page = max(0, min(self._pages - 1, self._page + by))
        self._refresh()
        self.turned.emit(self._page)

    def _refresh(self) -> None:
        self._previous.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < self._pages - 1)
        where = self._strings.show(f"{self._words}.page", page=self._page + 1, pages=self._pages)
        self._where.setText(where)
