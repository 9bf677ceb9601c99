"""Every flow as a person walks through it: touches, and what must stand then. A file a subject."""

from __future__ import annotations

from typing import Any

from kiosk.tour.walks import (
    acting,
    by_card,
    checking_in,
    id_cards,
    looking,
    proving,
    recruiting,
    registering,
)
from kiosk.ui.tour import Script


def walks(person: dict[str, Any]) -> dict[str, Script]:
    """Name of the walk -> its steps, in the order in which they are played on one village."""
    subjects = (registering, checking_in, by_card, id_cards, looking, acting, proving, recruiting)
    return {name: walk for each in subjects for name, walk in each.walks(person).items()}
