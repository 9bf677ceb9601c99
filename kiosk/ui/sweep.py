"""Measures a window as it stands against the numbers for old hands and eyes."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Final

from PySide6.QtWidgets import QAbstractButton, QWidget

from kiosk.flows.screen import MOST_CHOICES
from kiosk.ui.colours import Colours
from kiosk.ui.figures import Figure, Kind, gap_px, measure, name_of, place, texts
from kiosk.ui.parts import Picture
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import LEAST_GAP_PX, contrast
from kiosk.ui.views.view import View

LEAST_CONTRAST = 7.0
FLOORS: Final = {Kind.MAIN: 9.5, Kind.OTHER: 9.5, Kind.GAP: 2.9, Kind.CONTRAST: LEAST_CONTRAST}
"""Of figures that may not be less: 60 dp (MIIT 2021), 3 mm less a pixel's rounding, 7:1."""
WAYS_OUT: Final = ("bar:home", "choice:", "done", "start")
"""By the beginning of their names: what leads on or home from a page."""


def sweep(window: QWidget, theme: Theme) -> list[str]:
    """What is wrong with the window as it is shown: one line a fault, [] for none.

    Texts cut off, smaller than the smallest or too pale, targets too small, too near to each other
    or without a name, one thing over another, too many choices, no way on, anything that stands
    outside the window.
    """
    return [*layout_faults(window, theme), *figure_faults(measure(window, theme))]


def layout_faults(window: QWidget, theme: Theme) -> list[str]:
    """What needs no figure."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisible()]
    targets = [w for w in shown if isinstance(w, QAbstractButton)]
    faults = [*_text_faults(shown, theme), *_overlaps(shown, window)]
    for target in targets:
        faults += _target_faults(target, window, theme)
    for one, other in combinations(targets, 2):
        gap = gap_px(place(one, window), place(other, window))
        if gap < LEAST_GAP_PX - 1:  # a layout rounds
            faults.append(f"{name_of(one)} and {name_of(other)}: only {gap} px apart")
    if not any(t.isEnabled() and t.objectName().startswith(WAYS_OUT) for t in targets):
        faults.append("a dead end: nothing leads on or home")
    return faults


def figure_faults(figures: Iterable[Figure]) -> list[str]:
    """Figures that are less than they may be, or choices that are more."""
    faults = []
    for figure in figures:
        is_less = figure.value < FLOORS.get(figure.kind, 0)
        if is_less or (figure.kind is Kind.CHOICES and figure.value > MOST_CHOICES):
            faults.append(f"{figure.where}: {figure.kind} {figure.value:.1f}")
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


def _text_faults(shown: Iterable[QWidget], theme: Theme) -> list[str]:
    faults = []
    for widget, box in texts(shown):
        if not box.fits() or not widget.rect().contains(box.rect):
            faults.append(f"{name_of(widget)}: text cut off ({len(box.text)} characters)")
        if box.font.pixelSize() < theme.size.least:
            faults.append(f"{name_of(widget)}: text of {box.font.pixelSize()} px")
    return faults


def _overlaps(shown: Iterable[QWidget], window: QWidget) -> list[str]:
    """Of what one page shows: a layout without room lays one thing over another."""
    pages: dict[QWidget | None, list[QWidget]] = {}
    for widget in shown:
        if isinstance(widget, Picture) or hasattr(widget, "boxes"):
            pages.setdefault(_page_of(widget), []).append(widget)
    return [
        f"{name_of(one)} and {name_of(other)}: one over the other"
        for painted in pages.values()
        for one, other in combinations(painted, 2)
        if place(one, window).intersects(place(other, window))
    ]


def _page_of(widget: QWidget) -> QWidget | None:
    """What lies over another page, as a remark does, is none of that page's."""
    parent = widget.parentWidget()
    page: QWidget | None = parent
    while page is not None and not isinstance(page, View):
        page = page.parentWidget()
    return page or parent


def _target_faults(target: QAbstractButton, window: QWidget, theme: Theme) -> list[str]:
    faults = []
    floor = theme.size.target_floor
    if min(target.width(), target.height()) < floor:
        size = f"{target.width()}x{target.height()}"
        faults.append(f"{name_of(target)}: {size} px, less than {floor}")
    if not target.accessibleName().strip():
        faults.append(f"{name_of(target)}: no accessible name")
    if not window.rect().contains(place(target, window)):
        faults.append(f"{name_of(target)}: not wholly inside the window")
    return faults
