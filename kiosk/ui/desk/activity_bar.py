"""The activities room's deeds: those of each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kiosk.ui.desk.parts import Button
from kiosk.ui.desk.room import Room
from sync.standard.activities import Activity

Do = Callable[[], None]
LIST, FORM, SHEET, EVALUATION, CALL = range(5)
_ROLES: Final = {
    "call_off": "danger",
    "open_it": "main",
    "attend": "main",
    "save_open": "main",
    "save": "main",
    "evaluate": "main",
    "close": "main",
    "send": "main",
}
_RIGHT: Final = ("edit", "save_draft", "evaluate", "keep", "send")
"""From these on, on each page, they stand at the right."""


class ActivityBar:
    def __init__(self, room: Room, *pages: dict[str, Do]) -> None:
        """pages: the deeds of each page, by their names."""
        self._pages = [
            {name: room.deed(name, do, _ROLES.get(name, "")) for name, do in deeds.items()}
            for deeds in pages
        ]
        for at, buttons in enumerate(self._pages):
            for name, button in buttons.items():
                if name == _RIGHT[at]:
                    room.bar.addStretch()
                room.bar.addWidget(button)

    def show(self, page: int, row: Activity | None) -> None:
        """row: what is chosen on the list, or what the open page is about."""
        left_out = _left_out(page, row)
        shown: list[Button] = []
        for at, buttons in enumerate(self._pages):
            for name, button in buttons.items():
                if at == page and name not in left_out:
                    shown.append(button)
                else:
                    button.hide()
        # Only then: all of them at once would make the window wider.
        for button in shown:
            button.show()


def _left_out(page: int, row: Activity | None) -> set[str]:
    if page == LIST:
        if row is None or row.is_off:
            left_out = {"open_it", "attend", "edit", "call_off"}
            return left_out if row else {*left_out, "call_up"}
        if row.recorded_ms:
            return {"open_it", "edit", "call_off", "call_up"}
        return {"attend", "call_up"} if not row.is_open else {"open_it"}
    if page == FORM:
        return {"save_draft", "save_open"} if row is not None and row.is_open else {"save"}
    return set()
