"""Six places for what the typed letters may mean: a character takes one, a whole name two."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.flows.screen import Tone
from kiosk.services.ports import Offer
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch

PLACES = 6


class CandidateRow(QWidget):
    taken = Signal(object)
    """kiosk.services.ports.Offer."""

    def __init__(self, theme: Theme, strings: Strings, tall_px: int) -> None:
        super().__init__()
        self._theme = theme
        self._pages: list[tuple[Offer, ...]] = []
        self._page = 0
        self._keys = [self._candidate(number) for number in range(PLACES)]
        word = strings.show("shell.name_board.more")
        self._more = Touch(
            theme, "more", Face(word, tone=Tone.GOLD, look=Look.KEY, word_px=theme.size.text)
        )
        self._more.clicked.connect(self._turn)
        self.setFixedHeight(tall_px)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.size.small_gap)
        for key in self._keys:
            self._row.addWidget(key, 1)
        self._row.addStretch(0)
        policy = self._more.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(policy)
        self._row.addWidget(self._more, 1)
        self.show_offers(())

    def show_offers(self, offers: Sequence[Offer]) -> None:
        self._pages = _paged(offers)
        self._page = 0
        self._refresh()

    def take(self, number: int, _checked: bool = False) -> None:
        """The candidate at this place, from 0; nothing where none stands."""
        if number < len(self._shown):
            self.taken.emit(self._shown[number])

    @property
    def page(self) -> int:
        return self._page

    def turn_to(self, page: int) -> None:
        if page < len(self._pages):
            self._page = page
            self._refresh()

    @property
    def _shown(self) -> tuple[Offer, ...]:
        return self._pages[self._page] if self._pages else ()

    def _candidate(self, number: int) -> Touch:
        word_px = self._theme.size.key
        face = Face(" ", tone=Tone.GREEN, look=Look.KEY, word_px=word_px, is_private=True)
        key = Touch(self._theme, f"candidate:{number}", face)
        key.clicked.connect(partial(self.take, number))
        return key

    def _turn(self) -> None:
        self._page = (self._page + 1) % len(self._pages)
        self._refresh()

    def _refresh(self) -> None:
        shown = self._shown
        for number, key in enumerate(self._keys):
            text = shown[number].text if number < len(shown) else ""
            key.set_word(text or " ")
            key.setObjectName(f"key:{text}" if text else f"candidate:{number}")
            key.setVisible(bool(text))
            self._row.setStretch(number, _places(text))
        left = PLACES - sum(_places(offer.text) for offer in shown)
        self._row.setStretch(PLACES, left)
        self._more.setVisible(len(self._pages) > 1)


def _places(text: str) -> int:
    return min(len(text), 2)


def _paged(offers: Sequence[Offer]) -> list[tuple[Offer, ...]]:
    pages: list[tuple[Offer, ...]] = []
    page: tuple[Offer, ...] = ()
    for offer in offers:
        if sum(_places(one.text) for one in (*page, offer)) > PLACES:
            pages.append(page)
            page = ()
        page = (*page, offer)
    return [*pages, page] if page else pages
