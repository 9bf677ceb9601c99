"""Things lent (马甲、工具) for an activity and brought back."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

THINGS: Final = ("vest", "cap", "tool", "radio", "umbrella", "other")


class ThingLent(msgspec.Struct, frozen=True, tag_field="k", tag="thing_lent.1", omit_defaults=True):
    """thing: of THINGS. The loan's id is this entry's identity."""

    person: str
    thing: str
    count: int
    activity: str = ""


class ThingReturned(msgspec.Struct, frozen=True, tag_field="k", tag="thing_returned.1"):
    """count: how many of the loan came back with this."""

    loan: str
    count: int


class Loan(Row, frozen=True):
    """The view: one row a loan. back: entry of each return and its count."""

    table: ClassVar[str] = "loans"
    columns: ClassVar[tuple[str, ...]] = ("person", "activity", "is_out")

    loan: str
    person: str = ""
    thing: str = ""
    count: int = 0
    activity: str = ""
    lent_by: str = SELF
    mark: Mark = NEVER
    back: tuple[tuple[str, int], ...] = ()

    @property
    def key(self) -> str:
        return self.loan

    @property
    def missing(self) -> int:
        return max(0, self.count - sum(count for _, count in self.back))

    @property
    def is_out(self) -> bool:
        return self.missing > 0


LendingFact = ThingLent | ThingReturned


def fold(fact: LendingFact, origin: Origin, shelf: Shelf) -> None:
    entry = origin.ref.text()
    loan = entry if isinstance(fact, ThingLent) else fact.loan
    row = shelf.get(Loan, loan) or Loan(loan)
    match fact:
        case ThingLent(person, thing, count, activity):
            row = msgspec.structs.replace(
                row,
                person=person,
                thing=thing,
                count=count,
                activity=activity,
                lent_by=origin.by,
                mark=origin.mark,
            )
        case ThingReturned(_, count):
            back = tuple(sorted({*row.back, (entry, max(0, count))}))
            row = msgspec.structs.replace(row, back=back)
    shelf.put(row)
