"""Rows of any view by the columns it is searched by: kiosk.services.ports.Rows."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, TypeVar

import msgspec

from kiosk.store.database import Database
from sync.standard.views import Row

R = TypeVar("R", bound=Row)


class Rows:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, view: type[R], key: str) -> R | None:
        found = self._database.row(f"SELECT row FROM {view.table} WHERE key = ?", (key,))
        return None if found is None else _read(view, found[0])

    def where(
        self, view: type[R], order: str = "key", limit: int = 500, **equal: str | int
    ) -> list[R]:
        by, way = order.removeprefix("-"), "DESC" if order.startswith("-") else "ASC"
        conditions = _conditions(view, {by, *equal}, equal)
        found = self._database.rows(
            f"SELECT row FROM {view.table} WHERE {conditions} ORDER BY {by} {way}, key LIMIT ?",
            (*equal.values(), limit),
        )
        return [_read(view, row) for (row,) in found]

    def count(self, view: type[R], **equal: str | int) -> int:
        conditions = _conditions(view, equal, equal)
        found = self._database.row(
            f"SELECT count(*) FROM {view.table} WHERE {conditions}", tuple(equal.values())
        )
        return int(found[0]) if found else 0


def _conditions(view: type[Row], named: Collection[str], equal: Collection[str]) -> str:
    unknown = {*named} - {"key", *view.columns}
    if unknown:
        raise ValueError(f"{view.table} is not searched by {sorted(unknown)}")
    return " AND ".join(f"{name} = ?" for name in equal) or "1"


def _read(view: type[R], row: bytes) -> R:
    read: R = _decoder(view).decode(row)
    return read


@cache
def _decoder(view: type[Row]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(view)
