"""How large may this text be in that room? Shared by painting and by the sweep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

WRAP = int(Qt.TextFlag.TextWordWrap)
ONE_LINE = int(Qt.TextFlag.TextSingleLine)
MUCH = 10_000


@dataclass(frozen=True, slots=True)
class Box:
    """A text and the room it is painted in."""

    rect: QRect
    text: str
    font: QFont
    flags: int

    def fits(self) -> bool:
        # Without the alignment, which would round half a pixel outwards.
        needed = measure(self.text, self.font, self.rect.width(), self.flags & WRAP)
        return needed.width() <= self.rect.width() and needed.height() <= self.rect.height()


def measure(text: str, font: QFont, width_px: int, flags: int = WRAP) -> QSize:
    """The size of the text, broken into lines of `width_px` if flags say WRAP."""
    box = QFontMetrics(font).boundingRect(QRect(0, 0, width_px, MUCH), flags, text)
    return box.size()


def resized(font: QFont, size_px: int) -> QFont:
    other = QFont(font)
    other.setPixelSize(max(1, size_px))
    return other


def fitting_px(text: str, font: QFont, room: QSize, floor_px: int, flags: int = WRAP) -> int:
    """The largest pixel size from the font's own down to `floor_px` at which the text fits."""
    most = font.pixelSize()
    for size in _steps(most, floor_px):
        needed = measure(text, resized(font, size), room.width(), flags)
        if needed.width() <= room.width() and needed.height() <= room.height():
            return size
    return min(most, floor_px)


def _steps(most: int, floor_px: int) -> Sequence[int]:
    return range(most, max(1, min(most, floor_px)) - 1, -max(1, most // 30))


def paginate(text: str, font: QFont, room: QSize) -> list[str]:
    """Pages of `text` (blank lines part its paragraphs), each fitting into `room`.

    A paragraph moves to the next page whole, unless it is longer than a page.
    """
    pages: list[str] = []
    page = ""
    for paragraph in (p.strip() for p in text.strip().split("\n\n")):
        longer = f"{page}\n\n{paragraph}" if page else paragraph
        if _holds(longer, font, room):
            page = longer
            continue
        pages += [page] if page else []
        while not _holds(paragraph, font, room):
            head = _head(paragraph, font, room)
            pages.append(paragraph[:head])
            paragraph = paragraph[head:]
        page = paragraph
    return [*pages, page] if page else pages


def _holds(text: str, font: QFont, room: QSize) -> bool:
    return measure(text, font, room.width()).height() <= room.height()


def _head(text: str, font: QFont, room: QSize) -> int:
    """How many characters of `text` fill the room; at least one."""
    low, high = 1, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _holds(text[:middle], font, room):
            low = middle
        else:
            high = middle - 1
    return max(1, low)
