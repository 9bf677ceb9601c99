"""Paper goes out: to a printer (CUPS), else into a file on a stick. What could not go says so.

Called on the store's thread, one paper after the other; painting needs no window.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.services.papers import (
    PRINTER,
    STICK,
    NoPlace,
    Paper,
    Place,
    Printed,
    Put,
    Saved,
)
from kiosk.strings import Strings
from kiosk.ui.new_file import write_new
from kiosk.ui.printers import Printers
from kiosk.ui.theme import Theme

if TYPE_CHECKING:
    from kiosk.ui.sheets import Page

MOST_PLACES: Final = 2
"""Printers, and sticks: more do not fit on a line."""
MOST_ALIKE: Final = 50
"""Files of one second."""
SIMULATED: Final = "simulator"


class Printing:
    """kiosk.services.papers.Papers."""

    def __init__(
        self,
        theme: Theme,
        strings: Strings,
        sticks: Callable[[], Sequence[Path]],
        now: Callable[[], datetime],
        simulated: Path | None = None,
    ) -> None:
        """sticks: the folders of those that are plugged in. simulated: a folder that stands for
        the only printer there is."""
        self._theme, self._strings = theme, strings
        self._sticks, self._now, self.simulated = sticks, now, simulated
        self._printers = Printers(theme)

    def places(self) -> Sequence[Place]:
        if self.simulated is not None:
            return (Place(PRINTER, SIMULATED),)
        printers = (Place(PRINTER, name) for name in self._printers.names()[:MOST_PLACES])
        sticks = (Place(STICK, str(folder)) for folder in [*self._sticks()][:MOST_PLACES])
        return (*printers, *sticks)

    def put(self, papers: Sequence[Paper], place: Place | None = None) -> Put:
        # What paints is loaded when something is printed: the kiosk starts without it.
        from kiosk.ui.paper_pages import pages_of, title_of

        pages = [page for paper in papers for page in pages_of(paper, self._strings)]
        title = title_of(papers[0], self._strings)
        for one in (place,) if place else self.places():
            done = self._put(pages, title, one)
            if done is not None:
                return done
        return NoPlace()

    def _put(self, pages: Sequence[Page], title: str, place: Place) -> Put | None:
        if place.kind != PRINTER:
            return self._save(pages, title, Path(place.name))
        if place.name == SIMULATED and self.simulated is not None:
            is_printed = self._save(pages, title, self.simulated) is not None
        else:
            is_printed = self._printers.print(place.name, title, pages)
        return Printed(place.name) if is_printed else None

    def _save(self, pages: Sequence[Page], title: str, folder: Path) -> Saved | None:
        """A new file each time, whole when this returns."""
        from kiosk.ui import sheets

        content = sheets.pdf(title, pages, self._theme)
        for again in ("", *(f"-{count}" for count in range(2, MOST_ALIKE))):
            name = f"{title}-{self._now():%Y%m%d-%H%M%S}{again}.pdf"
            try:
                if folder == self.simulated:
                    folder.mkdir(parents=True, exist_ok=True)
                write_new(folder / name, content)
            except FileExistsError:
                continue
            except OSError:
                break  # full, write-protected, pulled out
            return Saved(name, folder.name)
        return None
