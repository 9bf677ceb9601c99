"""The one window: the kiosk's pages for everybody or, after the PIN, the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QStackedWidget

from kiosk.services.cards import AnyCard
from kiosk.ui.shell import Shell

if TYPE_CHECKING:
    from kiosk.ui.demonstration import Demonstration
    from kiosk.ui.desk.desk import Desk


class Window(QStackedWidget):
    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.desk: Desk | None = None
        self.demonstration: Demonstration | None = None
        layout = self.layout()
        if layout is not None:
            # Else every page tells the window system another smallest size.
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.addWidget(shell)
        # Only a top window paints its own ground: the paper is the window's, not the shell's.
        self.setPalette(shell.palette())
        self.resize(shell.size())

    def present(self, card: AnyCard) -> None:
        """Somebody put a card down or held one up: at the desk it is the cadre who works with
        it, else whoever stands there is meant."""
        if self.desk is not None:
            self.desk.touched()
            self.desk.current_room().take_card(card)
        else:
            self.shell.counter.present(card)

    def refuse(self, key: str) -> None:
        """Nobody is known by what was put down; key: of the sentence."""
        if self.desk is not None:
            self.desk.touched()
            self.desk.current_room().refuse(key)
        else:
            self.shell.counter.refuse(key)

    def open_desk(self, desk: Desk) -> None:
        self.close_desk()
        self.desk = desk
        desk.left.connect(self.close_desk)
        self.addWidget(desk)
        self.setCurrentWidget(desk)

    def close_desk(self) -> None:
        """Back to everybody's pages; nothing of the desk stays in memory."""
        desk, self.desk = self.desk, None
        self.setCurrentWidget(self.shell)
        if desk is not None:
            self.removeWidget(desk)
            desk.deleteLater()

    def open_demonstration(self, demonstration: Demonstration) -> None:
        self.demonstration = demonstration
        self.addWidget(demonstration)
        self.setCurrentWidget(demonstration)

    def close_demonstration(self) -> None:
        """Back to the real thing."""
        over, self.demonstration = self.demonstration, None
        self.setCurrentWidget(self.shell)
        if over is not None:
            self.removeWidget(over)
            over.deleteLater()
