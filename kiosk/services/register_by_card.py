"""What an ID card says of somebody who registers: number and name, and nothing that is not asked
for at a registration anyhow. Its address, issuer and ethnic group are left on the card."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.services.cards import Card
from kiosk.services.ports import Ports
from kiosk.services.register import AlreadyRegistered, Free, NameSlip, look_up_number, read_name


@dataclass(frozen=True, slots=True)
class FreeByCard:
    """Nobody here is registered with the card's number. name: a slip where the card's name cannot
    be kept as it stands there (a character that only the card's own table knows)."""

    number: str
    name: str | NameSlip
    is_minor: bool
    has_run_out: bool


def look_up_card(ports: Ports, card: Card) -> FreeByCard | AlreadyRegistered:
    match look_up_number(ports, card.number):
        case Free(number, is_minor):
            has_run_out = card.has_run_out_on(ports.clock.today())
            return FreeByCard(number.text, name_on(card), is_minor, has_run_out)
        case AlreadyRegistered() as known:
            return known
        case slips:
            # A reader checks the number by the same rules; only a clock set back in between.
            raise ValueError(slips)


def name_on(card: Card) -> str | NameSlip:
    """In Latin letters (a foreigner's) it stands on the card with a comma."""
    name = card.name.replace(",", " ").replace(".", " ") if card.name.isascii() else card.name
    return read_name(" ".join(name.split()))
