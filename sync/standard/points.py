"""Points (积分) as they add up: sums of ledger entries, never a stored balance."""

from __future__ import annotations

from typing import ClassVar

from sync.standard.views import Row


class Account(Row, frozen=True):
    """The view: sums of entries."""

    table: ClassVar[str] = "accounts"
    columns: ClassVar[tuple[str, ...]] = ("balance", "shortfall")

    account: str
    earned: int = 0
    spent: int = 0
    held: int = 0
    """Spent, or leased and perhaps spent already."""

    @property
    def key(self) -> str:
        return self.account

    @property
    def balance(self) -> int:
        return max(0, self.earned - self.spent)

    @property
    def shortfall(self) -> int:
        """Spent, and what it was earned by is not here: only where a county was restored from a
        backup. It does not count until it is covered."""
        return max(0, self.spent - self.earned)


class Earning(Row, frozen=True):
    """The view: one row a source of an account."""

    table: ClassVar[str] = "earnings"

    account: str
    source: str
    amount: int = 0
    is_reversed: bool = False

    @property
    def key(self) -> str:
        return earning_key(self.account, self.source)

    @property
    def counts(self) -> int:
        return 0 if self.is_reversed else self.amount


def earning_key(account: str, source: str) -> str:
    return f"{len(account)}:{account}{source}"
