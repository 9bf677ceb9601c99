"""What a measure gives back, and how it is printed."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

SIGNS: Final = {"most": "<=", "least": ">="}


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure's goal: at most or at least so much, in the figure's unit."""

    kind: Literal["most", "least"]
    value: float

    def is_met(self, value: float) -> bool:
        return value <= self.value if self.kind == "most" else value >= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ratio: to the machine's own limit, `of` says which."""

    name: str
    value: float
    unit: str
    aim: Aim | None = None
    ratio: float | None = None
    of: str = ""
    note: str = ""

    def plain(self) -> dict[str, Any]:
        """Ready for JSON."""
        plain = asdict(self)
        plain["is_met"] = self.aim.is_met(self.value) if self.aim else None
        return plain


def most(value: float) -> Aim:
    return Aim("most", value)


def least(value: float) -> Aim:
    return Aim("least", value)


def percentile(values: Iterable[float], percent: float) -> float:
    """The smallest value that so many percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def table(figures: Sequence[Figure]) -> str:
    """For a terminal, and as it is for Markdown."""
    heads = ("measure", "value", "aim", "met", "of the machine's limit", "note")
    rows = [heads, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    aim, met = "", ""
    if figure.aim:
        aim = f"{SIGNS[figure.aim.kind]} {_number(figure.aim.value)} {figure.unit}"
        met = "yes" if figure.aim.is_met(figure.value) else "NO"
    ratio = f"{_number(figure.ratio)} x {figure.of}" if figure.ratio is not None else ""
    return figure.name, f"{_number(figure.value)} {figure.unit}", aim, met, ratio, figure.note


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


Say = Callable[[str], None]
"""Told what is being done, for whoever waits."""
