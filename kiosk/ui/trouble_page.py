"""What stands on the screen when the books cannot even be opened."""

from __future__ import annotations

from kiosk.errors import Trouble
from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.panels import Note, NotePanel
from kiosk.ui.theme import Theme


def note_of(trouble: Trouble, strings: Strings, button: str) -> Note:
    """The sentences of a trouble, with its code."""
    key = f"error.{trouble.code}"
    return Note(
        "warning",
        strings.show(f"{key}.title"),
        strings.show(f"{key}.say"),
        strings.show("shell.trouble.code", code=trouble.code),
        button,
        Tone.RED,
    )


class TroublePage(NotePanel):
    """A window of its own; its button closes the program."""

    def __init__(self, theme: Theme, strings: Strings, trouble: Trouble) -> None:
        super().__init__(theme, note_of(trouble, strings, strings.show("cli.close")))
        self.setPalette(theme.palette())
        self.setAutoFillBackground(True)
        self.resize(theme.metrics.width_px, theme.metrics.height_px)
