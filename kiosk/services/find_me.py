"""Find the person who stands before the screen."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.cards import Card
from kiosk.services.ports import Ports
from sync.standard.identity import ADULT, age_on
from sync.standard.loading import LOADING, is_loading
from sync.standard.origin import SELF
from sync.standard.residents import Resident

MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Identified:
    """by: who acts for her, SELF = she herself. is_proven: a card or a secret says so, not only
    her word."""

    resident: Resident
    by: str = SELF
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """More than one may be meant; the person says which."""

    residents: tuple[Resident, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody of that number or name is registered here and agrees to be. is_loading: as far as is
    known, because a new kiosk has not got the whole village yet."""

    is_loading: bool = False


@dataclass(frozen=True, slots=True)
class RanOut:
    """Found by a card that has run out: it proves nothing, and she wants a new one."""

    resident: Resident


@dataclass(frozen=True, slots=True)
class TooYoung:
    """Nobody of the card's number is registered here, and it is a child's: somebody must come
    along."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """More than a screen can show: another way must be taken."""


@dataclass(frozen=True, slots=True)
class NeedsLastFour:
    """More have these initials than a screen can show; the end of her number tells them apart."""


def find_by_card(ports: Ports, card: Card) -> Identified | RanOut | Unknown | TooYoung:
    """By an ID card that was read."""
    resident, today = ports.residents.by_number(card.number), ports.clock.today()
    if resident is None or not resident.is_active:
        unknown = nobody(ports)
        is_child = age_on(card.birth, today) < ADULT and not unknown.is_loading
        return TooYoung() if is_child else unknown
    if card.has_run_out_on(today):
        return RanOut(resident)
    return Identified(resident, is_proven=card.is_valid_on(today))


def find_by_initials(
    ports: Ports, initials: str, last4: str = ""
) -> Identified | Several | Unknown | NeedsLastFour | TooMany:
    """By the name's pinyin initials and, only where they are not enough, the last four characters
    of the ID number."""
    found = ports.residents.by_initials(initials.lower(), last4.upper(), MOST_CANDIDATES + 1)
    match found:
        case []:
            return nobody(ports)
        case [resident]:
            return Identified(resident)
        case _ if len(found) > MOST_CANDIDATES:
            return TooMany() if last4 else NeedsLastFour()
        case _:
            return Several(tuple(found))


def nobody(ports: Ports) -> Unknown:
    return Unknown(is_loading(ports.settings.get_setting(LOADING)))
