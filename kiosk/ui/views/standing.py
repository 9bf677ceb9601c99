"""What a deed is worth: stars reached, a bar towards the next one, and the words for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import Progress, Tone
from kiosk.ui.parts import FillingBar, Picture, Words
from kiosk.ui.theme import Theme


class ProgressLine(QVBoxLayout):
    """The sentence, and under it the bar with the star that waits at its end."""

    def __init__(self, theme: Theme, progress: Progress, sentence: str) -> None:
        super().__init__()
        size = theme.size
        gold = theme.tone(Tone.GOLD).word
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(size.small_gap // 3)
        self.addWidget(Words(theme, sentence, size_px=size.lead, bold=True, colour=gold))
        row = QHBoxLayout()
        row.setSpacing(size.small_gap)
        bar = FillingBar(theme, progress.part)
        bar.setAccessibleName(sentence)
        row.addWidget(bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Picture(theme, "star", theme.giving(size.row_picture)))
        self.addLayout(row)
