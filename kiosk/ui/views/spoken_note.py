"""Listens to what she says: a picture that swells with her voice, the time that is left, one large
button when she has ended.

The microphone is open while the page is seen, and not a moment longer: a page over it, another
page, or she who goes, and what was said is forgotten.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.flows.screen import Chose, Spoke, SpokenNote, Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.parts import Card, FillingBar, Words
from kiosk.ui.recorder import Recorder
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch
from kiosk.ui.views.view import View

SETTLES_MS: Final = 150
"""The sentence before has fallen silent by then, so that it is not heard as hers."""
LOOK_EVERY_MS: Final = 80
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class SpokenNoteView(View):
    def __init__(
        self, screen: SpokenNote, strings: Strings, theme: Theme, recorder: Recorder
    ) -> None:
        super().__init__(screen, strings, theme)
        self._recorder = recorder
        self._begins = QTimer(self, singleShot=True, interval=SETTLES_MS)
        self._begins.timeout.connect(self._begin)
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self._look)
        size = theme.size
        self._ear = Ear(theme, screen.tone)
        self._bar = FillingBar(theme)
        self._left = Words(theme, " ", size_px=size.text, align=_CENTRE)
        self._left.setObjectName("left")
        card = Card(theme, screen.tone)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(size.margin,) * 4)
        inside.setSpacing(size.small_gap)
        inside.addWidget(self._ear, 1)
        inside.addWidget(self._left)
        inside.addWidget(self._bar)
        word_px = size.button_word
        done = Face(self._text("done"), tone=Tone.GREEN, is_filled=True, word_px=word_px)
        self._done = self._big_button("done", done)
        self._done.clicked.connect(self._finish)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addWidget(card, 1)
        box.addLayout(self._end(self._done, self._side(screen)))
        self._show_time()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begins.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._begins.stop()
        self._looks.stop()
        self._recorder.drop()
        self._show_time()

    def _side(self, screen: SpokenNote) -> Touch:
        choice = screen.side
        side = self._big_button(
            "side", self._choice_face(choice, Look.ROW, self._theme.size.button_word)
        )
        side.clicked.connect(lambda: self.answered.emit(Chose(choice.id)))
        return side

    def _begin(self) -> None:
        self._recorder.begin()
        self._looks.start()
        self._show_time()

    def _look(self) -> None:
        self._show_time()
        if self._recorder.is_over:
            self._finish()

    def _show_time(self) -> None:
        """The button is for who has said something: a second tap of the same touch ends nothing."""
        heard_ms, most_ms = self._recorder.length_ms, max(1, self._recorder.most_ms)
        self._ear.hear(self._recorder.level)
        self._bar.set_part(heard_ms / most_ms)
        seconds = max(0, most_ms - heard_ms + 999) // 1000
        self._left.setText(self._strings.show(f"{self._shown.id}.left", seconds=seconds))
        self._done.setEnabled(self._recorder.is_enough)

    def _finish(self) -> None:
        self._looks.stop()
        self._done.setEnabled(False)
        self.answered.emit(Spoke(*self._recorder.finish()))


class Ear(QWidget):
    """The microphone, and around it how loud she is."""

    def __init__(self, theme: Theme, tone: Tone) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self._level = 0.0
        self.setObjectName("ear")
        self.setMinimumHeight(theme.size.picture)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)

    @property
    def level(self) -> float:
        return self._level

    def hear(self, level: float) -> None:
        """level: 0 to 1."""
        self._level = level
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        picture = side // 2
        middle = self.rect().center()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.tone(self._tone)
        painter.setPen(QPen(QColor(colours.frame), self._theme.size.thin_frame))
        painter.setBrush(QColor(colours.pressed))
        radius = side * (0.33 + 0.16 * self._level)
        painter.drawEllipse(QPointF(middle), radius, radius)
        pixmap = self._theme.picture("voice", picture, self.devicePixelRatioF())
        if pixmap is not None:
            at = QRect(middle.x() - picture // 2, middle.y() - picture // 2, picture, picture)
            painter.drawPixmap(at, pixmap)
