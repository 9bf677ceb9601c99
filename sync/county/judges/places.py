"""Who has a place in an activity: first come, first served, and who waits moves up.

It looks at what stands after the whole batch: how many places there are, who has one, who waits.
So it does not matter in which order the plan, the askings and the leavings came. Nothing that was
given is taken back: not by a plan with fewer places, not by a county that was restored from a
backup and brought its own word home late (then there are more people than places, and the cadre
sees it). That is why the words that come back need no mending.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from sync.county.bulk import bodies
from sync.county.decisions import decide
from sync.county.tables import ENTRIES, VIEW_TABLES
from sync.standard.activities import Activity, ActivitySet
from sync.standard.entry import Entry
from sync.standard.messages import MessageAsked
from sync.standard.origin import Ref, ref_from
from sync.standard.recruiting import (
    CONFIRMED,
    PROVISIONAL,
    WAITING,
    Place,
    PlaceAsked,
    PlaceAwaited,
    PlaceGiven,
    PlaceLeft,
)

JUDGED: Final = frozenset({PlaceAsked, PlaceLeft, ActivitySet})
_read_place = msgspec.json.Decoder(Place).decode
_read_activity = msgspec.json.Decoder(Activity).decode
_PLACES: Final = VIEW_TABLES["places"]
_ASKED: Final = "place_asked.1"
_LAST: Final = 1 << 62


def judge(connection: Connection, village: str, entries: Sequence[Entry], _now_ms: int) -> None:
    facts = [entry.fact for entry in entries]
    named = {f.activity for f in facts if isinstance(f, PlaceAsked | PlaceLeft | ActivitySet)}
    at = 0
    for _, body in sorted(bodies(connection, "activities", village, sorted(named))):
        activity = _read_activity(body)
        if activity.is_off or not activity.is_counted:
            continue
        for fact in _said(connection, village, activity):
            decide(connection, village, f"place.{at:06d}", fact)
            at += 1


def _said(
    connection: Connection, village: str, activity: Activity
) -> Iterator[PlaceGiven | PlaceAwaited | MessageAsked]:
    """Those who wait move up before anybody who has just come."""
    free = _Free(connection, village, activity)
    for place in _arrived(connection, village, activity):
        (entry, *_) = place.standing
        said = (place.activity, place.person, place.shift, entry)
        if free.take(place.shift):
            yield PlaceGiven(*said)
            if place.state == WAITING:
                # She is not standing at a kiosk where she could read it.
                yield MessageAsked(place.person, "place_given", place.activity, place.shift)
        elif place.state == PROVISIONAL:
            yield PlaceAwaited(*said)


class _Free:
    """How many places of each shift nobody has."""

    def __init__(self, connection: Connection, village: str, activity: Activity) -> None:
        self._activity = activity
        query = (
            select(_PLACES.c.shift, func.count())
            .where(
                _PLACES.c.village == village,
                _PLACES.c.activity == activity.activity,
                _PLACES.c.state == CONFIRMED,
            )
            .group_by(_PLACES.c.shift)
        )
        self._taken = {row[0]: row[1] for row in connection.execute(query).all()}

    def take(self, shift: str) -> bool:
        taken = self._taken.get(shift, 0)
        if taken >= self._activity.places_of(shift):
            return False
        self._taken[shift] = taken + 1
        return True


def _arrived(connection: Connection, village: str, activity: Activity) -> list[Place]:
    """Those without a place, in the order in which they came: who waits by the county's own word,
    then who has not been answered, by when the asking arrived."""
    query = select(_PLACES.c.body).where(
        _PLACES.c.village == village,
        _PLACES.c.activity == activity.activity,
        _PLACES.c.state.in_((WAITING, PROVISIONAL)),
    )
    places = [_read_place(body) for body in connection.execute(query).scalars()]
    waiting = [place for place in places if place.state == WAITING]
    waiting.sort(key=lambda place: place.awaited)
    fresh = [place for place in places if place.state == PROVISIONAL]
    numbers = _numbers(connection, village, [e for place in fresh for e in place.standing])
    fresh.sort(key=lambda place: min(numbers.get(entry, _LAST) for entry in place.standing))
    return waiting + fresh


def _numbers(connection: Connection, village: str, entries: Sequence[str]) -> dict[str, int]:
    """When each arrived: its number in the village's scope."""
    refs = [ref_from(entry) for entry in entries]
    found: dict[str, int] = {}
    for device, epoch in sorted({(ref.device, ref.epoch) for ref in refs}):
        mine = [ref.seq for ref in refs if (ref.device, ref.epoch) == (device, epoch)]
        query = select(ENTRIES.c.seq, ENTRIES.c.no).where(
            ENTRIES.c.village == village,
            ENTRIES.c.device == device,
            ENTRIES.c.epoch == epoch,
            ENTRIES.c.kind == _ASKED,
            ENTRIES.c.seq.between(min(mine), max(mine)),
        )
        for seq, number in connection.execute(query).all():
            found[Ref(device, epoch, seq).text()] = number
    return found
