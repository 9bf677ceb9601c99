"""List residents for the cadre's desk: by whatever she types into one field.

A whole ID number, a name, its pinyin initials, the number's last four characters, or initials
and last four together ("wxy 1500"); nothing typed lists the last registered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.services.ports import Ports
from sync.standard.identity import IdNumber, read_number, tidy
from sync.standard.residents import Resident

MOST_LISTED = 200

_PARTS = re.compile(r"(?P<initials>[A-Z]*)(?P<last4>\d{3}[0-9X])?")


@dataclass(frozen=True, slots=True)
class Listed:
    residents: tuple[Resident, ...]
    is_cut: bool
    """There are more than are listed: more must be typed."""


def list_residents(ports: Ports, words: str = "", limit: int = MOST_LISTED) -> Listed:
    """People who took their consent back are among them, save when sought by initials."""
    found = _find(ports, tidy(words), words.strip(), limit + 1)
    return Listed(tuple(found[:limit]), len(found) > limit)


def _find(ports: Ports, typed: str, name: str, limit: int) -> list[Resident]:
    if not typed:
        return ports.residents.newest(limit)
    number = read_number(typed, ports.clock.today())
    if isinstance(number, IdNumber):
        resident = ports.residents.by_number(number.text)
        return [resident] if resident else []
    parts = _PARTS.fullmatch(typed)
    if parts:
        found = ports.residents.by_initials(parts["initials"].lower(), parts["last4"] or "", limit)
        if found or parts["last4"]:
            return found
    return ports.residents.by_name(name, limit)
