"""Take the consent back, and agree again: both as easy as agreeing was (PIPL, article 15)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.check_in import NotRegistered
from kiosk.services.my_places import leavings
from kiosk.services.ports import Ports
from sync.standard.residents import RECORD, Consented, Resident, Withdrew


@dataclass(frozen=True, slots=True)
class WithdrewNow:
    resident: Resident


@dataclass(frozen=True, slots=True)
class AgreedAgain:
    resident: Resident


@dataclass(frozen=True, slots=True)
class NothingToChange:
    """It stands so already; a second touch enters nothing."""

    resident: Resident


def withdraw(
    ports: Ports, person: str, by: str = ""
) -> WithdrewNow | NothingToChange | NotRegistered:
    """The record is kept from use from now on; hours already given stay in the journal."""
    resident = ports.residents.by_id(person)
    if resident is None:
        return NotRegistered()
    if not resident.agrees_to(RECORD):
        return NothingToChange(resident)
    # Nobody could reach her, and somebody else waits for the place.
    ports.journal.append(*leavings(ports, person), Withdrew(person, RECORD), by=by)
    return WithdrewNow(_after(ports, person))


def agree_again(
    ports: Ports, person: str, by: str = ""
) -> AgreedAgain | NothingToChange | NotRegistered:
    """To the text that is read out now (ports.rules.consent_version)."""
    resident = ports.residents.by_id(person)
    if resident is None:
        return NotRegistered()
    if resident.agrees_to(RECORD):
        return NothingToChange(resident)
    ports.journal.append(Consented(person, RECORD, ports.rules.consent_version), by=by)
    return AgreedAgain(_after(ports, person))


def _after(ports: Ports, person: str) -> Resident:
    resident = ports.residents.by_id(person)
    assert resident is not None, "folded in the same transaction"
    return resident
