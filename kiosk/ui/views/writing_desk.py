"""The paper, and beside it what takes ink away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.paper import Paper
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words


class WritingDesk(QHBoxLayout):
    def __init__(self, theme: Theme, strings: Strings) -> None:
        super().__init__()
        self._theme, self._strings = theme, strings
        self.paper = Paper(theme)
        self._tools = [self._tool("undo", self.paper.undo), self._tool("clear", self.paper.clear)]
        match_words(self._tools)
        beside = QVBoxLayout()
        for layout in (self, beside):
            layout.setSpacing(theme.size.small_gap)
        self._beside = beside
        for tool in self._tools:
            self.add(tool)
        self.addWidget(self.paper, 1)
        self.addLayout(beside)

    def add(self, tool: Touch) -> None:
        """Below the others."""
        theme, upright = self._theme, self._theme.metrics.is_portrait
        tool.setFixedWidth(theme.px(200 if upright else 140))
        tool.setMaximumHeight(theme.px(240 if upright else 150))
        self._beside.addWidget(tool, 1)

    def enable(self, has_ink: bool) -> None:
        for tool in self._tools:
            tool.setEnabled(has_ink)

    def _tool(self, name: str, take_away: Callable[[], None]) -> Touch:
        theme = self._theme
        word = self._strings.show(f"shell.writing.{name}")
        face = Face(word, tone=Tone.GOLD, look=Look.KEY, word_px=theme.size.text)
        touch = Touch(theme, name, face)
        touch.clicked.connect(lambda: take_away())
        return touch
