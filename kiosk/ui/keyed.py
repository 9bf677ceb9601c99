"""A window whose controls can all be reached by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui import keys
from kiosk.ui.touch import Touch


class Keyed(QWidget):
    pointed_at = Signal(object)
    """The keys have come to stand on a control with this Face."""
    bar_key = Signal(str)
    """A key that stands for one of the bar's controls."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the control and the page had no use for."""
        way = keys.ARROWS.get(Qt.Key(event.key()))
        pressed = keys.bar_name(event)
        if way is not None:
            self._point_at(keys.towards(self, self.focusWidget(), way))
        elif event.text() == keys.ONWARD:
            self.tab(True)
        elif pressed:
            self.bar_key.emit(pressed)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Asked by Qt when the control with the keys is gone or off."""
        control = keys.following(self, self.focusWidget(), forward=forward)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        return control is not None

    def tab(self, forward: bool) -> None:
        """Goes as the eye does, line by line, whatever was made first."""
        self._point_at(keys.following(self, self.focusWidget(), forward=forward))

    def _point_at(self, control: QAbstractButton | None) -> None:
        """By keys: tells what it stands on, since she may not see it."""
        if isinstance(control, Touch):
            control.setFocus(Qt.FocusReason.TabFocusReason)
            self.pointed_at.emit(control.face)
