"""Write a name: pinyin on letter keys, then touch the character or the whole name meant; what
cannot be spelled is found by its radical."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import NameBoard
from kiosk.services.ports import Hanzi, Offer
from kiosk.strings import Strings
from kiosk.ui.theme import Theme
from kiosk.ui.views.candidate_row import CandidateRow
from kiosk.ui.views.letter_keys import ALPHABET, LetterGrid
from kiosk.ui.views.name_sheet import NameSheet
from kiosk.ui.views.radical_board import Looking
from kiosk.ui.views.with_radicals import WithRadicals

Draft = tuple[str, str, int, Looking | None]
"""Name, letters, page of what is offered, and what she looks up by radicals."""
DOT = "\u00b7"
"""Between the parts of a name in several languages of the country."""
_MOST_LETTERS = 18
_LONGEST_NAME = 24
_LEAST = 2
_NUMBERED = "123456"
"""Keys that choose a candidate, as everywhere where pinyin is typed."""


class NameBoardView(WithRadicals):
    def __init__(self, screen: NameBoard, strings: Strings, theme: Theme, hanzi: Hanzi) -> None:
        super().__init__(screen, strings, theme, hanzi)
        self._name = screen.typed
        self._letters = ""
        self._has_offers = False
        tall = theme.giving(theme.px(140 if theme.metrics.is_portrait else 84))
        self._sheet = NameSheet(theme, tall)
        self._row = CandidateRow(theme, strings, tall)
        self._row.taken.connect(self._take)
        self._keys = {c: self._key(c) for c in ALPHABET}
        self._dot = self._key(DOT)
        self._find = self._radicals_key()
        self._put_board(self._board())
        self._refresh()

    def _board(self) -> QWidget:
        size = self._theme.size
        upright = self._theme.metrics.is_portrait
        top: QBoxLayout = QVBoxLayout() if upright else QHBoxLayout()
        top.setSpacing(size.small_gap)
        top.addWidget(self._sheet, 2)
        if upright:
            top.addWidget(self._line)
        top.addWidget(self._row, 5)
        board = QWidget()
        box = QVBoxLayout(board)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap if upright else size.small_gap * 2 // 3)
        box.addLayout(top)
        if not upright:
            box.addWidget(self._line)
        delete = self._delete_key(self._strings.show("shell.name_board.delete"))
        others = (self._dot, self._find)
        box.addLayout(LetterGrid(self._theme, self._keys, delete, others), 1)
        box.addSpacing(size.small_gap // 2)
        box.addLayout(self._ends())
        return board

    # -- what is typed

    def draft(self) -> Draft:
        return self._name, self._letters, self._row.page, self._looking()

    def take_up(self, draft: Draft) -> None:
        self._name, letters, page, looking = draft
        self._spell(letters)
        self._row.turn_to(page)
        self._look_on(looking)

    def _press(self, key: str) -> None:
        if key in _NUMBERED:
            self._row.take(_NUMBERED.index(key))
        elif key == DOT and self._may_have_dot():
            self._name += DOT
            self._spell("")
        elif key in self._keys and len(self._letters) < _MOST_LETTERS:
            self._spell(self._letters + key.lower())

    def _delete(self) -> None:
        if self._letters:
            self._spell(self._letters[:-1])
        else:
            self._name = self._name[:-1]
            self._changed()

    def _spell(self, letters: str) -> None:
        self._letters = letters
        offers = self._hanzi.offer(letters, self._name)
        self._has_offers = bool(offers)
        self._row.show_offers(offers)
        self._changed()

    def _take(self, offer: Offer) -> None:
        if len(self._name) + len(offer.text) <= _LONGEST_NAME:
            self._name += offer.text
            self._spell(self._letters[offer.used :])

    def _picked(self, character: str) -> None:
        if len(self._name) < _LONGEST_NAME:
            self._name += character
        self._spell("")

    # -- what stands there

    def _refresh(self) -> None:
        super()._refresh()
        self._sheet.put(self._name, self._letters)
        self._dot.setEnabled(self._may_have_dot())

    def _may_have_dot(self) -> bool:
        return bool(self._name) and not self._letters and not self._name.endswith(DOT)

    def _guidance(self) -> tuple[str, str]:
        if self._has_offers:
            key = "pick"
        elif self._letters:
            key = "nothing"
        else:
            key = "enough" if self._is_enough() else "empty"
        key = f"shell.name_board.{key}"
        return self._strings.show(key), self._strings.say(key)

    def _is_enough(self) -> bool:
        return len(self._name) >= _LEAST and not self._letters and not self._name.endswith(DOT)

    def _answer_text(self) -> str:
        return self._name
