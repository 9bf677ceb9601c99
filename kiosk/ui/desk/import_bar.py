"""The deeds of importing: which of them make sense now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.import_choose import ChooseFile
from kiosk.ui.desk.parts import Button
from kiosk.ui.desk.wrapping import WrappingLayout


class Importing(Protocol):
    """What the room can do."""

    bench: Bench
    bar: WrappingLayout
    choose: ChooseFile

    def deed(
        self, name: str, do: Callable[[], None], role: str = "", picture: str = ""
    ) -> Button: ...

    def back(self) -> None: ...

    def report(self) -> None: ...

    def stop(self) -> None: ...

    def save(self) -> None: ...


class ImportDeeds:
    def __init__(self, room: Importing) -> None:
        self._bench = room.bench
        self._back = room.deed("back", room.back)
        self._report = room.deed("report", room.report, picture="report")
        self._other = room.deed("other", room.choose.ask)
        self._open = room.deed("open", room.choose.take_chosen, "main")
        self._stop = room.deed("stop", room.stop, "danger")
        self._start = room.deed("start", room.save, "main")
        room.bar.addWidget(self._back)
        room.bar.addWidget(self._report)
        room.bar.addStretch()
        for button in (self._other, self._open, self._stop, self._start):
            room.bar.addWidget(button)

    def show(self, *, choosing: bool, running: bool, left: int) -> None:
        """left: people who can still be entered."""
        for button in (self._other, self._open):
            button.setVisible(choosing)
        for button in (self._back, self._report, self._start):
            button.setVisible(not choosing and not running)
        self._stop.setVisible(running)
        self._start.setEnabled(left > 0)
        self._start.setText(self._bench.show("import.start_count", count=left))
