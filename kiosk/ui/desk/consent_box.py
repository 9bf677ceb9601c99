"""Has she agreed? The text can be opened, to be read out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.parts import Button, Tick, label


class ConsentBox(QWidget):
    opened = Signal(object)
    """The text, which shall be scrolled to."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        size = bench.look.size
        self._tick = Tick(bench, "consent", bench.show("register.consent"))
        self._text = label(bench.strings.show("register.consent.text"), "soft", wrap=True)
        self._text.setObjectName("consent_text")
        self._text.hide()
        show = Button(bench, "show_consent", bench.show("register.show_consent"), "link")
        show.setCheckable(True)
        show.toggled.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(size.gap)
        row.addWidget(self._tick, 1)
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(size.gap)
        column.addLayout(row)
        column.addWidget(self._text)
        self.setFocusProxy(self._tick)

    @property
    def is_given(self) -> bool:
        return self._tick.isChecked()

    def ask(self) -> None:
        """It is missing: nothing can be saved without it."""
        self._tick.set_wrong(True)
        self._tick.setFocus()

    def clear(self) -> None:
        self._tick.setChecked(False)
        self._tick.set_wrong(False)

    def _show(self, on: bool) -> None:
        if on:
            self.opened.emit(self._text)
        else:
            self._text.hide()
