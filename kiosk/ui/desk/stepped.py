"""Numbers, days and times that a finger sets as well as a keyboard: a field between − and +."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, QTime, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QDateEdit,
    QHBoxLayout,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from kiosk.flows.screen import Tone
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button
from sync.standard.clock import CHINA

MINUTES_A_STEP: Final = 30
FASTER_MS: Final = 120
"""Between two steps while the finger stays."""


class Stepped(QWidget):
    """The field and its two buttons. The wheel scrolls the page, not the value."""

    changed = Signal()

    def __init__(self, bench: Bench, name: str, words: str, field: QAbstractSpinBox) -> None:
        super().__init__()
        self.field = field
        field.setObjectName(name)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        for part in (field, field.lineEdit()):
            part.setAccessibleName(words)
        field.installEventFilter(self)
        self.setFocusProxy(field)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(bench.look.size.small_gap)
        less = self._step(bench, f"{name}:less", bench.show("stepped.less", what=words), -1)
        more = self._step(bench, f"{name}:more", bench.show("stepped.more", what=words), 1)
        self.row.addWidget(less)
        self.row.addWidget(field, 1)
        self.row.addWidget(more)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _step(self, bench: Bench, name: str, words: str, by: int) -> Button:
        button = Button(bench, name, words, "step")
        button.setText(bench.show("stepped.minus" if by < 0 else "stepped.plus"))
        button.setFixedWidth(bench.look.size.control)
        button.setAutoRepeat(True)
        button.setAutoRepeatInterval(FASTER_MS)
        # Keys have the arrows of the field itself.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on=False: self.field.stepBy(by))
        return button


class CountLine(Stepped):
    def __init__(self, bench: Bench, name: str, words: str, least: int, most: int) -> None:
        self._spin = QSpinBox()
        self._spin.setRange(least, most)
        super().__init__(bench, name, words, self._spin)
        self._spin.valueChanged.connect(lambda _value: self.changed.emit())
        self._spin.setMinimumWidth(bench.look.size.control * 2)

    @property
    def value(self) -> int:
        return self._spin.value()

    def put(self, value: int) -> None:
        self._spin.setValue(value)


class _Days(QDateEdit):
    def stepBy(self, steps: int) -> None:
        self.setDate(self.date().addDays(steps))


class _Times(QTimeEdit):
    """Steps from one half hour to the next."""

    def stepBy(self, steps: int) -> None:
        now = self.time().hour() * 60 + self.time().minute()
        onto = (now // MINUTES_A_STEP + steps) * MINUTES_A_STEP
        if steps < 0 and now % MINUTES_A_STEP:
            onto += MINUTES_A_STEP
        onto %= 24 * 60
        self.setTime(QTime(onto // 60, onto % 60))

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        flags = QAbstractSpinBox.StepEnabledFlag
        return flags.StepUpEnabled | flags.StepDownEnabled


class DayLine(Stepped):
    """A day, and a month's sheet to touch one on."""

    def __init__(self, bench: Bench, name: str, words: str) -> None:
        self._days = _Days()
        self._days.setDisplayFormat(bench.show("stepped.day"))
        self._days.setLocale(QLocale(bench.show("stepped.locale")))
        super().__init__(bench, name, words, self._days)
        self._bench, self._words = bench, words
        said = bench.show("stepped.calendar", what=words)
        self._open = Button(bench, f"{name}:calendar", said, "step", "calendar")
        self._open.setText("")
        self._open.setFixedWidth(bench.look.size.control)
        self._open.clicked.connect(lambda _on=False: self._show_month())
        self.row.addWidget(self._open)
        self._days.dateChanged.connect(lambda _day: self.changed.emit())
        self._days.setMinimumWidth(bench.look.size.text * 7)

    @property
    def day(self) -> date:
        shown = self._days.date()
        return date(shown.year(), shown.month(), shown.day())

    def put(self, day: date) -> None:
        self._days.setDate(QDate(day.year, day.month, day.day))

    def _show_month(self) -> None:
        month = QCalendarWidget(self)
        month.setWindowFlag(Qt.WindowType.Popup)
        month.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        _name_parts(month, self._bench, self._words)
        month.setLocale(self._days.locale())
        month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setSelectedDate(self._days.date())
        month.clicked.connect(self._days.setDate)
        month.clicked.connect(lambda _day: month.close())
        month.activated.connect(lambda _day: month.close())
        rest = QTextCharFormat()
        rest.setForeground(QColor(self._bench.theme.colours.tones[Tone.RED].word))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            month.setWeekdayTextFormat(day, rest)
        self._place(month)
        month.show()

    def _place(self, month: QCalendarWidget) -> None:
        """Below the line, whole: within the window."""
        side = self._bench.look.size.control * 8
        month.resize(max(side, month.sizeHint().width()), side)
        window = self.window()
        at = self.mapTo(window, QPoint(0, self.height()))
        at.setX(max(0, min(at.x(), window.width() - month.width())))
        at.setY(max(0, min(at.y(), window.height() - month.height())))
        month.move(window.mapToGlobal(at))


def _name_parts(month: QCalendarWidget, bench: Bench, words: str) -> None:
    """What Qt has left without a name."""
    names = {"prevmonth": bench.show("stepped.month_before"), "calendarview": words,
             "nextmonth": bench.show("stepped.month_after")}  # fmt: skip
    month.setAccessibleName(words)
    for part, said in names.items():
        found = month.findChild(QWidget, f"qt_calendar_{part}")
        if found is not None:
            found.setAccessibleName(said)


class TimeLine(Stepped):
    def __init__(self, bench: Bench, name: str, words: str) -> None:
        self._times = _Times()
        self._times.setDisplayFormat("HH:mm")
        super().__init__(bench, name, words, self._times)
        self._times.timeChanged.connect(lambda _time: self.changed.emit())
        self._times.setMinimumWidth(bench.look.size.text * 5)

    @property
    def at(self) -> time:
        shown = self._times.time()
        return time(shown.hour(), shown.minute())

    def put(self, at: time) -> None:
        self._times.setTime(QTime(at.hour, at.minute))


def ms_of(day: date, at: time) -> int:
    """Milliseconds since 1970 of the village's day and time."""
    return int(datetime.combine(day, at, CHINA).timestamp()) * 1000
