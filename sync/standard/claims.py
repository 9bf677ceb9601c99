"""Claims (领单): who may have a thing that only one can have. Provisional until the county says.

A kiosk without a line cannot know who was first, so a claim holds at once, provisionally, and the
county confirms the first in the order of arrival. Everybody later has lost it, and is told. What
the county says are entries of its own; of two about one claim its later word counts, because a
county restored from a backup may have to mend what it said twice.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import Origin
from sync.standard.views import Row, Shelf
from sync.standard.words import NO_WORD, Word, word_of

PROVISIONAL: Final = "provisional"
CONFIRMED: Final = "confirmed"
LOST: Final = "lost"
GIVEN_BACK: Final = "given_back"


class Claimed(msgspec.Struct, frozen=True, tag_field="k", tag="claimed.1"):
    """A person wants the thing. The claim's id is this entry's identity."""

    thing: str
    person: str


class Unclaimed(msgspec.Struct, frozen=True, tag_field="k", tag="unclaimed.1"):
    """The person gives the thing back: it is free for the next claim that arrives. Those who lost
    it before were told no; they may claim it anew."""

    claim: str


class ClaimConfirmed(
    msgspec.Struct, frozen=True, tag_field="k", tag="claim_confirmed.1", omit_defaults=True
):
    """The county: it is hers. before: the claim that had it and was given back, "" if none: so
    the county's own words tell the whole story, whatever of the kiosks' is not here yet."""

    thing: str
    claim: str
    before: str = ""


class ClaimLost(msgspec.Struct, frozen=True, tag_field="k", tag="claim_lost.1"):
    """The county: somebody else's claim (winner) was there before."""

    thing: str
    claim: str
    winner: str


class ToldOfLoss(msgspec.Struct, frozen=True, tag_field="k", tag="told_of_loss.1"):
    """The kiosk has told her that she lost it."""

    claim: str


class Claim(Row, frozen=True):
    """The view: one row a claim."""

    table: ClassVar[str] = "claims"
    columns: ClassVar[tuple[str, ...]] = ("thing", "person", "state", "is_untold", "claimed_ms")

    claim: str
    thing: str = ""
    person: str = ""
    claimed_ms: int = 0
    """0 until the claim itself has arrived."""
    word: Word = NO_WORD
    """The county's last word on it."""
    winner: str = ""
    """The claim that it lost to, by that word."""
    given_back_by: tuple[str, ...] = ()
    """The entries that gave it back: two kiosks may each have taken one."""
    is_passed_on: bool = False
    """The county gave the thing to the next one."""
    is_told: bool = False

    @property
    def key(self) -> str:
        return self.claim

    @property
    def is_given_back(self) -> bool:
        return bool(self.given_back_by) or self.is_passed_on

    @property
    def state(self) -> str:
        if self.is_given_back:
            return GIVEN_BACK
        if self.word == NO_WORD:
            return PROVISIONAL
        return LOST if self.winner else CONFIRMED

    @property
    def is_untold(self) -> bool:
        """Lost, and nobody has told her yet."""
        return self.state == LOST and self.claimed_ms > 0 and not self.is_told


ClaimFact = Claimed | Unclaimed | ClaimConfirmed | ClaimLost | ToldOfLoss


def fold(fact: ClaimFact, origin: Origin, shelf: Shelf) -> None:
    if isinstance(fact, ClaimConfirmed | ClaimLost):
        _fold_word(fact, word_of(origin), shelf)
        return
    claim = origin.ref.text() if isinstance(fact, Claimed) else fact.claim
    row = shelf.get(Claim, claim) or Claim(claim)
    match fact:
        case Claimed(thing, person):
            row = msgspec.structs.replace(
                row, thing=thing, person=person, claimed_ms=origin.stamp.ms
            )
        case Unclaimed():
            entries = tuple(sorted({*row.given_back_by, origin.ref.text()}))
            row = msgspec.structs.replace(row, given_back_by=entries)
        case ToldOfLoss():
            row = msgspec.structs.replace(row, is_told=True)
    shelf.put(row)


def _fold_word(fact: ClaimConfirmed | ClaimLost, word: Word, shelf: Shelf) -> None:
    if word == NO_WORD:
        return
    row = shelf.get(Claim, fact.claim) or Claim(fact.claim)
    if word > row.word:
        winner = fact.winner if isinstance(fact, ClaimLost) else ""
        thing = row.thing if row.claimed_ms else fact.thing
        row = msgspec.structs.replace(row, word=word, winner=winner, thing=thing)
    shelf.put(row)
    if isinstance(fact, ClaimConfirmed) and fact.before:
        before = shelf.get(Claim, fact.before) or Claim(fact.before)
        shelf.put(msgspec.structs.replace(before, is_passed_on=True))
