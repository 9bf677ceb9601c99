"""Cards that are put down at the desk."""

from __future__ import annotations

from datetime import date

from kiosk.services.cards import Card, CardKind
from tests.ui.desk.conftest import WANG


def card(number: str = WANG.number) -> Card:
    born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return Card(CardKind.RESIDENT, "n", 2, "", born, "", number, "", date(2006, 1, 1), None)
