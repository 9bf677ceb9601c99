"""Erase a person (Personal Information Protection Law, article 47): for good, and everywhere.

Everything personal goes: her fields and what they were before, her consents, what she is found by.
What stays: that somebody was here, and the hours given, with nobody's name. The same person may
register again later and is then somebody new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kiosk.services.cadres import list_cadres
from kiosk.services.check_in import NotRegistered
from kiosk.services.hours import ledger_of, minutes_in_all
from kiosk.services.my_places import leavings
from kiosk.services.ports import Ports
from sync.standard.agents import AgentRevoked
from sync.standard.attendance import CheckedOut
from sync.standard.residents import ERASE_REASONS, Erased, Resident

ENDING_CHARACTERS: Final = 4


@dataclass(frozen=True, slots=True)
class ErasedNow:
    """minutes: what stays of her."""

    minutes: int


@dataclass(frozen=True, slots=True)
class AlreadyErased:
    pass


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """Only a cadre of this kiosk erases anybody."""


@dataclass(frozen=True, slots=True)
class NeedsReason:
    """One of ERASE_REASONS."""


@dataclass(frozen=True, slots=True)
class EndingWrong:
    """The last characters of the number are not hers: it may be the wrong person."""


EraseOutcome = ErasedNow | AlreadyErased | NotAllowed | NeedsReason | EndingWrong | NotRegistered


def erase_resident(ports: Ports, person: str, reason: str, ending: str, by: str) -> EraseOutcome:
    """ending: the cadre's word that it is this person: the last characters of the ID number, as
    they stand in the request or on the card (`ending_of`). by: the cadre.

    A visit that has not ended ends now: nobody could find it afterwards. Places that she has go to
    those who wait. Nobody acts for her any more, nor she for anybody. Whoever was entered twice
    and merged is erased under all her ids.
    """
    if by not in {cadre.id for cadre in list_cadres(ports)}:
        return NotAllowed()
    resident = ports.residents.by_id(person)
    if resident is None:
        return NotRegistered()
    if resident.erasure is not None:
        return AlreadyErased()
    if reason not in ERASE_REASONS:
        return NeedsReason()
    if ending.strip().upper() != ending_of(resident):
        return EndingWrong()
    visits = (CheckedOut(visit.visit) for visit in ports.visits.open_of(person))
    agencies = [*ports.agencies.agents_of(person), *ports.agencies.principals_of(person)]
    acting = (AgentRevoked(row.person, row.agent, "erased") for row in agencies)
    everyone = (Erased(one, reason) for one in ports.merges.groups().members(person))
    places = leavings(ports, person)
    ports.journal.append(*visits, *acting, *places, *everyone, by=by)
    return ErasedNow(minutes_in_all(ledger_of(ports, person)))


def ending_of(resident: Resident) -> str:
    """What must be typed; "" for somebody whose number is not known here."""
    return resident.personal.number[-ENDING_CHARACTERS:]
