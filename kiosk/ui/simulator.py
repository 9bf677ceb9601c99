"""A small window beside the kiosk's: lays cards on a simulated reader. It says what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from kiosk.strings import Strings
from kiosk.ui.theme import Theme

DEEDS: Final = ("run_out", "other_card", "wrong", "unreadable", "take", "unplug", "plug")


class Simulator(QWidget):
    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        strings: Strings,
        owners: Mapping[str, str],
        do: Callable[[str], None],
    ) -> None:
        """owners: name of a card -> whose it is. do: takes such a name, or one of DEEDS."""
        flags = Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(parent, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        show = strings.show
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(show("card.simulator.title"))
        self.setFont(theme.font(theme.size.small))
        column = QVBoxLayout(self)
        for text in (show("card.simulator.title"), show("card.simulator.hint")):
            column.addWidget(QLabel(text))
        words_of = {what: show("card.simulator.put", name=name) for what, name in owners.items()}
        words_of |= {what: show(f"card.simulator.{what}") for what in DEEDS}
        for what, word in words_of.items():
            button = QPushButton(word)
            button.setObjectName(f"simulator:{what}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._pressed, do, what))
            column.addWidget(button)

    def _pressed(self, do: Callable[[str], None], what: str, _checked: bool = False) -> None:
        do(what)
