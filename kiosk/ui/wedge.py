"""Takes what a scanner types out of the stream of keys, before any page, field or shortcut."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.ui.wedge_watch import Key, Sort, Verdict, WedgeWatch

_KINDS: Final = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_ENDS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_SHIFTS: Final = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
_CHORDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_Held = tuple[QObject, QKeyEvent]


class Wedge(QObject):
    """Filters the whole application's keys; install it last, so that it sees them first."""

    scanned = Signal(str)
    """A code's text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch: WedgeWatch[_Held] = WedgeWatch()
        self._is_passing = False
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._let_others_in)

    @property
    def is_holding(self) -> bool:
        """A key waits for the next one."""
        return self._watch.wait_ms > 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_passing or event.type() not in _KINDS:
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow | QWidget):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._watch.is_scanning:
                event.accept()  # else a shortcut would take the key
            return self._watch.is_scanning
        held = (watched, event.clone())
        if event.type() == QEvent.Type.KeyRelease:
            return self._obey(self._watch.release(held, event.key()))
        at_ms = event.timestamp() or self._clock.elapsed()
        sort = sort_of(event)
        return self._obey(self._watch.press(Key(held, event.key(), sort, event.text(), at_ms)))

    def _obey(self, verdict: Verdict[_Held]) -> bool:
        self._is_passing = True
        try:
            for watched, event in verdict.passed:
                if isValid(watched):
                    QCoreApplication.sendEvent(watched, event)
        finally:
            self._is_passing = False
        if self._watch.wait_ms:
            self._timer.start(self._watch.wait_ms)
        else:
            self._timer.stop()
        if verdict.scanned:
            self.scanned.emit(verdict.scanned)
        return verdict.is_held

    def _let_others_in(self) -> None:
        """Keys that came while the window was busy stand in its queue still; they go first."""
        QTimer.singleShot(0, self, self._rest)

    def _rest(self) -> None:
        if not self._timer.isActive():
            self._obey(self._watch.rest())


def sort_of(event: QKeyEvent) -> Sort:
    text, key = event.text(), event.key()
    if event.isAutoRepeat():
        return Sort.OTHER
    if key in _ENDS or text in ("\r", "\n", "\t"):
        return Sort.END
    if key in _SHIFTS:
        return Sort.SHIFT
    is_typed = len(text) == 1 and text.isprintable() and not event.modifiers() & _CHORDS
    return Sort.CHARACTER if is_typed else Sort.OTHER
