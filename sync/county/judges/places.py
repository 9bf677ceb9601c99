"""Who has a place in an activity: first come, first served, and who waits moves up.

It looks at what stands after the whole batch: how many places there are, who has one, who waits.
So it does not matter in which order the plan, the askings and the leavings came. Nothing that was
given is taken back: not by a plan with fewer places, not by a county that was restored from a
backup and brought its own word home late (then there are more people than places, and the cadre
sees it). That is why the words that come back need no mending.

Ids that are one person hold one place of a shift together; what the merge sets free goes to who
waits. Taken apart again each has what it was given, and asks for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from sync.county.bulk import bodies
from sync.county.decisions import decide
from sync.county.hours import village_groups
from sync.county.tables import ENTRIES, VIEW_TABLES
from sync.standard.activities import Activity, ActivitySet
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.merging import Groups, Merge, Merged, Unmerged
from sync.standard.messages import MessageAsked
from sync.standard.moving import MovedHere
from sync.standard.origin import Ref, ref_from
from sync.standard.recruiting import (
    CONFIRMED,
    LEFT,
    PROVISIONAL,
    WAITING,
    Place,
    PlaceAsked,
    PlaceAwaited,
    PlaceGiven,
    PlaceLeft,
)

JUDGED: Final = frozenset({PlaceAsked, PlaceLeft, ActivitySet, Merged, Unmerged, MovedHere})
_read_place = msgspec.json.Decoder(Place).decode
_read_merge = msgspec.json.Decoder(Merge).decode
_read_activity = msgspec.json.Decoder(Activity).decode
_PLACES: Final = VIEW_TABLES["places"]
_ASKED: Final = "place_asked.1"
_LAST: Final = 1 << 62


def judge(connection: Connection, village: str, entries: Sequence[Entry], _now_ms: int) -> None:
    facts = [entry.fact for entry in entries]
    named = {f.activity for f in facts if isinstance(f, PlaceAsked | PlaceLeft | ActivitySet)}
    groups = village_groups(connection, village)
    named |= _of_joined(connection, village, facts, groups)
    at = 0
    for _, body in sorted(bodies(connection, "activities", village, sorted(named))):
        activity = _read_activity(body)
        if activity.is_off or not activity.is_counted:
            continue
        for fact in _said(connection, village, activity, groups):
            decide(connection, village, f"place.{at:06d}", fact)
            at += 1


def _of_joined(
    connection: Connection, village: str, facts: Sequence[Fact], groups: Groups
) -> set[str]:
    """Activities in which somebody has a place, or asks for one, whose ids were joined or parted
    just now."""
    parted = [fact.merge for fact in facts if isinstance(fact, Unmerged)]
    merges = [_read_merge(body) for _, body in bodies(connection, "merges", village, parted)]
    people = {merge.person for merge in merges} | {merge.into for merge in merges}
    for fact in facts:
        if isinstance(fact, Merged | MovedHere):
            people.add(fact.person)
    ids = {one for person in people for one in groups.members(person)}
    query = select(_PLACES.c.activity).where(
        _PLACES.c.village == village, _PLACES.c.person.in_(sorted(ids)), _PLACES.c.state != LEFT
    )
    return set(connection.execute(query).scalars()) if ids else set()


def _said(
    connection: Connection, village: str, activity: Activity, groups: Groups
) -> Iterator[PlaceGiven | PlaceAwaited | MessageAsked]:
    """Those who wait move up before anybody who has just come."""
    free = _Free(connection, village, activity, groups)
    seen = set(free.joined)
    for place in _arrived(connection, village, activity):
        who = (place.shift, groups.main(place.person))
        if who in seen:
            continue
        seen.add(who)
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

    def __init__(
        self, connection: Connection, village: str, activity: Activity, groups: Groups
    ) -> None:
        self._activity = activity
        here = (
            _PLACES.c.village == village,
            _PLACES.c.activity == activity.activity,
            _PLACES.c.state == CONFIRMED,
        )
        query = select(_PLACES.c.shift, func.count()).where(*here).group_by(_PLACES.c.shift)
        self._taken = {row[0]: row[1] for row in connection.execute(query).all()}
        self.joined: set[tuple[str, str]] = set()
        """Of those with more than one id who has a place: shift and the id that is shown."""
        ids = sorted(groups.joined)
        doubles = select(_PLACES.c.shift, _PLACES.c.person).where(*here, _PLACES.c.person.in_(ids))
        for shift, person in connection.execute(doubles).all() if ids else ():
            who = (shift, groups.main(person))
            self._taken[shift] -= who in self.joined
            self.joined.add(who)

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
