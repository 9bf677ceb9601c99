"""What becomes of places while somebody walks through the invented village: the county speaks, an
activity begins, moves, is called off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from kiosk.demo.activities import CADRE, begin_now, plan_coming
from kiosk.services.call_off_activity import call_off_activity
from kiosk.services.my_places import my_places
from kiosk.services.plan_activity import plan_activity
from kiosk.services.ports import Ports
from kiosk.store.journal import Journal
from sync.standard.activities import Activity
from sync.standard.clock import HOUR_MS, Stamp
from sync.standard.entry import encode
from sync.standard.origin import COUNTY, Ref
from sync.standard.recruiting import CONFIRMED, PlaceAwaited, PlaceGiven

_MOST: Final = 50


def county_answers(ports: Ports, person: str) -> None:
    """She gets what she asked for; where there was one place, she waits."""
    _county_says(ports, person, gives_last=False)


def county_gives(ports: Ports, person: str) -> None:
    """Somebody else has left."""
    _county_says(ports, person, gives_last=True)


def activity_moves(ports: Ports, person: str) -> None:
    """The last of hers, an hour later."""
    activity = my_places(ports, person)[-1].activity
    plan = activity.plan
    later = {name: getattr(plan, name) + HOUR_MS for name in ("start_ms", "end_ms")}
    plan_activity(ports, activity.activity, msgspec.structs.replace(plan, **later), CADRE)


def call_off_first(ports: Ports, person: str) -> None:
    """Of what this person has asked for."""
    first = my_places(ports, person)[0]
    call_off_activity(ports, first.place.activity, "weather", CADRE)


def call_off_all(ports: Ports, _person: str) -> None:
    for row in ports.rows.where(Activity, limit=_MOST):
        call_off_activity(ports, row.activity, "weather", CADRE)


HAPPENINGS: Final[dict[str, Callable[[Ports, str], None]]] = {
    "activity_begins": begin_now,
    "activity_moves": activity_moves,
    "activity_off": call_off_first,
    "activities_off": call_off_all,
    "activities_planned": lambda ports, _person: plan_coming(ports),
    "county_answers": county_answers,
    "county_gives": county_gives,
}
"""By the words of kiosk.tour.walks; whoever has asked for places is handed in."""


def _county_says(ports: Ports, person: str, *, gives_last: bool) -> None:
    """As lines that were pulled: nobody else's word counts."""
    journal = ports.journal
    assert isinstance(journal, Journal)
    head, stamp = journal.head(), Stamp(ports.clock.now_ms())
    rows = []
    for at, mine in enumerate(my_places(ports, person), 1):
        place = mine.place
        if place.state == CONFIRMED:
            continue
        kind = PlaceGiven if gives_last or mine.activity.places_of("") > 1 else PlaceAwaited
        fact = kind(place.activity, place.person, place.shift, place.standing[0])
        rows.append((at, Ref(COUNTY, head.seq, at), encode(fact, stamp)))
    journal.take_in("demo", rows, len(rows))
