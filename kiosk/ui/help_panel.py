"""Over the screen she stands at: somebody was called. What she had typed is still below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.panels import Note, NotePanel
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words


class HelpPanel(NotePanel):
    """The large button goes on; the smaller ones show how, and take the call back."""

    taken_back = Signal()
    show_wanted = Signal()

    def __init__(self, theme: Theme, strings: Strings, page: str, *, can_show: bool) -> None:
        """page: kiosk.flows.call_cadre.page_of."""
        note = Note(
            "ring",
            strings.show(f"{page}.title"),
            strings.show(f"{page}.hint"),
            button=strings.show("shell.help.back"),
            tone=Tone.RED,
        )
        super().__init__(theme, note)
        upright = theme.metrics.is_portrait
        row: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        row.setSpacing(theme.size.gap)
        no = self._small(theme, "take_back", strings.show("shell.help.take_back"))
        no.clicked.connect(lambda: self.taken_back.emit())
        touches = [no]
        if can_show:
            how = self._small(theme, "show_me", strings.show("help.show_me"), Tone.BLUE)
            how.clicked.connect(lambda: self.show_wanted.emit())
            touches.insert(0 if upright else 1, how)
        for touch in touches:
            row.addWidget(touch)
        match_words(touches)
        self.box.addLayout(row)

    def _small(self, theme: Theme, name: str, word: str, tone: Tone = Tone.PAPER) -> Touch:
        face = Face(word, tone=tone, look=Look.KEY, word_px=theme.size.button_word)
        touch = Touch(theme, name, face)
        touch.setFixedHeight(theme.size.row)
        return touch
