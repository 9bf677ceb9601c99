"""The places that somebody has asked for, and what she has not been told of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.services.match_activities import Times
from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.origin import NEVER
from sync.standard.recruiting import (
    CONFIRMED,
    WAITING,
    Place,
    PlaceLeft,
    ToldOfPlace,
    held_once,
)

MOST_PLACES: Final = 200
"""Of one person."""


class NewsKind(StrEnum):
    """What may have come to pass since she was here, the weightiest first."""

    OFF = "off"
    MOVED = "moved"
    """To another time or place."""
    UP = "up"
    """From the waiting list."""
    GIVEN = "given"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True)
class MyPlace:
    place: Place
    activity: Activity

    @property
    def times(self) -> Times:
        return Times(*self.activity.times_of(self.place.shift))


@dataclass(frozen=True, slots=True)
class News:
    kind: NewsKind
    mine: MyPlace
    key: str
    """What is written down when she has been told."""


@dataclass(frozen=True, slots=True)
class Told:
    news: News


def rows_of(ports: Ports, person: str) -> list[MyPlace]:
    """What is not over, under each of her ids."""
    now_ms = ports.clock.now_ms()
    found = [
        MyPlace(place, activity)
        for one in ports.merges.groups().members(person)
        for place in ports.rows.where(Place, limit=MOST_PLACES, person=one)
        if place.is_up and (activity := ports.rows.get(Activity, place.activity)) is not None
    ]
    return [mine for mine in found if mine.times.end_ms > now_ms]


def places_of(ports: Ports, person: str) -> list[MyPlace]:
    """What is not over, one of each shift, the soonest first; called-off ones among them."""
    found = {mine.place.key: mine for mine in rows_of(ports, person)}
    held = held_once((mine.place for mine in found.values()), lambda _one: person)
    coming = [found[place.key] for place in held]
    return sorted(coming, key=lambda mine: (mine.times.start_ms, mine.place.key))


def my_places(ports: Ports, person: str) -> tuple[MyPlace, ...]:
    """Those that will be held."""
    return tuple(mine for mine in places_of(ports, person) if not mine.activity.is_off)


def place_in(ports: Ports, person: str, activity: str, shift: str = "") -> Place | None:
    """What stands of her asking, whichever of her ids it is under."""
    for mine in places_of(ports, person):
        if (mine.place.activity, mine.place.shift) == (activity, shift):
            return mine.place
    return None


def untold_news(ports: Ports, person: str) -> tuple[News, ...]:
    """The weightiest first."""
    order = list(NewsKind)
    found = [news for mine in places_of(ports, person) for news in _news_of(mine)]
    return tuple(sorted(found, key=lambda news: order.index(news.kind)))


def tell_news(ports: Ports, news: News, by: str = "") -> Told:
    """She has been told."""
    place = news.mine.place
    told = ToldOfPlace(place.activity, place.person, place.shift, news.key)
    ports.journal.append(told, by=by)
    return Told(news)


def leavings(ports: Ports, person: str) -> list[PlaceLeft]:
    """What gives back all that she has, for whoever goes altogether."""
    places = [mine.place for mine in rows_of(ports, person)]
    return [PlaceLeft(place.activity, place.person, place.shift) for place in places]


def _news_of(mine: MyPlace) -> Iterator[News]:
    place, told = mine.place, mine.place.told
    if mine.activity.is_off:
        if "off" not in told:
            yield News(NewsKind.OFF, mine, "off")
        return
    moved = _moved(mine)
    if moved and moved not in told:
        yield News(NewsKind.MOVED, mine, moved)
    if place.news and place.news not in told:
        kinds = {CONFIRMED: NewsKind.GIVEN, WAITING: NewsKind.AWAITED}
        kind = NewsKind.UP if place.has_moved_up else kinds[place.state]
        yield News(kind, mine, place.news)


def _moved(mine: MyPlace) -> str:
    """Since she asked; "" = it stands where it stood. Shifts are mended one by one, and nobody
    can say which."""
    if mine.place.shift:
        return ""
    marks = mine.activity.marks
    last = max(marks.get("start_ms", NEVER), marks.get("place", NEVER))
    return f"moved.{last.ms}.{last.count}" if last > mine.place.up else ""
