"""How well she sees, and how large the glass is: what the officer sets, and one person changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MM_PER_INCH: Final = 25.4
MM_PER_PT: Final = MM_PER_INCH / 72
CARD_MM: Final = (85.60, 53.98)
"""ISO/IEC 7810 ID-1: every bank card and ID card."""


class TextSize(StrEnum):
    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"


LEAST_PT: Final = {TextSize.NORMAL: 18.0, TextSize.LARGE: 24.0, TextSize.LARGEST: 30.0}
"""Main text: 18 pt, and 30 pt at the largest (MIIT 2021, 1.1)."""


@dataclass(frozen=True, slots=True)
class Sight:
    text: TextSize = TextSize.NORMAL
    is_strong: bool = False
    """High contrast: ink on white."""
    px_per_mm: float = 0.0
    """Of this machine's screen, measured with a card; 0: not calibrated, the design holds."""
    moves: bool = False
    """A new page slides the last few millimetres into its place (kiosk.ui.settling)."""


def pt_to_px(pt: float, px_per_mm: float) -> float:
    return pt * MM_PER_PT * px_per_mm


def px_to_pt(px: float, px_per_mm: float) -> float:
    return px / px_per_mm / MM_PER_PT
