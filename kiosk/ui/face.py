"""What stands on a thing to touch, and where: computed apart from painting, so that the sweep
can measure the very boxes that are painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRect, QSize, Qt

from kiosk.flows.screen import Tone
from kiosk.ui.fit import MUCH, WRAP, Box, fitting_px, measure
from kiosk.ui.theme import Theme

CENTRED = int(Qt.AlignmentFlag.AlignCenter)
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
WIDE = 1.9
"""Wider than this times its height, a tile has its picture at the left instead of on top."""


class Look(Enum):
    TILE = auto()
    """Picture above the word; at its left where the tile is wide."""
    ROW = auto()
    """Picture at the left of the word."""
    KEY = auto()
    """A word or a character alone."""


@dataclass(frozen=True, slots=True)
class Face:
    """What stands on it, and how large. 0 px: as the theme has it."""

    word: str
    hint: str = ""
    picture: str = ""
    tone: Tone = Tone.PAPER
    look: Look = Look.TILE
    is_filled: bool = False
    word_px: int = 0
    picture_px: int = 0
    picture_share: float = 1.0
    """How much of its place the picture fills: louder is larger."""
    is_private: bool = False
    """Never said aloud: a character of what she types, a name."""

    @property
    def spoken(self) -> str:
        """Its word and its second line, each a sentence of its own; "" where nothing of it is
        said."""
        return "" if self.is_private else "\n".join(filter(None, (self.word.strip(), self.hint)))


@dataclass(frozen=True, slots=True)
class Placed:
    picture: QRect
    word: Box
    hint: Box | None


def fitting_word_px(face: Face, room: QRect, theme: Theme) -> int:
    """The size at which the word fits into `room`, the inside of its frame."""
    size = theme.size
    font = theme.font(face.word_px or size.word, bold=True)
    width = room.width()
    if _is_across(face, room):
        width -= _picture_px(face, room.height(), room.height(), theme) + size.small_gap
    # One line is easier to read than two: it may shrink a good deal before it breaks.
    least = max(size.least, font.pixelSize() * 2 // 3)
    font.setPixelSize(fitting_px(face.word, font, QSize(width, MUCH), least, 0))
    return fitting_px(face.word, font, QSize(width, room.height()), size.small)


def place(face: Face, room: QRect, theme: Theme, word_px: int) -> Placed:
    """Picture, word and second line as one block in the middle of `room`."""
    if _is_across(face, room):
        return _across(face, room, theme, word_px)
    return _stacked(face, room, theme, word_px)


def _is_across(face: Face, room: QRect) -> bool:
    if not face.picture or face.look is Look.KEY:
        return False
    return face.look is Look.ROW or room.width() > room.height() * WIDE


def _picture_px(face: Face, most: int, room_px: int, theme: Theme) -> int:
    if not face.picture:
        return 0
    size = theme.size
    if face.picture_px or face.look is not Look.TILE:
        return max(0, min(face.picture_px or size.row_picture, most))
    # A tall tile has room for more picture, a low one makes do with less; beside the word there
    # is more of it.
    share = 0.62 if most == room_px else 0.45
    generous = min(size.picture * 3 // 2, max(size.picture, round(room_px * share)))
    return max(0, min(generous, most))


def _word_box(face: Face, theme: Theme, word_px: int, width: int) -> Box:
    font = theme.font(word_px, bold=True)
    height = measure(face.word, font, width).height()
    return Box(QRect(0, 0, width, height), face.word, font, CENTRED | WRAP)


def _hint_box(face: Face, theme: Theme, width: int, height: int) -> Box | None:
    if not face.hint:
        return None
    font = theme.font(theme.size.word_hint)
    least = max(theme.size.small, font.pixelSize() * 17 // 20)
    font.setPixelSize(fitting_px(face.hint, font, QSize(width, MUCH), least, 0))
    if measure(face.hint, font, 0, 0).width() > width:
        font.setPixelSize(theme.size.word_hint)  # two lines it is, so as large as may be
    font.setPixelSize(fitting_px(face.hint, font, QSize(width, height), theme.size.small))
    needed = measure(face.hint, font, width).height()
    return Box(QRect(0, 0, width, needed), face.hint, font, CENTRED | WRAP)


def _moved(box: Box, left: int, top: int, flags: int) -> Box:
    rect = QRect(left, top, box.rect.width(), box.rect.height())
    return Box(rect, box.text, box.font, flags | WRAP)


def _stacked(face: Face, room: QRect, theme: Theme, word_px: int) -> Placed:
    word = _word_box(face, theme, word_px, room.width())
    left_over = room.height() - word.rect.height()
    hint = _hint_box(face, theme, room.width(), left_over)
    hint_px = hint.rect.height() if hint else 0
    gap = word.font.pixelSize() // 5 if face.picture else 0
    side = _picture_px(face, left_over - hint_px - gap, room.height(), theme)
    if side < theme.px(36):
        side = gap = 0
    top = room.top() + max(0, (left_over - hint_px - side - gap) // 2)
    picture = QRect(room.center().x() - side // 2, top, side, side)
    top += side + gap
    placed_word = _moved(word, room.left(), top, CENTRED)
    top += word.rect.height()
    placed_hint = _moved(hint, room.left(), top, CENTRED) if hint else None
    return Placed(picture, placed_word, placed_hint)


def _across(face: Face, room: QRect, theme: Theme, word_px: int) -> Placed:
    side = _picture_px(face, room.height(), room.height(), theme)
    gap = theme.size.small_gap
    width = room.width() - side - gap
    word = _word_box(face, theme, word_px, width)
    hint = _hint_box(face, theme, width, room.height() - word.rect.height())
    used = measure(face.word, word.font, width).width()
    if hint:
        used = max(used, measure(hint.text, hint.font, width).width())
    # A pixel or two to spare: a line measured in fractions may need the next whole pixel.
    used = min(width, used + 4)
    left = room.left() + max(0, (room.width() - side - gap - used) // 2)
    picture = QRect(left, room.center().y() - side // 2, side, side)
    left += side + gap
    hint_px = hint.rect.height() if hint else 0
    top = room.top() + max(0, (room.height() - word.rect.height() - hint_px) // 2)
    word = Box(QRect(0, 0, used, word.rect.height()), word.text, word.font, word.flags)
    placed_hint = None
    if hint:
        narrow = Box(QRect(0, 0, used, hint_px), hint.text, hint.font, hint.flags)
        placed_hint = _moved(narrow, left, top + word.rect.height(), LEFT)
    return Placed(picture, _moved(word, left, top, LEFT), placed_hint)
