"""Who has it: the first claim in the order of arrival; each later one has lost it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from sync.county.bulk import bodies
from sync.county.decisions import decide
from sync.county.tables import VIEW_TABLES
from sync.standard.claims import (
    CONFIRMED,
    PROVISIONAL,
    Claim,
    ClaimConfirmed,
    Claimed,
    ClaimLost,
    Unclaimed,
)
from sync.standard.entry import Entry
from sync.standard.words import NO_WORD

_read = msgspec.json.Decoder(Claim).decode
JUDGED: Final = frozenset({Claimed, Unclaimed})


def judge(connection: Connection, village: str, entries: Sequence[Entry], _now_ms: int) -> None:
    """The views hold the whole batch already: what it gave back counts from its place on."""
    mine = [entry for entry in entries if type(entry.fact) in JUDGED]
    texts = {entry.origin.ref.text() for entry in mine}
    named = {e.fact.claim if isinstance(e.fact, Unclaimed) else e.origin.ref.text() for e in mine}
    claims = {key: _read(body) for key, body in bodies(connection, "claims", village, [*named])}
    holding = _Holding(_on(connection, village, {c.thing for c in claims.values()}), texts)
    for at, entry in enumerate(mine):
        match entry.fact:
            case Unclaimed(claim) if claim in claims:
                holding.give_back(claims[claim].thing, claim)
            case Claimed(thing):
                claim = entry.origin.ref.text()
                row = claims.get(claim)
                if row is not None and row.word == NO_WORD and not _was_over(row, texts):
                    decide(connection, village, f"claim.{at:05d}", holding.take(thing, claim))


def _was_over(claim: Claim, fresh: Collection[str]) -> bool:
    """Whether it was given back before the fresh entries (their identities) arrived."""
    return claim.is_passed_on or any(entry not in fresh for entry in claim.given_back_by)


class _Holding:
    """Who has which thing, and whose it was before."""

    def __init__(self, claims: Iterable[Claim], fresh: Collection[str]) -> None:
        self._has: dict[str, str] = {}
        self._had: dict[str, str] = {}
        for claim in sorted(claims, key=lambda c: c.word):
            if claim.winner or claim.word == NO_WORD:
                continue
            if _was_over(claim, fresh):
                self._had[claim.thing] = claim.claim
            else:
                self._has.setdefault(claim.thing, claim.claim)

    def give_back(self, thing: str, claim: str) -> None:
        if self._has.get(thing) == claim:
            self._had[thing] = self._has.pop(thing)

    def take(self, thing: str, claim: str) -> ClaimConfirmed | ClaimLost:
        if thing in self._has:
            return ClaimLost(thing, claim, self._has[thing])
        self._has[thing] = claim
        return ClaimConfirmed(thing, claim, self._had.get(thing, ""))


def mend(connection: Connection, village: str, entries: Sequence[Entry], _now_ms: int) -> None:
    """A restored county may have confirmed somebody else before it was told what it had said: who
    was confirmed first has it, and the other one has lost it."""
    things = {e.fact.thing for e in entries if isinstance(e.fact, ClaimConfirmed | ClaimLost)}
    has: dict[str, Claim] = {}
    for claim in sorted(_on(connection, village, things), key=lambda c: c.word):
        if claim.state == CONFIRMED and has.setdefault(claim.thing, claim) is not claim:
            lost = ClaimLost(claim.thing, claim.claim, has[claim.thing].claim)
            decide(connection, village, f"claim.mend.{claim.claim}", lost)


def _on(connection: Connection, village: str, things: Collection[str]) -> list[Claim]:
    """Every claim on these things that the county has spoken of."""
    table = VIEW_TABLES["claims"]
    query = select(table.c.body).where(
        table.c.village == village,
        table.c.thing.in_(things),
        table.c.state != PROVISIONAL,
    )
    return [_read(body) for body in connection.execute(query).scalars()]
