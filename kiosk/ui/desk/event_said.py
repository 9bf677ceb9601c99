"""What came of the last card, as large as the page: read from behind the queue."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.event_desk import (
    CameIn,
    Elsewhere,
    EventOutcome,
    HereBefore,
    NoActivity,
    NotHere,
    WentOut,
)
from kiosk.services.find_me import TooYoung, Unknown
from kiosk.services.village_cards import CodeRefused
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.visits_list import moment
from sync.standard.activities import Activity

NAME_OF_HEIGHT: Final = 0.3
"""The name's letters, of the panel's height."""
LEAST_LINES: Final = 5
_IN_LINES: Final = int(Qt.TextFlag.TextWordWrap)
_BOTTOM: Final = int(Qt.AlignmentFlag.AlignBottom)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignVCenter)


class Said(QWidget):
    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self.setObjectName("event:said")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(bench.look.size.row * LEAST_LINES)
        self.say(Tone.BLUE, "", bench.show("event.waits"), "card")

    def say(self, tone: Tone, name: str, words: str, picture: str) -> None:
        self.tone, self.name, self.words, self._picture = tone, name, words, picture
        self.setAccessibleName(f"{name} {words}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, size = self._bench.theme, self._bench.look.size
        tone = theme.colours.tones[self.tone]
        sheet = self.rect().adjusted(2, 2, -2, -2)
        painter.setPen(QColor(tone.frame))
        painter.setBrush(QColor(tone.tint))
        painter.drawRoundedRect(sheet, size.radius, size.radius)
        side = min(sheet.height() // 3, sheet.width() // 5)
        pixmap = theme.picture(self._picture, side, self.devicePixelRatioF())
        if pixmap is not None:
            painter.drawPixmap(sheet.x() + size.pad, sheet.center().y() - side // 2, pixmap)
        room = sheet.adjusted(side + 2 * size.pad, size.gap, -size.pad, -size.gap)
        painter.setPen(QColor(theme.colours.ink))
        if not self.name:
            self._write(painter, room, self.words, size.figure, _IN_LINES | _MIDDLE, bold=True)
            return
        half = room.height() // 2
        top = QRect(room.x(), room.y(), room.width(), half)
        largest = int(sheet.height() * NAME_OF_HEIGHT)
        self._write(painter, top, self.name, largest, _BOTTOM, bold=True)
        painter.setPen(QColor(tone.word))
        below = room.adjusted(0, half, 0, 0)
        self._write(painter, below, self.words, size.title * 2, _IN_LINES, bold=False)

    def _write(
        self, painter: QPainter, room: QRect, words: str, pixels: int, how: int, *, bold: bool
    ) -> None:
        """As large as fits. how: Qt's flags for text; without those of lines it stays one line."""
        font = QFont(self.font())
        font.setBold(bold)
        least = self._bench.look.size.text

        def is_too_large(height: int) -> bool:
            font.setPixelSize(height)
            painter.setFont(font)
            needed = painter.boundingRect(room, how, words)
            return needed.height() > room.height() or needed.width() > room.width()

        fits = bisect_left(range(least, pixels + 1), True, key=is_too_large)
        font.setPixelSize(least + max(0, fits - 1))
        painter.setFont(font)
        painter.drawText(room, how, words)


def said_of(
    bench: Bench, activity: Activity | None, outcome: EventOutcome
) -> tuple[Tone, str, str, str]:
    """What `Said.say` takes."""
    show = bench.show
    match outcome:
        case CameIn(resident, _, shift, has_place, is_waiting):
            key = "waiting" if is_waiting else "in" if has_place else "walk_in"
            says = show(f"event.{key}", shift=_shift(activity, shift))
            tone = Tone.GREEN if has_place else Tone.GOLD
            return tone, resident.personal.name, says.strip(), "done"
        case HereBefore(resident, visit):
            says = show("event.before", at=moment(bench, visit.start_ms))
            return Tone.GOLD, resident.personal.name, says, "clock"
        case Elsewhere(resident, visit):
            says = show("event.elsewhere", at=moment(bench, visit.start_ms))
            return Tone.GOLD, resident.personal.name, says, "warning"
        case WentOut(resident, visit):
            says = show("event.out", minutes=visit.minutes)
            return Tone.GREEN, resident.personal.name, says, "bye"
        case NotHere(resident):
            return Tone.GOLD, resident.personal.name, show("event.not_here"), "question"
        case NoActivity():
            return Tone.RED, "", show("event.gone"), "calendar"
        case TooYoung() | Unknown():
            return Tone.RED, "", show("event.unknown"), "person"
        case CodeRefused(fault):
            return Tone.GOLD, "", bench.strings.show(str(fault)), "warning"


def _shift(activity: Activity | None, shift: str) -> str:
    shifts = activity.plan.shifts if activity else ()
    return next((one.name or one.id for one in shifts if one.id == shift), "")
