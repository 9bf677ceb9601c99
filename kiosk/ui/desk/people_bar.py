"""The people room's deeds: those of the list, of correcting, of erasing."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.ui.desk.parts import Button
from kiosk.ui.desk.room import Room
from sync.standard.residents import Resident

Do = Callable[[], None]
_ROLES = {
    "erase": "danger",
    "withdraw": "danger",
    "edit": "main",
    "save": "main",
    "do_erase": "danger",
    "revoke": "danger",
    "make": "main",
}
_RIGHT = "edit"
"""From this one on they stand at the right."""
_ALSO_WITHDRAWN = ("erase", "agree")


class PeopleBar:
    def __init__(self, room: Room, *pages: dict[str, Do]) -> None:
        """pages: the deeds of each page, by their names, the list's first."""
        self._pages = [
            {name: room.deed(name, do, _ROLES.get(name, "")) for name, do in deeds.items()}
            for deeds in pages
        ]
        for buttons in self._pages:
            for name, button in buttons.items():
                if name == _RIGHT:
                    room.bar.addStretch()
                room.bar.addWidget(button)

    def show(self, page: int, chosen: Resident | None) -> None:
        withdrawn = chosen is not None and not chosen.is_active
        left_out = "withdraw" if withdrawn else "agree"
        shown: list[Button] = []
        for at, buttons in enumerate(self._pages):
            for name, button in buttons.items():
                if at == page and name != left_out:
                    shown.append(button)
                else:
                    button.hide()
        # Only then: all of them at once would make the window wider.
        for button in shown:
            button.show()
        for name, button in self._pages[0].items():
            button.setEnabled(chosen is not None and (name in _ALSO_WITHDRAWN or not withdrawn))
