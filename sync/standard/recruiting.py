"""Recruiting (招募): who comes to an activity, who waits for a place.

A kiosk without a line cannot know how many asked elsewhere, so a place asked for is held at once,
provisionally. The county gives the places in the order of arrival, and the next on the list gets
what is given back: what it says are entries of its own (ADR 0041).
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf
from sync.standard.words import NO_WORD, Word, word_of

PROVISIONAL: Final = "provisional"
CONFIRMED: Final = "confirmed"
WAITING: Final = "waiting"
LEFT: Final = "left"


class PlaceAsked(
    msgspec.Struct, frozen=True, tag_field="k", tag="place_asked.1", omit_defaults=True
):
    """shift: "" for an activity without. team: whose leader asked for her, "" = she herself."""

    activity: str
    person: str
    shift: str = ""
    team: str = ""


class PlaceLeft(msgspec.Struct, frozen=True, tag_field="k", tag="place_left.1", omit_defaults=True):
    activity: str
    person: str
    shift: str = ""


class PlaceGiven(msgspec.Struct, frozen=True, tag_field="k", tag="place_given.1"):
    """The county: she has a place. entry: the identity of the asking that this answers."""

    activity: str
    person: str
    shift: str
    entry: str


class PlaceAwaited(msgspec.Struct, frozen=True, tag_field="k", tag="place_awaited.1"):
    """The county: all places are taken; she is on the list."""

    activity: str
    person: str
    shift: str
    entry: str


class Place(Row, frozen=True):
    """The view: one row a person, activity and shift; twice the same person is one."""

    table: ClassVar[str] = "places"
    columns: ClassVar[tuple[str, ...]] = ("activity", "person", "state")

    activity: str
    person: str
    shift: str = ""
    team: str = ""
    up: Mark = NEVER
    """The newest asking."""
    up_entry: str = ""
    up_by: str = SELF
    down: Mark = NEVER
    """The newest leaving."""
    word: Word = NO_WORD
    """The county's last word, about the asking `answered`."""
    answered: str = ""
    is_given: bool = False

    @property
    def key(self) -> str:
        return place_key(self.activity, self.shift, self.person)

    @property
    def state(self) -> str:
        if self.up <= self.down:
            return LEFT
        if self.answered != self.up_entry:
            return PROVISIONAL
        return CONFIRMED if self.is_given else WAITING

    @property
    def is_up(self) -> bool:
        return self.state != LEFT


RecruitingFact = PlaceAsked | PlaceLeft | PlaceGiven | PlaceAwaited


def place_key(activity: str, shift: str, person: str) -> str:
    return f"{activity}/{shift}/{person}"


def fold(fact: RecruitingFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Place, place_key(fact.activity, fact.shift, fact.person))
    row = row or Place(fact.activity, fact.person, fact.shift)
    replace = msgspec.structs.replace
    match fact:
        case PlaceAsked():
            if row.up < origin.mark:
                entry = origin.ref.text()
                row = replace(row, up=origin.mark, up_entry=entry, up_by=origin.by, team=fact.team)
        case PlaceLeft():
            row = replace(row, down=max(row.down, origin.mark))
        case PlaceGiven() | PlaceAwaited():
            word = word_of(origin)
            if word == NO_WORD:
                return
            if word > row.word:
                given = isinstance(fact, PlaceGiven)
                row = replace(row, word=word, answered=fact.entry, is_given=given)
    shelf.put(row)
