"""Write a name with the finger: a paper, six candidates, the name so far."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from kiosk.flows.screen import Writing, Wrote
from kiosk.services.handwriting import Stroke
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.pen import Pen
from kiosk.ui.theme import Theme
from kiosk.ui.views.name_sheet import NameSheet
from kiosk.ui.views.offers import CANDIDATES, NUMBERED, Offers
from kiosk.ui.views.radical_board import Looking
from kiosk.ui.views.with_radicals import WithRadicals
from kiosk.ui.views.writing_desk import WritingDesk

Draft = tuple[str, Sequence[Stroke], Looking | None]
"""Name, ink, and what she looks up by radicals."""
_LONGEST_NAME = 24
_LEAST = 2


class WritingView(WithRadicals):
    def __init__(
        self, screen: Writing, strings: Strings, theme: Theme, hanzi: Hanzi, pen: Pen
    ) -> None:
        super().__init__(screen, strings, theme, hanzi)
        self._pen = pen
        self._tells_each = screen.tells_each
        self._name = screen.typed
        self._found: tuple[str, ...] = ()
        self._is_read = True
        """Nothing is on the paper that was not read yet."""
        upright = theme.metrics.is_portrait
        self._sheet = NameSheet(theme, theme.giving(theme.px(140 if upright else 84)))
        self._desk = WritingDesk(theme, strings)
        self._paper = self._desk.paper
        self._paper.setAccessibleName(self._text("title"))
        self._paper.began.connect(self._pause.stop)
        self._paper.written.connect(self._written)
        self._offers = self._make_offers()
        self._offers.taken.connect(self._take)
        self._desk.add(self._radicals_key())
        self._put_board(self._board())
        self._refresh()
        pen.wake()

    def _board(self) -> QWidget:
        size, upright = self._theme.size, self._theme.metrics.is_portrait
        board = QWidget()
        box: QBoxLayout = QVBoxLayout(board) if upright else QHBoxLayout(board)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap if upright else size.gap)
        if upright:
            box.addLayout(self._top())
            box.addWidget(self._line)
            box.addLayout(self._desk, 1)
            box.addLayout(self._offers)
            box.addSpacing(size.small_gap // 2)
            box.addLayout(self._ends())
        else:
            right = QVBoxLayout()
            right.setSpacing(size.small_gap)
            right.addLayout(self._top())
            right.addWidget(self._line)
            right.addLayout(self._offers, 1)
            right.addLayout(self._ends())
            box.addLayout(self._desk, 1)
            box.addLayout(right, 1)
        return board

    def _top(self) -> QHBoxLayout:
        """The name so far, and what takes its last character away."""
        self._back = self._delete_key(self._strings.show("shell.writing.delete"))
        self._back.setFixedHeight(self._sheet.height())
        row = QHBoxLayout()
        row.setSpacing(self._theme.size.small_gap)
        row.addWidget(self._sheet, 3)
        row.addWidget(self._back, 2)
        return row

    def _make_offers(self) -> Offers:
        upright = self._theme.metrics.is_portrait
        tall = self._theme.px(150 if upright else 72)
        columns = CANDIDATES if upright else CANDIDATES // 2
        return Offers(self._theme, columns, self._theme.giving(tall))

    def draft(self) -> Draft:
        return self._name, self._paper.strokes, self._looking()

    def take_up(self, draft: Draft) -> None:
        self._name, strokes, looking = draft
        self._paper.take_up(strokes)
        self._look_on(looking)

    def also_said(self) -> str:
        """What she touched last, for who cannot see whether it was the right one; no more of the
        name."""
        if self._slip or not self._name:
            return super().also_said()
        return self._strings.say("shell.writing.wrote", character=self._name[-1])

    def _written(self) -> None:
        """Reads it anew; what was still being read of fewer strokes does not count any more."""
        strokes = self._paper.strokes
        self._is_read = not strokes
        if strokes:
            self._pen.read(strokes, self._name, partial(self._came, len(strokes)))
        else:
            self._found = ()
        self._changed()

    def _came(self, count: int, found: Sequence[str]) -> None:
        if not isValid(self) or count != len(self._paper.strokes):
            return
        self._found, self._is_read = tuple(found), True
        self._refresh()

    def _press(self, key: str) -> None:
        if key in NUMBERED:
            self._take(NUMBERED.index(key))

    def _delete(self) -> None:
        if self._paper.strokes:
            self._paper.undo()
        else:
            self._name = self._name[:-1]
            self._changed()

    def _take(self, number: int) -> None:
        if number < len(self._found):
            self._picked(self._found[number])

    def _picked(self, character: str) -> None:
        if len(self._name) >= _LONGEST_NAME:
            return
        self._name += character
        self._paper.clear()
        if self._tells_each:
            self._pause.stop()
            self.answered.emit(Wrote(self._name))
        else:
            self.wants_said.emit(character)

    def _refresh(self) -> None:
        super()._refresh()
        self._sheet.put(self._name, "")
        self._offers.show_characters(self._found)
        has_ink = bool(self._paper.strokes)
        self._desk.enable(has_ink)
        self._back.setEnabled(has_ink or bool(self._name))

    def _guidance(self) -> tuple[str, str]:
        if self._paper.strokes:
            key = "pick" if self._found or not self._is_read else "nothing"
        elif self._name:
            key = "enough" if self._is_enough() else "next"
        else:
            key = "empty"
        key = f"shell.writing.{key}"
        return self._strings.show(key), self._strings.say(key)

    def _is_enough(self) -> bool:
        """Ink that nobody said what it is would be lost."""
        return len(self._name) >= _LEAST and not self._paper.strokes

    def _answer_text(self) -> str:
        return self._name
