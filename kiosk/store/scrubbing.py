"""After an erasing: no old copy may still tell who it was."""

from __future__ import annotations

import logging
from typing import Final

from kiosk.errors import StoreTrouble
from kiosk.store.database import Database
from kiosk.store.files import remove_erased
from kiosk.store.people_keys import SCRUB_DUE
from kiosk.store.state import State

_log: Final = logging.getLogger(__name__)


def scrub_if_due(database: Database) -> None:
    """Does what an erasing left to do, outside any transaction. What cannot be done now (a full
    disk) stays due, and is tried at every opening and every round; the erasing itself stands."""
    state = State(database)
    if not state.text(SCRUB_DUE):
        return
    try:
        remove_erased(database)
        database.scrub()
    except StoreTrouble as trouble:
        _log.warning("store.scrub %s", trouble.code)
        return
    state.put(SCRUB_DUE, "")
