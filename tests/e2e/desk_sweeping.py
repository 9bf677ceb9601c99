"""Every page of the desk, opened by the tour and measured: what is cut off, pale or nameless.

The desk is worked with a mouse or a finger at arm's length, by somebody who knows it: its limits
are smaller than those of the kiosk's pages, and are named here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from kiosk.app import application
from kiosk.config import Config
from kiosk.strings import load_strings
from kiosk.tour.play import look_at_desk, opened
from kiosk.ui.desk.parts import Tick
from kiosk.ui.desk.rail import RailButton
from kiosk.ui.figures import GLASS_INCHES, contrast_in
from kiosk.ui.fit import measure
from kiosk.ui.shell import Shell
from kiosk.ui.sight import MM_PER_INCH, Sight
from kiosk.ui.tour import Guide
from kiosk.village import keep_sight
from tests.e2e.sweeping import Way
from tests.e2e.walked import lay_out_village
from tests.ui import access

LEAST_TARGET_MM: Final = 7.0
"""Shorter side: 44 dp (MIIT 2021, any target that is not the main one)."""
LEAST_GAP_PX: Final = 4
"""Between two that can be pressed: more than a mouse's slip, and each is 7 mm at least."""
LEAST_TEXT_PX: Final = 16
LEAST_CONTRAST: Final = 4.5
"""WCAG AA; the kiosk's own pages have 7:1. Above it lie only the words on what is off."""
ROUNDING_PX: Final = 1
SETTLES: Final = 3
"""Rounds of events: a new text is given its font, then its place, then its page a scroll bar."""


class DeskInspector(Guide):
    def __init__(self, shell: Shell, folder: Path) -> None:
        super().__init__(shell, folder, "")
        self.pages: set[str] = set()
        self.faults: list[str] = []

    def picture(self, name: str, of: QWidget | None = None) -> None:
        if of is None:
            return
        for _ in range(SETTLES):
            QApplication.processEvents()
        self.pages.add(name)
        found = [*access.faults(of), *desk_faults(of)]
        self.faults += [f"{name}: {fault}" for fault in found]


def walk_desk(way: Way, folder: Path) -> DeskInspector:
    application()
    config = Config(folder / "data", language=way.language, window_px=way.size, voice=False)
    person = lay_out_village(config.data)
    with opened(config, load_strings(config.strings)) as kiosk:
        sight = Sight(way.text, way.is_strong)
        kiosk.lanes.wait_on_store(lambda: keep_sight(kiosk.village.store, sight))
        inspector = DeskInspector(kiosk.shell, folder)
        look_at_desk(kiosk, inspector, person["pin"])
    return inspector


def desk_faults(window: QWidget) -> Iterator[str]:
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    shown = [w for w in window.findChildren(QWidget) if w.isVisible() and _is_seen_whole(w)]
    for widget in shown:
        if isinstance(widget, QLabel) and widget.text().strip():
            yield from _text_faults(widget, picture, window)
        elif isinstance(widget, QAbstractButton):
            yield from _target_faults(widget, window)
    yield from _side_faults(window)
    buttons = [w for w in shown if isinstance(w, QPushButton | Tick)]
    yield from _gap_faults([(b.objectName(), _place(b, window)) for b in buttons])


def _side_faults(window: QWidget) -> Iterator[str]:
    """Pages scroll up and down only: what lies beyond their side is never seen."""
    for widget in window.findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        is_part = isinstance(widget, QAbstractButton | QLabel | QLineEdit | QComboBox)
        if is_part and widget.isVisible() and not seen.isEmpty() and seen.width() < widget.width():
            yield f"{_name(widget)}: cut off at its side"


def _is_seen_whole(widget: QWidget) -> bool:
    """What is scrolled out of sight is looked at by scrolling."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def _text_faults(words: QLabel, picture: QImage, window: QWidget) -> Iterator[str]:
    room = words.contentsRect()
    font = words.font()
    flags = int(Qt.TextFlag.TextWordWrap) if words.wordWrap() else 0
    needed = measure(words.text(), font, room.width(), flags)
    over = max(needed.width() - room.width(), needed.height() - room.height())
    if over > ROUNDING_PX:
        yield f"{_name(words)}: {over} px of it cut off"
    if font.pixelSize() < LEAST_TEXT_PX:
        yield f"{_name(words)}: {font.pixelSize()} px"
    contrast = contrast_in(picture, _place(words, window))
    if contrast < LEAST_CONTRAST and words.isEnabled():
        yield f"{_name(words)}: contrast {contrast:.1f}"


def _target_faults(target: QAbstractButton, window: QWidget) -> Iterator[str]:
    mm = _px_per_mm(window)
    if min(target.width(), target.height()) / mm < LEAST_TARGET_MM:
        yield f"{target.objectName()}: {target.width()}x{target.height()} px"
    metrics = target.fontMetrics()
    if isinstance(target, QPushButton):
        is_cut = target.sizeHint().width() > target.width() + ROUNDING_PX
    elif isinstance(target, RailButton):
        is_cut = metrics.horizontalAdvance(target.text()) > target.width()
    else:
        is_cut = False
    if is_cut:
        yield f"{target.objectName()}: its word is cut off"


def _gap_faults(placed: list[tuple[str, QRect]]) -> Iterator[str]:
    for at, (one, here) in enumerate(placed):
        for other, there in placed[at + 1 :]:
            wider = here.adjusted(-LEAST_GAP_PX, -LEAST_GAP_PX, LEAST_GAP_PX, LEAST_GAP_PX)
            if wider.intersects(there):
                yield f"{one} and {other} touch"


def _px_per_mm(window: QWidget) -> float:
    diagonal_px = (window.width() ** 2 + window.height() ** 2) ** 0.5
    return diagonal_px / (GLASS_INCHES * MM_PER_INCH)


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _name(words: QWidget) -> str:
    parent = words.parentWidget()
    return words.objectName() or f"a label in {parent.objectName() if parent else ''}"
