"""Who answers for what this village puts on paper: stands on every certificate."""

from __future__ import annotations

from typing import Final

import msgspec

from kiosk.services.papers import Office
from kiosk.services.ports import Settings

_OFFICE: Final = "office"


def read_office(settings: Settings) -> Office:
    kept = settings.get_setting(_OFFICE)
    return msgspec.json.decode(kept, type=Office) if kept else Office()


def keep_office(settings: Settings, office: Office) -> None:
    settings.set_setting(_OFFICE, msgspec.json.encode(office).decode())
