"""Asks whether another number was meant: what differs stands large, the rest as on the keypad."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from kiosk.flows.screen import AskNumber, Tone
from kiosk.strings import Strings
from kiosk.ui.parts import Card, Words
from kiosk.ui.theme import Theme
from kiosk.ui.views.number_field import HOLE, NumberStrip
from kiosk.ui.views.typed_number import ID_NUMBER
from kiosk.ui.views.view import View
from sync.standard.slips import LikelySlip, SlipKind


class AskNumberView(View):
    def __init__(self, screen: AskNumber, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        size, likely = theme.size, screen.likely
        card = Card(theme, screen.tone)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(size.margin,) * 4)
        inside.setSpacing(size.small_gap)
        inside.addStretch(1)
        typed, meant = _typed(screen.typed, likely), _marked(likely)
        inside.addLayout(self._line("typed", Tone.RED, *typed))
        inside.addStretch(1)
        inside.addLayout(self._line("meant", Tone.GREEN, likely.number, meant))
        inside.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.gap)
        box.addWidget(card, 1)
        box.addLayout(self._yes_or_no())

    def _line(self, name: str, tone: Tone, text: str, marked: frozenset[int]) -> QBoxLayout:
        """What it is and the characters that differ, large; the whole number below them, or
        beside them on a wide screen."""
        size, upright = self._theme.size, self._theme.metrics.is_portrait
        box: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        box.setSpacing(size.small_gap)
        colour = self._theme.tone(tone).word
        word = Words(self._theme, self._text(name), size_px=size.title, bold=True, colour=colour)
        figures = "".join(text[place] for place in sorted(marked) if text[place] != HOLE)
        large = Words(self._theme, figures, size_px=size.title * 2, bold=True, colour=colour)
        head = QHBoxLayout()
        head.addWidget(word, 1)
        head.addWidget(large, 2 if upright else 1)
        box.addLayout(head, 1)
        box.addWidget(NumberStrip(self._theme, ID_NUMBER, text, marked, tone), 0 if upright else 2)
        return box


def _typed(typed: str, likely: LikelySlip) -> tuple[str, frozenset[int]]:
    """What was typed, a hole where something is missing; and its places that are wrong."""
    if likely.kind is SlipKind.MISSING:
        (place,) = likely.places
        typed = typed[:place] + HOLE + typed[place:]
    return typed, frozenset(likely.places)


def _marked(likely: LikelySlip) -> frozenset[int]:
    """The meant number's places that nobody has typed."""
    if likely.kind is SlipKind.SURPLUS:
        return frozenset({ID_NUMBER.length - 1})
    return frozenset(likely.places)
