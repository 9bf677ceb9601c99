"""A message that the county itself asks for: of what it has decided (kiosks ask for theirs by
kiosk.services.ask_message)."""

from __future__ import annotations

from sqlalchemy import Connection

from sync.county.decisions import decide
from sync.standard.messages import MessageAsked


def ask_message(
    connection: Connection, village: str, when: str, what: str, person: str, place: tuple[str, str]
) -> None:
    """when: names what it follows from, so that it is asked for once. what: of MESSAGES. place:
    activity and shift."""
    asked = MessageAsked(person, what, *place)
    decide(connection, village, f"message_asked {when} {person}", asked)
