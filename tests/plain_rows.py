"""kiosk.services.ports.Rows over a plain dict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sync.standard.views import DictShelf, Row

R = TypeVar("R", bound=Row)


@dataclass
class PlainRows:
    shelf: DictShelf

    def get(self, view: type[R], key: str) -> R | None:
        return self.shelf.get(view, key)

    def where(
        self, view: type[R], order: str = "key", limit: int = 500, **equal: str | int
    ) -> list[R]:
        by = order.removeprefix("-")
        found = self._those(view, {by, *equal}, equal)
        found.sort(key=lambda row: row.key)
        found.sort(key=lambda row: getattr(row, by), reverse=order.startswith("-"))
        return found[:limit]

    def count(self, view: type[R], **equal: str | int) -> int:
        return len(self._those(view, set(equal), equal))

    def _those(self, view: type[R], named: set[str], equal: dict[str, str | int]) -> list[R]:
        unknown = named - {"key", *view.columns}
        if unknown:
            raise ValueError(f"{view.table} is not searched by {sorted(unknown)}")
        return [
            row
            for row in self.shelf.rows.values()
            if isinstance(row, view)
            and all(getattr(row, name) == value for name, value in equal.items())
        ]
