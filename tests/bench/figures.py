"""What a measure gives back, and how it is printed."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
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
    """One line of the table. ratio: to the machine's own limit, `of` says which. beside: what the
    peers took for the same, in the same unit."""

    name: str
    value: float
    unit: str
    aim: Aim | None = None
    ratio: float | None = None
    of: str = ""
    note: str = ""
    beside: Mapping[str, float] = field(default_factory=dict)

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
    """For a terminal, and as it is for Markdown. A peer has a column if it was measured."""
    peers = list(dict.fromkeys(peer for figure in figures for peer in figure.beside))
    heads = ("measure", "value", "aim", "met", "of the machine's limit", *peers, "note")
    rows = [heads, *(_cells(figure, peers) for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _cells(figure: Figure, peers: Sequence[str]) -> tuple[str, ...]:
    aim, met = "", ""
    if figure.aim:
        aim = f"{SIGNS[figure.aim.kind]} {_number(figure.aim.value)} {figure.unit}"
        met = "yes" if figure.aim.is_met(figure.value) else "NO"
    ratio = f"{_number(figure.ratio)} x {figure.of}" if figure.ratio is not None else ""
    beside = (_beside(figure, peer) for peer in peers)
    value = f"{_number(figure.value)} {figure.unit}"
    return figure.name, value, aim, met, ratio, *beside, figure.note


def _beside(figure: Figure, peer: str) -> str:
    """How many times ours that is: more than 1 is in our favour."""
    if peer not in figure.beside:
        return ""
    its = figure.beside[peer]
    times = f" ({_number(its / figure.value)} x)" if figure.value > 0 else ""
    return f"{_number(its)} {figure.unit}{times}"


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


Say = Callable[[str], None]
"""Told what is being done, for whoever waits."""
