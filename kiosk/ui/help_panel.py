"""Over the screen she stands at: somebody was called. What she had typed is still below."""

from __future__ import annotations

from PySide6.QtCore import Signal

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.panels import Note, NotePanel
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch


class HelpPanel(NotePanel):
    """The large button goes on; the smaller one takes the call back."""

    taken_back = Signal()

    def __init__(self, theme: Theme, strings: Strings) -> None:
        note = Note(
            "ring",
            strings.show("help.title"),
            strings.show("help.hint"),
            button=strings.show("shell.help.back"),
            tone=Tone.RED,
        )
        super().__init__(theme, note)
        word = strings.show("shell.help.take_back")
        face = Face(word, tone=Tone.PAPER, look=Look.KEY, word_px=theme.size.button_word)
        no = Touch(theme, "take_back", face)
        no.setFixedHeight(theme.size.row)
        no.clicked.connect(lambda: self.taken_back.emit())
        self.box.addWidget(no)
