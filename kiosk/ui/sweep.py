"""Measures a window as it stands against the numbers for old hands and eyes."""

from __future__ import annotations

from itertools import combinations
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.ui.colours import Colours
from kiosk.ui.fit import Box
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import LEAST_GAP_PX, contrast

LEAST_CONTRAST = 7.0


@runtime_checkable
class HasBoxes(Protocol):
    def boxes(self) -> list[Box]: ...


def sweep(window: QWidget, theme: Theme) -> list[str]:
    """What is wrong with the window as it is shown: one line a fault, [] for none.

    Texts cut off or smaller than the smallest, targets too small, too near to each other or
    without a name, anything that stands outside the window.
    """
    shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
    targets = [w for w in shown if isinstance(w, QAbstractButton)]
    faults = [fault for w in shown for fault in _text_faults(w, theme)]
    for target in targets:
        faults += _target_faults(target, window, theme)
    for one, other in combinations(targets, 2):
        gap = _gap_px(_place(one, window), _place(other, window))
        if gap < LEAST_GAP_PX:
            faults.append(f"{_name(one)} and {_name(other)}: only {gap} px apart")
    return faults


def contrast_faults(of: Colours) -> list[str]:
    """Pairs of the set that stand on each other with less than 7:1."""
    pairs = {
        "ink on paper": (of.ink, of.paper),
        "ink on card": (of.ink, of.card),
        "ink on band": (of.ink, of.band),
        "soft ink on paper": (of.soft_ink, of.paper),
        "soft ink on card": (of.soft_ink, of.card),
        "soft ink on band": (of.soft_ink, of.band),
        "soft ink on what is off": (of.soft_ink, of.off_ground),
    }
    for tone, colours in of.tones.items():
        pairs[f"{tone} word on tint"] = (colours.word, colours.tint)
        pairs[f"{tone} word on paper"] = (colours.word, of.paper)
        pairs[f"{tone} word on fill"] = (colours.on_fill, colours.fill)
        pairs[f"ink on {tone} tint"] = (of.ink, colours.tint)
    measured = {name: contrast(*pair) for name, pair in pairs.items()}
    return [f"{name}: {value:.1f}:1" for name, value in measured.items() if value < LEAST_CONTRAST]


def _boxes(widget: QWidget) -> list[Box]:
    """The texts that a widget paints, as it paints them."""
    return widget.boxes() if isinstance(widget, HasBoxes) else []


def _text_faults(widget: QWidget, theme: Theme) -> list[str]:
    faults = []
    for box in _boxes(widget):
        if not box.text.strip():
            continue
        if not box.fits() or not widget.rect().contains(box.rect):
            faults.append(f"{_name(widget)}: text cut off ({len(box.text)} characters)")
        if box.font.pixelSize() < theme.size.small:
            faults.append(f"{_name(widget)}: text of {box.font.pixelSize()} px")
    return faults


def _target_faults(target: QAbstractButton, window: QWidget, theme: Theme) -> list[str]:
    faults = []
    floor = theme.size.target_floor
    if min(target.width(), target.height()) < floor:
        size = f"{target.width()}x{target.height()}"
        faults.append(f"{_name(target)}: {size} px, less than {floor}")
    if not target.accessibleName().strip():
        faults.append(f"{_name(target)}: no accessible name")
    if not window.rect().contains(_place(target, window)):
        faults.append(f"{_name(target)}: not wholly inside the window")
    return faults


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _gap_px(one: QRect, other: QRect) -> int:
    across = max(one.left() - other.right(), other.left() - one.right()) - 1
    down = max(one.top() - other.bottom(), other.top() - one.bottom()) - 1
    return max(across, down)


def _name(widget: object) -> str:
    name = widget.objectName() if isinstance(widget, QWidget) else ""
    return name or type(widget).__name__
