"""Touch two of the twenty-four pictures of a sign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.flows.screen import Chose, ChoseSome, SignBoard, Tone
from kiosk.strings import Strings
from kiosk.ui.face import Face, Look
from kiosk.ui.fit import measure
from kiosk.ui.parts import Words
from kiosk.ui.theme import Theme
from kiosk.ui.touch import Touch, match_words
from kiosk.ui.views.pager import Pager
from kiosk.ui.views.view import View
from sync.standard.signs import CHOSEN, PICTURES

_PER_PAGE = (24, 12, 8, 6)
"""As many as there is room for; turning pages costs more than searching."""
_LINE = 1.45
"""A line of text, in parts of its type."""


class SignBoardView(View):
    def __init__(self, screen: SignBoard, strings: Strings, theme: Theme) -> None:
        super().__init__(screen, strings, theme)
        self._board = screen
        self._slip = f"slip.{screen.slip}" if screen.slip else ""
        self._words = {name: strings.show(f"sign.{name}") for name in PICTURES}
        self._tiles = [self._tile(name) for name in PICTURES]
        match_words(self._tiles)
        self._room = QWidget()
        self._grid = QGridLayout(self._room)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.size.small_gap)
        self._per_page, self._columns = _PER_PAGE[-1], 2
        self._least = _least(theme, list(self._words.values()))
        upright = theme.metrics.is_portrait
        self._pager = Pager(theme, strings, "shell.sign", is_narrow=not upright)
        self._pager.turned.connect(self._turned)
        self._first = 0
        """Of the pictures on the page that stands."""
        self._line = Words(
            theme, " ", size_px=theme.size.lead, bold=True, align=Qt.AlignmentFlag.AlignHCenter
        )
        self._line.setObjectName("line")
        self._ends = [self._side_touch(), self._done_touch()]
        self._lay_out(upright)
        self._refresh()

    def also_said(self) -> str:
        return self._strings.say(self._slip, **self._board.args) if self._slip else ""

    def draft(self) -> tuple[frozenset[str], int]:
        return self._chosen(), self._first

    def take_up(self, draft: tuple[frozenset[str], int]) -> None:
        chosen, self._first = draft
        for name, tile in zip(PICTURES, self._tiles, strict=True):
            tile.setChecked(name in chosen)
        self._refresh(is_said=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    # -- where things stand

    def _lay_out(self, upright: bool) -> None:
        size = self._theme.size
        box: QBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(size.small_gap if upright else size.gap)
        box.addWidget(self._room, 1 if upright else 13)
        beside: QBoxLayout = QVBoxLayout()
        beside.setSpacing(size.small_gap)
        beside.addWidget(self._pager)
        beside.addWidget(self._line)
        if not upright:
            beside.addStretch(1)
        ends: QBoxLayout = QHBoxLayout() if upright else QVBoxLayout()
        ends.setSpacing(size.gap if upright else size.small_gap)
        tall = self._theme.giving(self._theme.px(150 if upright else 86))
        for touch in self._ends:
            touch.setFixedHeight(tall)
            ends.addWidget(touch, 1)
        match_words(self._ends)
        beside.addLayout(ends)
        box.addLayout(beside, 0 if upright else 5)

    def _spread(self) -> None:
        """As many on a page as fit: first without the pager, which takes room where it stands."""
        layout, size = self.layout(), self._theme.size
        if layout is None:
            return
        for per_page in _PER_PAGE:
            self._pager.setVisible(per_page < len(PICTURES))
            layout.activate()
            columns = _columns(per_page, self._room.size(), self._least, size.small_gap)
            if columns or per_page == _PER_PAGE[-1]:
                self._per_page, self._columns = per_page, columns or 2
                break
        pages = -(-len(PICTURES) // self._per_page)
        # However many a page holds now, she goes on where she was.
        self._pager.set_pages(pages, self._first // self._per_page)
        self._show_page(self._pager.page)

    def _turned(self, page: int) -> None:
        self._first = page * self._per_page
        self._show_page(page)

    def _show_page(self, page: int) -> None:
        first = page * self._per_page
        shown = self._tiles[first : first + self._per_page]
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            tile.setVisible(tile in shown)
        _fill(self._grid, shown, self._columns)

    # -- what is touched

    def _tile(self, name: str) -> Touch:
        face = _face(self._theme, name, self._words[name])
        tile = Touch(self._theme, f"picture:{name}", face)
        tile.setParent(self)
        tile.setCheckable(True)
        tile.clicked.connect(partial(self._touched, tile))
        return tile

    def _side_touch(self) -> Touch:
        face = self._choice_face(self._board.side, Look.ROW, self._theme.size.button_word)
        side = Touch(self._theme, "side", face)
        side.clicked.connect(lambda: self.answered.emit(Chose(self._board.side.id)))
        return side

    def _done_touch(self) -> Touch:
        word_px = self._theme.size.button_word
        face = Face(self._text("done"), tone=Tone.GREEN, is_filled=True, word_px=word_px)
        done = Touch(self._theme, "done", face)
        done.clicked.connect(lambda: self.answered.emit(ChoseSome(self._chosen())))
        return done

    def _chosen(self) -> frozenset[str]:
        pairs = zip(PICTURES, self._tiles, strict=True)
        return frozenset(name for name, tile in pairs if tile.isChecked())

    def _touched(self, tile: Touch, _checked: bool = False) -> None:
        """A third is not taken; which one she meant to give up nobody can know."""
        self._slip = ""
        if len(self._chosen()) > CHOSEN:
            tile.setChecked(False)
            self._refresh("many")
        else:
            self._refresh()

    def _refresh(self, key: str = "", *, is_said: bool = True) -> None:
        """Says how many, never which: others may hear it."""
        count = len(self._chosen())
        key = f"shell.sign.{key or ('none', 'one', 'both')[count]}"
        tone = Tone.RED if self._slip else Tone.BLUE
        self._line.set_colour(self._theme.tone(tone).word)
        if self._slip:
            self._line.setText(self._strings.show(self._slip, **self._board.args))
        else:
            self._line.setText(self._strings.show(key))
        self._ends[1].setEnabled(count == CHOSEN)
        if count and is_said:
            self.wants_said.emit(self._strings.say(key))


def _fill(grid: QGridLayout, tiles: Sequence[Touch], columns: int) -> None:
    for at in range(len(PICTURES)):  # of as many columns as there were before
        grid.setRowStretch(at, at < -(-len(tiles) // columns))
        grid.setColumnStretch(at, at < columns)
    for at, tile in enumerate(tiles):
        grid.addWidget(tile, *divmod(at, columns))


def _face(theme: Theme, name: str, word: str) -> Face:
    """Private: nobody shall hear which she points at by keys."""
    return Face(word, picture=f"sign_{name}", word_px=theme.size.lead, is_private=True)


def _least(theme: Theme, words: list[str]) -> QSize:
    """What a tile needs: a picture and any of the words below it."""
    size = theme.size
    font = theme.font(size.lead, bold=True)
    frame = 2 * (size.frame + theme.px(8))
    wide = max(measure(word, font, 0, 0).width() for word in words) + frame
    high = size.row_picture + round(size.lead * _LINE) + frame
    return QSize(wide, high).expandedTo(QSize(size.target_floor, size.target_floor))


def _columns(count: int, room: QSize, least: QSize, gap: int) -> int:
    """Into how many so many tiles go best; 0: into none."""
    best = (False, 0, 0)
    for columns in range(2, 9):
        rows = -(-count // columns)
        wide = (room.width() + gap) // columns - gap
        high = (room.height() + gap) // rows - gap
        if wide >= least.width() and high >= least.height():
            # Rather no tile alone in the last row than a little more picture.
            best = max(best, (count % columns == 0, min(wide, high), columns))
    return best[2]
