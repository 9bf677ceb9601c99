"""Places told apart: what stands at a kiosk and at the county, and whether it is fair."""

from __future__ import annotations

import msgspec

from sync.exchange.outcomes import Synced
from sync.standard.activities import Activity, ActivitySet
from sync.standard.fold import fold
from sync.standard.merging import Groups, Merge
from sync.standard.recruiting import (
    CONFIRMED,
    PROVISIONAL,
    WAITING,
    Place,
    PlaceAsked,
    PlaceAwaited,
    PlaceGiven,
    held_once,
)
from sync.standard.views import DictShelf
from tests.county.running import DONGSHENG
from tests.exchange.test_claims import facts_in_order


def rows_at(ledger) -> dict[str, Place]:
    return {key: row for (_, key), row in ledger.views().items() if isinstance(row, Place)}


def rows_at_county(county, village=DONGSHENG) -> dict[str, Place]:
    bodies = county.view("places", village)
    return {key: msgspec.json.decode(body, type=Place) for key, body in bodies.items()}


def states(county, village=DONGSHENG) -> dict[str, str]:
    return {row.person: row.state for row in rows_at_county(county, village).values()}


def settle(*kiosks):
    for kiosk in (*kiosks, *kiosks):
        assert isinstance(kiosk.exchange.round(), Synced)


def plan(kiosk, places, activity="well", **more):
    kiosk.ledger.write(ActivitySet(activity, {"places": places, **more}))


def ask(kiosk, *people, activity="well"):
    for person in people:
        kiosk.ledger.write(PlaceAsked(activity, person))


def assert_fair(county, village=DONGSHENG):
    """As the county's journal tells it: nobody is given a place before one who waits longer, no
    more are given than there are, and what was given is not said to be awaited."""
    shelf = DictShelf()
    given: set[str] = set()
    for entry in facts_in_order(county, village):
        match entry.fact:
            case PlaceGiven(activity, person, shift, asking):
                rows = [row for row in shelf.rows.values() if isinstance(row, Place)]
                mine = [row for row in rows if (row.activity, row.shift) == (activity, shift)]
                main = groups_of(shelf.rows.values()).main
                held = {main(row.person) for row in mine if row.state == CONFIRMED}
                assert main(person) not in held, "she has one, under another id"
                waiting = [r for r in mine if r.state == WAITING and main(r.person) not in held]
                first = min(waiting, key=lambda row: row.awaited).person if waiting else person
                assert person == first
                assert len(held) < shelf.get(Activity, activity).places_of(shift)
                given.add(asking)
            case PlaceAwaited(_, _, _, asking):
                assert asking not in given
        fold(entry, shelf)


def groups_of(rows):
    return Groups((r.person, r.into) for r in rows if isinstance(r, Merge) and r.is_on)


def assert_settled(county, kiosks, village=DONGSHENG):
    rows = rows_at_county(county, village)
    for kiosk in kiosks:
        assert rows_at(kiosk.ledger) == rows
    assert_fair(county, village)
    views = kiosks[0].ledger.views().values()
    plans = {row.activity: row for row in views if isinstance(row, Activity)}
    main = groups_of(views).main
    was_parted = any(isinstance(row, Merge) and row.is_undone for row in views)
    for name, shift in (("well", ""), ("fair", "am")):
        activity = plans.get(name, Activity(name))
        mine = [row for row in rows.values() if row.activity == name and row.is_up]
        up = [row.state for row in held_once(mine, main)]
        if not activity.is_counted:
            assert set(up) <= {PROVISIONAL}
        else:
            assert PROVISIONAL not in up
            wanted = min(activity.places_of(shift), len(up))
            # Of two who were one for a while both keep what they were given.
            assert up.count(CONFIRMED) == wanted or (was_parted and up.count(CONFIRMED) > wanted)
