"""Find the person who stands before the screen by her name in characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.find_me import MOST_CANDIDATES, Identified, Several, TooMany, Unknown
from kiosk.services.ports import Ports
from sync.standard.loading import LOADING, is_loading
from sync.standard.residents import Resident

LEAST_WRITTEN: Final = 2
"""Characters before anybody is shown: a surname alone would tell who of a family lives here."""


@dataclass(frozen=True, slots=True)
class WriteOn:
    """So far it may be many. is_anybody: or nobody at all."""

    is_anybody: bool


def find_by_name(ports: Ports, name: str) -> Identified | Several | Unknown | TooMany:
    """By the whole name; where nobody is called just that, by its beginning."""
    exact = [found for found in ports.residents.by_name(name) if found.is_active]
    everybody = ports.residents.by_beginning(name, MOST_CANDIDATES + 1)
    found = exact if exact and len(everybody) > MOST_CANDIDATES else everybody
    if not found:
        return Unknown(is_loading(ports.settings.get_setting(LOADING)))
    return TooMany() if len(found) > MOST_CANDIDATES else _told_apart(found)


def narrow_by_name(ports: Ports, beginning: str) -> Identified | Several | WriteOn:
    """Who it can still be after these characters."""
    found = ports.residents.by_beginning(beginning, MOST_CANDIDATES + 1)
    if len(beginning) < LEAST_WRITTEN or not 0 < len(found) <= MOST_CANDIDATES:
        return WriteOn(bool(found))
    return _told_apart(found)


def _told_apart(found: list[Resident]) -> Identified | Several:
    match found:
        case [resident]:
            return Identified(resident)
        case _:
            return Several(tuple(found))
