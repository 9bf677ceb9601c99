"""What a receipt of the county settles."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.store.chain import Chain
from kiosk.store.database import Database
from kiosk.store.stamps import Stamps
from kiosk.store.state import State


class Receipts:
    def __init__(self, database: Database, chain: Chain, stamps: Stamps) -> None:
        self._database = database
        self._state = State(database)
        self._chain, self._stamps = chain, stamps

    def note(
        self, seq: int, at_ms: int, scope: str, upto: int, settings: Mapping[str, str]
    ) -> None:
        """The county has own entries up to seq; it was at_ms there; the scope is here up to
        `upto`. In one transaction: each waits for the disk."""
        with self._database.transaction():
            self._chain.acknowledge(seq)
            self._stamps.note_contact(at_ms)
            self._state.move_cursor(scope, upto)
            self._state.put_settings(settings)
