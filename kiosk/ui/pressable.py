"""What a finger or a key does to a control, before anybody thinks of its looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTouchEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui.keys import CHOOSES


class Pressable(QAbstractButton):
    """One tap by one finger, or Enter or Space where the keys stand."""

    def __init__(self) -> None:
        super().__init__()
        # A finger leaves no focus behind: what is typed goes on to the page.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # Of all fingers Qt makes only the first into a mouse: a resting palm would lock the rest.
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    @property
    def has_ring(self) -> bool:
        """Keys stand here; after a touch nothing is marked."""
        by_keys = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        return self.hasFocus() and by_keys

    def feel(self, event: QTouchEvent) -> None:
        """A finger that counts: it chooses where it lets go, as a mouse does."""
        event.accept()
        is_on = self.rect().contains(event.point(0).position().toPoint())
        match event.type():
            case QEvent.Type.TouchBegin:
                self.setDown(self.isEnabled())
            case QEvent.Type.TouchUpdate:
                self.setDown(self.isDown() and is_on)
            case _:
                is_meant = self.isDown() and is_on and event.type() == QEvent.Type.TouchEnd
                self.setDown(False)
                if is_meant:
                    self.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in CHOOSES:
            self.click()
        else:
            # The arrows too: the page knows what lies where.
            event.ignore()


class Surface(QWidget):
    """What a finger draws on: there the second touch is meant as much as the first."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
