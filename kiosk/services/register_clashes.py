"""The same ID number in several rows of a register: whose is it?

The row whose birth date and sex are the number's own is likely the right one. Its person's other
rows are the same person again; a row with another name copied the number from somewhere, and only
the card can tell. When no name, or more than one, has such a row, all of them must be looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.services.register_rows import Reading
from kiosk.services.register_words import NO, YES

AGAIN: Final = "again"
"""The same person a second time."""
ANOTHER: Final = "another"
"""A number that is likely another person's."""
UNCLEAR: Final = "unclear"
"""Nobody can tell whose number it is."""


@dataclass(frozen=True, slots=True)
class Clash:
    """What a row has to do with the others of its number. head: the row that it is held against.

    refused: this person said no in one of the rows.
    """

    kind: str
    head: int
    refused: bool


def find_clashes(readings: Mapping[int, Reading]) -> dict[int, Clash]:
    """readings: by the row's place in the plan. Rows whose number stands once are not in it."""
    by_number: dict[str, list[int]] = {}
    for at, reading in readings.items():
        if reading.personal.number:
            by_number.setdefault(reading.personal.number, []).append(at)
    clashes: dict[int, Clash] = {}
    for places in by_number.values():
        if len(places) > 1:
            clashes |= _judge({at: readings[at] for at in places})
    return clashes


def _judge(rows: Mapping[int, Reading]) -> dict[int, Clash]:
    names = {reading.personal.name for reading in rows.values()}
    agreeing = {reading.personal.name for reading in rows.values() if reading.number_agrees}
    owners = (names if len(names) == 1 else agreeing) - {""}
    if len(owners) != 1:
        return {at: Clash(UNCLEAR, _other(rows, at), False) for at in rows}
    own = {at: r for at, r in rows.items() if r.personal.name in owners}
    head = min(own, key=lambda at: (_doubts(own[at]), at))
    refused = any(reading.consent == NO for reading in own.values())
    return {
        at: _against_head(rows[at], rows[head], at in own, head, refused)
        for at in rows
        if at != head or refused
    }


def _doubts(reading: Reading) -> tuple[bool, bool, bool]:
    return reading.consent != YES, bool(reading.slips), not reading.number_agrees


def _other(rows: Mapping[int, Reading], at: int) -> int:
    return next(i for i in rows if i != at)


def _against_head(row: Reading, head: Reading, is_own: bool, head_at: int, refused: bool) -> Clash:
    same_phone = bool(row.personal.phone) and row.personal.phone == head.personal.phone
    # The name alone does not make it the same person: villages have namesakes.
    is_again = is_own and (row.number_agrees or same_phone)
    return Clash(AGAIN if is_again else ANOTHER, head_at, refused and is_own)
