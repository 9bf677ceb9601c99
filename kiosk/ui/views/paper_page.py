"""What will be printed, as it will look, and one large button."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.flows.screen import Chose, PaperPage, Tone
from kiosk.services.papers import Paper
from kiosk.strings import Strings
from kiosk.ui import sheets, tokens
from kiosk.ui.face import Face, Look
from kiosk.ui.paper_pages import pages_of
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.view import View

_DPI = 110
"""Of the picture, which is then made smaller: text stays soft, and lines stay."""


class PaperView(View):
    def __init__(self, screen: PaperPage, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._side = screen.side
        face = Face(self._text("yes"), tone=Tone.GREEN, is_filled=True,
                    word_px=theme.size.button_word)  # fmt: skip
        button = self._big_button("yes", face)
        button.clicked.connect(lambda: self.answered.emit(Chose("yes")))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.size.gap)
        box.addWidget(Preview(screen.paper, strings, theme, self._text("title")), 1)
        box.addLayout(self._end(button, *self._others()))

    def _others(self) -> list[Touch]:
        if self._side is None:
            return []
        choice = self._side
        face = self._choice_face(choice, Look.ROW, self._theme.size.button_word)
        side = self._big_button("side", face)
        side.clicked.connect(lambda: self.answered.emit(Chose(choice.id)))
        return [side]


class Preview(QWidget):
    """The first page, as large as there is room for."""

    def __init__(self, paper: Paper, strings: Strings, theme: Theme, name: str) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._edge = QColor(theme.colours.line)
        page = pages_of(paper, strings)[0]
        self._picture: QImage = sheets.picture(page, theme, _DPI, tokens.CARD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        at = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter = QPainter(self)
        shown = self._picture.scaled(
            size * self.devicePixelRatioF(),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        painter.drawImage(at, shown)
        painter.setPen(self._edge)
        painter.drawRect(at.adjusted(0, 0, -1, -1))
