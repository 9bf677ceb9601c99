"""What the sweep measures on a window as it is painted: millimetres, points, contrast, choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import combinations
from math import hypot
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui.fit import Box
from kiosk.ui.sight import MM_PER_INCH, px_to_pt
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics, contrast

GLASS_INCHES: Final = 21.5
"""Across the corners, where nobody has measured it."""
MAIN: Final = ("choice:", "picture:", "done", "yes", "no", "side", "start")
"""What answers the question, by the beginning of its name."""
EVERY_NTH: Final = 3
"""Pixel is looked at; a stroke has more than these."""
LEAST_PIXELS: Final = 3
"""Of a colour, to be that of a text and not a speck."""


class Kind(StrEnum):
    MAIN = "main control, its shorter side"
    OTHER = "any other control, its shorter side"
    GAP = "gap between two controls"
    TEXT = "text, height of the type"
    CONTRAST = "contrast of a text with its ground"
    CHOICES = "choices on a page"


@dataclass(frozen=True, slots=True)
class Figure:
    kind: Kind
    value: float
    """Millimetres, points (TEXT), n:1 (CONTRAST), a count (CHOICES)."""
    where: str
    """Name of the control, or kind of the widget."""


def measure(window: QWidget, theme: Theme) -> list[Figure]:
    """Every figure of the window as it is shown."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
    targets = [w for w in shown if isinstance(w, QAbstractButton)]
    mm = px_per_mm(theme.metrics)
    choices = [t for t in targets if t.objectName().startswith("choice:")]
    return [
        *_sides(targets, mm),
        *_gaps(targets, window, mm),
        *(Figure(Kind.TEXT, px_to_pt(b.font.pixelSize(), mm), name_of(w)) for w, b in texts(shown)),
        *_contrasts(texts(shown), window),
        Figure(Kind.CHOICES, len(choices), name_of(window)),
    ]


def px_per_mm(metrics: Metrics) -> float:
    """As measured with the card, else of a glass of GLASS_INCHES."""
    diagonal_mm = GLASS_INCHES * MM_PER_INCH
    return metrics.sight.px_per_mm or hypot(metrics.width_px, metrics.height_px) / diagonal_mm


def texts(widgets: Iterable[QWidget]) -> Iterator[tuple[QWidget, Box]]:
    """The texts that they paint, as they paint them."""
    for widget in widgets:
        boxes: Callable[[], list[Box]] | None = getattr(widget, "boxes", None)
        if boxes is not None:
            yield from ((widget, box) for box in boxes() if box.text.strip())


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def gap_px(one: QRect, other: QRect) -> int:
    across = max(one.left() - other.right(), other.left() - one.right()) - 1
    down = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
    return max(across, down)


def name_of(widget: QWidget) -> str:
    return widget.objectName() or type(widget).__name__


def _sides(targets: Iterable[QAbstractButton], mm: float) -> Iterator[Figure]:
    for target in targets:
        kind = Kind.MAIN if target.objectName().startswith(MAIN) else Kind.OTHER
        yield Figure(kind, min(target.width(), target.height()) / mm, name_of(target))


def _gaps(targets: list[QAbstractButton], window: QWidget, mm: float) -> Iterator[Figure]:
    for one, other in combinations(targets, 2):
        gap = gap_px(place(one, window), place(other, window))
        yield Figure(Kind.GAP, gap / mm, f"{name_of(one)}, {name_of(other)}")


def _contrasts(shown: Iterable[tuple[QWidget, Box]], window: QWidget) -> Iterator[Figure]:
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget, box in shown:
        rect = box.rect.translated(widget.mapTo(window, QPoint(0, 0)))
        yield Figure(Kind.CONTRAST, contrast_in(picture, rect), name_of(widget))


def contrast_in(picture: QImage, rect: QRect) -> float:
    """Of what is painted there with the ground, the colour that is there most. Format_RGB32."""
    return _contrast_of(bytes(picture.copy(rect.intersected(picture.rect())).constBits()))


@lru_cache(maxsize=512)
def _contrast_of(pixels: bytes) -> float:
    """The same words stand on many pages: counting once is enough."""
    found = Counter(memoryview(pixels).cast("I")[::EVERY_NTH])
    (ground, _), *_ = found.most_common(1)
    inks = (ink for ink, count in found.items() if count >= LEAST_PIXELS)
    return max(_contrast(ground, ink) for ink in inks)


@cache
def _contrast(one: int, other: int) -> float:
    return contrast(f"#{one & 0xFFFFFF:06X}", f"#{other & 0xFFFFFF:06X}")
