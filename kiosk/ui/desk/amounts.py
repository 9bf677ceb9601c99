"""Amounts as people write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final

from kiosk.ui.desk.bench import Bench

PER_UNIT: Final = {"people": 60, "goods": 1, "money": 100}
"""Of an entry's unit (minutes, pieces, fen) in what is written (hours, pieces, yuan)."""


def amount_of(kind: str, written: str) -> int:
    """In the entry's unit; 0 for what is no such amount: the service refuses it."""
    try:
        amount = Decimal(written.strip()) * PER_UNIT[kind]
        return int(amount) if amount.is_finite() and amount == amount.to_integral_value() else 0
    except InvalidOperation:
        return 0


def amount_words(bench: Bench, kind: str, amount: int) -> str:
    """As it was written, with its unit."""
    unit = PER_UNIT.get(kind, 1)
    said = str(amount // unit) if amount % unit == 0 else f"{amount / unit:.2f}"
    return bench.show(f"projects.amount_{kind}", amount=said)
