"""The desk's look: the kiosk's paper and colours at working density.

A widget says what it is by its property `role` (and `tone`), never by a colour of its own; the
one style sheet of kiosk.ui.desk.sheet knows the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from PySide6.QtWidgets import QWidget

from kiosk.ui.sight import TextSize
from kiosk.ui.tokens import Metrics

LEAST_UNIT: Final = 0.95
"""Below this the text would be under 16 px, which an arm's length does not forgive."""
PORTRAIT_UNIT: Final = 1.42
"""The tall screen has 4 px to the millimetre, the wide one 2.7."""
STEPS: Final = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.05, TextSize.LARGEST: 1.1}
"""Less than on the kiosk's pages: a table must still fit, and the cadre sits at arm's length."""


@dataclass(frozen=True, slots=True)
class DeskSizes:
    """Pixels, as designed for 1280 x 800."""

    text: int = 17
    small: int = 17
    """The smallest there is; never under 16 px on the glass."""
    strong: int = 20
    title: int = 26
    figure: int = 30
    control: int = 44
    row: int = 42
    header: int = 58
    pad: int = 18
    gap: int = 12
    small_gap: int = 6
    radius: int = 10
    rail: int = 132
    rail_button: int = 76
    rail_picture: int = 32
    picture: int = 24
    bar: int = 12


class Look:
    """Sizes for a window."""

    def __init__(self, metrics: Metrics) -> None:
        self.is_portrait = metrics.is_portrait
        unit = metrics.unit * (PORTRAIT_UNIT if metrics.is_portrait else 1.0)
        step = STEPS[metrics.sight.text]
        self.unit = max(LEAST_UNIT, unit) * step
        self.is_narrow = metrics.is_portrait or metrics.width_px < 1200 * step
        design = DeskSizes()
        self.size = DeskSizes(
            **{f.name: round(getattr(design, f.name) * self.unit) for f in fields(design)}
        )

    def px(self, design_px: float) -> int:
        return max(1, round(design_px * self.unit))


def mark(widget: QWidget, **properties: str) -> None:
    """Sets properties that the style sheet looks at, and has it look again."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
