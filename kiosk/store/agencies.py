"""Who acts for whom: kiosk.services.ports.Agencies over the views."""

from __future__ import annotations

from typing import Final

import msgspec

from kiosk.store.database import Database
from kiosk.store.merges import Merges
from sync.standard.agents import Agency, standing

_read: Final = msgspec.json.Decoder(Agency).decode


class Agencies:
    def __init__(self, database: Database, merges: Merges) -> None:
        self._database = database
        self._merges = merges

    def agents_of(self, person: str) -> list[Agency]:
        return self._standing("person", person)

    def principals_of(self, agent: str) -> list[Agency]:
        return self._standing("agent", agent)

    def _standing(self, column: str, whose: str) -> list[Agency]:
        groups = self._merges.groups()
        people = groups.members(whose)
        found = self._database.rows(
            f"SELECT row FROM agencies WHERE {column} IN ({', '.join('?' * len(people))})"
            " ORDER BY key",
            people,
        )
        # The last of the two first: it is what she mostly comes for.
        rows = standing([_read(row) for (row,) in found], groups)
        return sorted(rows, key=lambda row: row.mark, reverse=True)
