"""Recruiting (招募): who comes to an activity, who waits for a place.

A kiosk without a line cannot know how many asked elsewhere, so a place asked for is held at once,
provisionally. The county gives the places in the order of arrival, and the next on the list gets
what is given back: what it says are entries of its own (ADR 0041).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


class ToldOfPlace(msgspec.Struct, frozen=True, tag_field="k", tag="told_of_place.1"):
    """The kiosk has told her this news of her place (Place.news)."""

    activity: str
    person: str
    shift: str
    news: str


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the county said of one asking. Once given is given for good: a county restored from a
    backup, which says otherwise because it has forgotten, takes nothing away."""

    given: Word = NO_WORD
    awaited: Word = NO_WORD


class Place(Row, frozen=True):
    """The view: one row a person, activity and shift; twice the same person is one."""

    table: ClassVar[str] = "places"
    columns: ClassVar[tuple[str, ...]] = ("activity", "shift", "person", "state")

    activity: str
    person: str
    shift: str = ""
    team: str = ""
    up: Mark = NEVER
    """The newest asking."""
    up_by: str = SELF
    down: Mark = NEVER
    """The newest leaving."""
    askings: dict[str, Mark] = {}
    """By identity, those that were left again too: two kiosks may each have taken one."""
    answers: dict[str, Answer] = {}
    """By asking, whether that has arrived or not."""
    told: tuple[str, ...] = ()
    """News that she was told."""

    @property
    def key(self) -> str:
        return place_key(self.activity, self.shift, self.person)

    @property
    def standing(self) -> tuple[str, ...]:
        """The askings that were not left. One that the county has answered and this shelf does not
        have (a county that was restored from a backup) stands until it comes or she leaves."""
        known = [entry for entry, mark in self.askings.items() if mark > self.down]
        ahead = [entry for entry in self.answers if entry not in self.askings]
        return tuple(sorted(known + (ahead if self.down == NEVER else [])))

    @property
    def state(self) -> str:
        answers = [self.answers[entry] for entry in self.standing if entry in self.answers]
        if any(answer.given != NO_WORD for answer in answers):
            return CONFIRMED
        if answers:
            return WAITING
        return PROVISIONAL if self.standing else LEFT

    @property
    def is_up(self) -> bool:
        return self.state != LEFT

    @property
    def awaited(self) -> Word:
        """The county's first word that she has to wait; NO_WORD = it never said so."""
        answers = [self.answers[entry] for entry in self.standing if entry in self.answers]
        said = [answer.awaited for answer in answers if answer.awaited != NO_WORD]
        return min(said, default=NO_WORD)

    @property
    def has_moved_up(self) -> bool:
        return self.state == CONFIRMED and self.awaited != NO_WORD

    @property
    def news(self) -> str:
        """What the county's word means for her now; "" = there is none yet."""
        answered = [entry for entry in self.standing if entry in self.answers]
        return f"{self.state}.{answered[0]}" if answered else ""


_BEST: Final = (CONFIRMED, WAITING, PROVISIONAL, LEFT)


def held_once(places: Iterable[Place], main: Callable[[str], str]) -> list[Place]:
    """Whoever asked under two ids that are one person now holds one place of an activity and
    shift: what the county has given, else where she waits, else what was asked for first. The
    others rest, and are what they were when the merge is undone. main: merging.Groups.main."""
    first: dict[tuple[str, str, str], Place] = {}
    for place in sorted(places, key=lambda place: (_BEST.index(place.state), place.up, place.key)):
        first.setdefault((place.activity, place.shift, main(place.person)), place)
    return [*first.values()]


RecruitingFact = PlaceAsked | PlaceLeft | PlaceGiven | PlaceAwaited | ToldOfPlace


def place_key(activity: str, shift: str, person: str) -> str:
    return f"{activity}/{shift}/{person}"


def fold(fact: RecruitingFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Place, place_key(fact.activity, fact.shift, fact.person))
    row = row or Place(fact.activity, fact.person, fact.shift)
    replace, mark = msgspec.structs.replace, origin.mark
    match fact:
        case PlaceAsked():
            if row.up < mark:
                row = replace(row, up=mark, up_by=origin.by, team=fact.team)
            askings = dict(sorted({**row.askings, origin.ref.text(): mark}.items()))
            row = replace(row, askings=askings)
        case PlaceLeft():
            row = replace(row, down=max(row.down, mark))
        case PlaceGiven() | PlaceAwaited():
            row = _answered(row, fact, word_of(origin))
        case ToldOfPlace():
            row = replace(row, told=tuple(sorted({*row.told, fact.news})))
    shelf.put(row)


def _answered(row: Place, fact: PlaceGiven | PlaceAwaited, word: Word) -> Place:
    if word == NO_WORD:
        return row
    known = row.answers.get(fact.entry, Answer())
    if isinstance(fact, PlaceGiven):
        known = msgspec.structs.replace(known, given=_first(known.given, word))
    else:
        known = msgspec.structs.replace(known, awaited=_first(known.awaited, word))
    answers = dict(sorted({**row.answers, fact.entry: known}.items()))
    return msgspec.structs.replace(row, answers=answers)


def _first(known: Word, word: Word) -> Word:
    return word if known == NO_WORD else min(known, word)
