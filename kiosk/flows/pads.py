"""What keypads are for (kiosk.flows.screen has it too)."""

from __future__ import annotations

from enum import StrEnum


class Pad(StrEnum):
    """What is typed, and so how the keypad looks, groups and masks."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    NUMBER_OR_PHONE = "number_or_phone"
    """Eleven digits that begin like a phone's are one."""
    LAST_FOUR = "last_four"
    """The last four characters of the ID number."""
    PIN = "pin"
