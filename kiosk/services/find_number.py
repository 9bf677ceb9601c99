"""Find somebody by what was typed on the keypad: the ID number, or the phone.

A wrong number comes back with what may have been meant. That is asked whether or not somebody is
registered with it, so that being asked tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.find_me import (
    MOST_CANDIDATES,
    Identified,
    Several,
    TooMany,
    Unknown,
    nobody,
)
from kiosk.services.ports import Ports
from sync.standard.identity import IdNumber, Slip, read_number, tidy
from sync.standard.slips import LikelySlip, likely_slips

MOBILE_DIGITS = 11
MOST_ASKED = 3
"""So many numbers are asked about in one visit: nobody shall try out a village's numbers."""


@dataclass(frozen=True, slots=True)
class NumberWrong:
    """likely: what may have been meant, None where nothing can be told."""

    slip: Slip
    likely: LikelySlip | None = None


def is_phone(text: str) -> bool:
    """A mobile phone's number; landlines begin with 0 and are typed by nobody here."""
    return (
        len(text) == MOBILE_DIGITS and text.isdecimal() and text[0] == "1" and text[1] in "3456789"
    )


def find_by_typed(
    ports: Ports, typed: str, refused: tuple[str, ...] = ()
) -> Identified | Several | Unknown | TooMany | NumberWrong:
    """refused: numbers that she said she did not mean."""
    text = tidy(typed)
    if is_phone(text):
        return _find_by_phone(ports, text)
    read = read_number(text, ports.clock.today())
    if not isinstance(read, IdNumber):
        return NumberWrong(read, likely_meant(ports, text, refused, among_registered=True))
    resident = ports.residents.by_number(read.text)
    return Identified(resident) if resident and resident.is_active else nobody(ports)


def likely_meant(
    ports: Ports, text: str, refused: tuple[str, ...], *, among_registered: bool
) -> LikelySlip | None:
    """among_registered: numbers of people registered here go before others (who checks in mostly
    is; who registers is not)."""
    if len(refused) >= MOST_ASKED:
        return None

    def is_registered(number: str) -> bool:
        resident = ports.residents.by_number(number) if among_registered else None
        return resident is not None and resident.is_active

    found = likely_slips(text, ports.clock.today(), is_registered, ports.rules.area)
    return next((slip for slip in found if slip.number not in refused), None)


def _find_by_phone(ports: Ports, phone: str) -> Identified | Several | Unknown | TooMany:
    """No proof of anything: she is asked whether it is she."""
    match ports.residents.by_phone(phone, MOST_CANDIDATES + 1):
        case []:
            return nobody(ports)
        case [resident]:
            return Identified(resident)
        case several if len(several) > MOST_CANDIDATES:
            return TooMany()
        case several:
            return Several(tuple(several))
