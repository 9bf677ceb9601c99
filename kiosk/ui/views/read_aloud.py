"""A longer text, read out page by page; yes or no at the end of it."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import ReadAloud
from kiosk.strings import Strings
from kiosk.ui.fit import paginate
from kiosk.ui.parts import Card, Words
from kiosk.ui.theme import Theme
from kiosk.ui.views.pager import Pager
from kiosk.ui.views.view import View


class ReadAloudView(View):
    def __init__(self, screen: ReadAloud, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        size = theme.size
        parts = (self._text_or_none(screen.text).strip(), *map(self._value, screen.parts))
        self._whole = "\n\n".join(part for part in parts if part)
        self._pages = [self._whole]
        self._font = theme.font(size.text)
        self._sheet = Card(theme, screen.tone)
        self._words = Words(theme, size_px=size.text)
        self._words.setObjectName("text")
        inside = QVBoxLayout(self._sheet)
        margin = theme.px(44 if theme.metrics.is_portrait else 24)
        inside.setContentsMargins(margin, margin, margin, margin)
        inside.addWidget(self._words, 0, Qt.AlignmentFlag.AlignTop)
        self._margin = margin
        upright = theme.metrics.is_portrait
        self._pager = Pager(
            theme, strings, "shell.read_aloud", is_column=not upright, leads_on=True
        )
        self._pager.turned.connect(self._turned)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap)
        reading: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        reading.setSpacing(size.small_gap)
        reading.addWidget(self._sheet, 1)
        reading.addWidget(self._pager)
        box.addLayout(reading, 1)
        box.addSpacing(size.gap - size.small_gap)
        box.addLayout(self._yes_or_no())
        self._is_read = False
        self._before = 0

    def also_said(self) -> str:
        return self._pages[self._pager.page]

    def draft(self) -> tuple[int, bool]:
        """Characters on the pages before this one, and whether she has seen the last."""
        return self._before, self._is_read

    def take_up(self, draft: tuple[int, bool]) -> None:
        self._before, self._is_read = draft

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def _break(self) -> None:
        """Pages for the room there is beside the buttons, pager shown or not."""
        layout = self.layout()
        if layout is None:
            return
        self._pager.setVisible(True)
        layout.activate()
        room = self._sheet.contentsRect().adjusted(*_inset(self._margin)).size()
        self._pages = paginate(self._whole, self._font, room) or [""]
        ends = accumulate(len(page) for page in self._pages)
        # Whatever a page holds now, she goes on where she was.
        self._pager.set_pages(len(self._pages), sum(end <= self._before for end in ends))
        self._show(self._pager.page)

    def _turned(self, page: int) -> None:
        self._before = sum(len(each) for each in self._pages[:page])
        self._show(page)
        self.wants_said.emit(self._pages[page])

    def _show(self, page: int) -> None:
        """Nobody agrees to what stands on a page that was never turned to."""
        self._words.setText(self._pages[page])
        self._is_read = self._is_read or page == len(self._pages) - 1
        self._yes.setEnabled(self._is_read)


def _inset(margin_px: int) -> tuple[int, int, int, int]:
    return margin_px, margin_px, -margin_px, -margin_px
