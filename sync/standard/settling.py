"""Settling: what the county kept and could not fold, somebody looked at and dealt with."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf


class Settled(msgspec.Struct, frozen=True, tag_field="k", tag="settled.1", omit_defaults=True):
    """entry: the identity (Ref.text()) of the entry that was reported back."""

    entry: str
    note: str = ""


class Settlement(Row, frozen=True):
    """The view: one row an entry that was dealt with. The last one to say so counts."""

    table: ClassVar[str] = "settlements"

    entry: str
    by: str = SELF
    note: str = ""
    mark: Mark = NEVER

    @property
    def key(self) -> str:
        return self.entry


def fold(fact: Settled, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Settlement, fact.entry)
    if row is None or row.mark < origin.mark:
        shelf.put(Settlement(fact.entry, origin.by, fact.note, origin.mark))
