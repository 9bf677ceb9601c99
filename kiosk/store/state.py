"""Small things that must survive: who this device is, how far it has got, what it was told."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.store.database import Database


class State:
    """The state table. Within a transaction a part of it, otherwise on the disk at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def text(self, k: str) -> str | None:
        found = self._database.row("SELECT v FROM state WHERE k = ?", (k,))
        return None if found is None else str(found[0])

    def number(self, k: str, default: int = 0) -> int:
        text = self.text(k)
        return default if text is None else int(text)

    def numbers(self, prefix: str) -> list[int]:
        """The numbers of all keys that begin so."""
        found = self._database.rows(
            "SELECT v FROM state WHERE k >= ? AND k < ?", (prefix, prefix + "\U0010ffff")
        )
        return [int(v) for (v,) in found]

    def put(self, k: str, v: str | int) -> None:
        self.put_all({k: v})

    def put_all(self, fresh: Mapping[str, str | int]) -> None:
        """All of them at once: one statement is one commit."""
        marks = ", ".join("(?, ?)" for _ in fresh)
        self._database.execute(
            f"INSERT INTO state VALUES {marks} ON CONFLICT (k) DO UPDATE SET v = excluded.v",
            [text for k, v in fresh.items() for text in (k, str(v))],
        )

    def cursor(self, scope: str) -> int:
        """How far this scope has been taken in."""
        return self.number(f"cursor.{scope}")

    def move_cursor(self, scope: str, upto: int) -> None:
        """Never back."""
        if upto > self.cursor(scope):
            self.put(f"cursor.{scope}", upto)

    def setting(self, key: str) -> str | None:
        return self.text(f"setting.{key}")

    def put_setting(self, key: str, value: str) -> None:
        self.put_settings({key: value})

    def put_settings(self, fresh: Mapping[str, str]) -> None:
        if fresh:
            self.put_all({f"setting.{key}": value for key, value in fresh.items()})
