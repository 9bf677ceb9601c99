"""After a deed: what happened, what it is worth, what comes next, one large button out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Chose, Done, Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Card, Picture, Stars, Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.standing import ProgressLine
from kiosk.ui.views.view import View

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class DoneView(View):
    owns_title = True

    def __init__(self, screen: Done, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._done = screen
        self._tone = Tone.GREEN if screen.is_good else Tone.GOLD
        size = theme.size
        word_px = size.button_word
        face = Face(self._text("done"), tone=self._tone, is_filled=True, word_px=word_px)
        button = self._big_button("done", face)
        button.clicked.connect(lambda: self.answered.emit(Chose("done")))
        if theme.metrics.is_enlarged:
            # What came of the deed needs the room more.
            button.setFixedHeight(min(size.button, size.row))
        soft = theme.colours.soft_ink
        leaving_px = size.small if theme.metrics.is_enlarged else size.lead
        self._leaving = Words(theme, " ", size_px=leaving_px, colour=soft, align=_CENTRE)
        self._leaving.setObjectName("leaving")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, size.small_gap, 0, 0)
        has_room = theme.metrics.is_roomy
        box.setSpacing(size.gap if has_room else size.small_gap)
        box.addWidget(self._sheet(), 6)
        box.addLayout(self._end(button, *self._others()))
        box.addWidget(self._leaving)
        if has_room:
            box.addStretch(1)

    def count(self, seconds: int) -> None:
        self._leaving.setText(self._strings.show("shell.done.leave", seconds=seconds))

    def _others(self) -> list[Touch]:
        choice = self._done.side
        if choice is None:
            return []
        side = self._big_button("side", self._choice_face(choice, Look.ROW))
        side.clicked.connect(lambda: self.answered.emit(Chose(choice.id)))
        return [side]

    def _sheet(self) -> Card:
        size = self._theme.size
        upright = self._theme.metrics.is_portrait
        card = Card(self._theme, self._tone)
        worth = self._worth()
        inside: QBoxLayout = QVBoxLayout(card) if upright else QHBoxLayout(card)
        margin = self._theme.giving(self._theme.px(64 if upright else 36))
        above = self._theme.giving(size.margin)
        inside.setContentsMargins(margin, above, margin, above)
        inside.setSpacing(size.gap)
        inside.addLayout(self._deed(has_worth=worth is not None), 1)
        if worth is not None:
            line = QWidget()
            line.setAutoFillBackground(True)
            palette = line.palette()
            palette.setColor(line.backgroundRole(), QColor(self._theme.colours.line))
            line.setPalette(palette)
            line.setFixedSize(*((16_777_215, 3) if upright else (3, 16_777_215)))
            inside.addWidget(line)
            inside.addLayout(worth, 1)
        return card

    def _deed(self, has_worth: bool) -> QVBoxLayout:
        """The picture, what happened, and the second line."""
        size = self._theme.size
        colour = self._theme.tone(self._tone).word
        deed = QVBoxLayout()
        deed.setSpacing(size.small_gap)
        deed.addStretch(1)
        names = ("hint", *(() if has_worth else ("next",)))
        texts = [text for text in map(self._text_or_none, names) if text]
        side = self._picture_side(len(texts), has_worth)
        deed.addWidget(Picture(self._theme, self._done.icon, side), 0, _CENTRE)
        title_px = size.button_word
        deed.addWidget(self._words(self._text("title"), title_px, colour, bold=True, middle=True))
        for text in texts:
            deed.addWidget(self._words(text, size.text, self._theme.colours.ink, middle=True))
        deed.addStretch(1)
        return deed

    def _picture_side(self, texts: int, has_worth: bool) -> int:
        """texts: below the title."""
        size, metrics = self._theme.size, self._theme.metrics
        if metrics.is_tight and texts > 1:
            return size.row_picture  # large words need the room more
        if not has_worth:
            return metrics.lone_picture
        return size.picture * 5 // 4 if metrics.is_roomy else size.picture

    def _worth(self) -> QVBoxLayout | None:
        """The figure, the way to the next star, what comes next; None where nothing is said."""
        size, colours = self._theme.size, self._theme.colours
        figure, progress = self._text_or_none("figure"), self._done.progress
        if not figure and progress is None:
            return None
        worth = QVBoxLayout()
        worth.setSpacing(size.small_gap // 2)
        worth.addStretch(1)
        if self._has("worth"):
            worth.addWidget(self._words(self._text("worth"), size.lead, colours.soft_ink))
        row = QHBoxLayout()
        figure_px = self._theme.giving(size.figure)
        row.addWidget(self._words(figure, figure_px, colours.ink, bold=True), 1)
        if progress is not None and progress.stars:
            row.addWidget(Stars(self._theme, progress.stars, size.bar_picture))
        worth.addLayout(row)
        if progress is not None:
            worth.addLayout(ProgressLine(self._theme, progress, self._text(progress.form)))
        if self._has("next"):
            worth.addSpacing(size.small_gap // 2)
            worth.addWidget(self._words(self._text("next"), size.lead, colours.ink, bold=True))
        worth.addStretch(1)
        return worth

    def _words(
        self, text: str, size_px: int, colour: str, *, bold: bool = False, middle: bool = False
    ) -> Words:
        align = _CENTRE if middle else Qt.AlignmentFlag.AlignLeft
        return Words(self._theme, text, size_px=size_px, bold=bold, colour=colour, align=align)
