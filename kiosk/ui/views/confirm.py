"""Shows what is known and asks yes or no."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Confirm
from kiosk.strings import Strings
from kiosk.ui.parts import Card, Picture, Words
from kiosk.ui.theme import Theme
from kiosk.ui.views.view import View

_MANY = 4
"""From so many rows on they stand closer, and the picture makes room."""


class ConfirmView(View):
    def __init__(self, screen: Confirm, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._confirm = screen
        size = theme.size
        upright = theme.metrics.is_portrait
        card = Card(theme, screen.tone)
        inside: QBoxLayout = QVBoxLayout(card) if upright else QHBoxLayout(card)
        is_long = len(screen.rows) > _MANY
        # Many rows of larger text need the height more than the paper around them does.
        above = size.small_gap if is_long and theme.metrics.is_tight else size.margin
        inside.setContentsMargins(size.margin, above, size.margin, above)
        inside.setSpacing(size.gap)
        inside.addStretch(1)
        if screen.icon and not (is_long and not upright):
            side = size.picture if is_long else size.picture * 3 // 2
            centre = Qt.AlignmentFlag.AlignCenter
            inside.addWidget(Picture(theme, screen.icon, side), 0, centre)
            inside.addSpacing(size.gap)
        if screen.signs:
            inside.addLayout(self._signs())
        if screen.rows:
            inside.addLayout(self._rows(is_long), 8)
        inside.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addWidget(card, 1)
        box.addLayout(self._yes_or_no())

    def _signs(self) -> QHBoxLayout:
        """Side by side, each above its word."""
        size, centre = self._theme.size, Qt.AlignmentFlag.AlignHCenter
        both = QHBoxLayout()
        both.setSpacing(size.margin)
        for name in self._confirm.signs:
            one = QVBoxLayout()
            one.setSpacing(size.small_gap)
            one.addStretch(1)
            one.addWidget(Picture(self._theme, f"sign_{name}", size.picture * 3 // 2), 0, centre)
            word = self._strings.show(f"sign.{name}")
            one.addWidget(Words(self._theme, word, size_px=size.title, bold=True, align=centre))
            one.addStretch(1)
            both.addLayout(one, 1)
        return both

    def _rows(self, is_long: bool) -> QGridLayout:
        size = self._theme.size
        grid = QGridLayout()
        grid.setHorizontalSpacing(size.gap)
        grid.setVerticalSpacing(size.small_gap // 2 if is_long else size.gap)
        value_px = size.text if is_long else size.title
        for line, row in enumerate(self._confirm.rows, start=1):
            label = Words(
                self._theme,
                self._text(row.id),
                size_px=size.lead if is_long else size.text,
                colour=self._theme.colours.soft_ink,
                wrap=False,
            )
            value = Words(self._theme, self._value(row), size_px=value_px, bold=True)
            grid.addWidget(label, line, 0)
            grid.addWidget(value, line, 1)
        grid.setColumnStretch(1, 1)
        # What room is left goes above and below, not between.
        grid.setRowStretch(0, 1)
        grid.setRowStretch(len(self._confirm.rows) + 1, 1)
        return grid
