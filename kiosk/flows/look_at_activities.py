"""What somebody looks at among the activities, and the step that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from kiosk.flows import activity_pages as pages
from kiosk.flows import brand_pages, for_team
from kiosk.flows.ask_sign import Asking
from kiosk.flows.for_team import Team
from kiosk.flows.screen import Pick, Step, Tone
from kiosk.flows.who import Who
from kiosk.services.ask_place import PlaceQuestion, ask_place
from kiosk.services.find_me import Identified
from kiosk.services.look_for_activities import Looked, Ready, look_for_activities, ready_to_ask
from kiosk.services.match_activities import Match
from kiosk.services.my_places import MyPlace
from kiosk.services.print_place import print_place
from sync.standard.origin import SELF

LIST, ASK, MINE, LEAVE, TEAM, BRANDS = "list", "ask", "mine", "leave", "team", "brands"
"""What she wants: to be shown what suits her, a place, her own places, to leave one, places for
her team, the brand projects."""
PRIVATE = (MINE, LEAVE, TEAM)


@dataclass(frozen=True, slots=True)
class Looking:
    """who: while she is being found. asking: while her pictures are asked for. match: what she
    looks at. shift: the one that she chose. team: while a leader chooses members."""

    want: str = LIST
    who: Who | None = None
    asking: Asking | None = None
    found: Identified | None = None
    is_proven: bool = False
    looked: Looked = Looked(())
    page: int = 0
    match: Match | None = None
    ready: Ready = Ready()
    shift: str = ""
    own: MyPlace | None = None
    agreed: frozenset[PlaceQuestion] = frozenset()
    doubt: PlaceQuestion | None = None
    team: Team | None = None


def more(state: Looking) -> Step[Looking]:
    """Round to the first after the last."""
    state = replace(state, page=state.page + 1)
    if state.want == ASK:
        pages_there = -(-len(state.ready.shifts) // pages.SHOWN)
        return _shifts(replace(state, page=state.page % max(1, pages_there)))
    count = len(state.looked.mine if state.want == MINE else state.looked.matches)
    return listed(replace(state, page=state.page % max(1, -(-count // pages.CARDS))))


def listed(state: Looking) -> Step[Looking]:
    """News first; then what she wants."""
    looked = state.looked
    if looked.news:
        return Step(state, pages.news_page(looked.news[0]))
    if state.want == ASK and state.found is not None and state.match is not None:
        activity, person = state.match.activity.activity, state.found.resident.person
        return Step(state, work=partial(ready_to_ask, person=person, activity=activity))
    if state.want == MINE:
        return Step(state, pages.own_places(looked.mine, state.page))
    brands = (brand_pages.BRANDS,) if looked.brands else ()
    if not looked.matches and not looked.mine:
        ways = (pages.HOME,) if state.found else (pages.MINE, pages.HOME)
        return Step(state, Pick("activities.none", (*brands, *ways), tone=Tone.PLUM))
    return Step(state, pages.cards(looked.matches, state.page, brands))


def again(state: Looking) -> Step[Looking]:
    """The list anew: places may have gone meanwhile."""
    person = state.found.resident.person if state.found else ""
    kept = Looking(found=state.found, is_proven=state.is_proven)
    return Step(kept, work=partial(look_for_activities, person=person))


def look_at(state: Looking, match: Match) -> Step[Looking]:
    state = replace(state, match=match)
    key = match.activity.activity
    own = next((one for one in state.looked.mine if one.place.activity == key), None)
    if own is not None and not match.activity.plan.shifts:
        return look_at_place(state, own)
    return Step(state, pages.page_of(match))


def look_at_place(state: Looking, own: MyPlace) -> Step[Looking]:
    screen = pages.own_place(own, has_printer=state.looked.has_printer)
    return Step(replace(state, own=own), screen)


def print_own(state: Looking, own: MyPlace) -> Step[Looking]:
    if state.found is None:
        return again(state)
    person, place = state.found.resident.person, own.place
    work = partial(print_place, person=person, activity=place.activity, shift=place.shift)
    return Step(state, work=work)


def look_at_own(state: Looking, own: MyPlace) -> Step[Looking]:
    key = own.place.activity
    match = next((one for one in state.looked.matches if one.activity.activity == key), None)
    if match is None:
        return again(state)
    return Step(replace(state, match=match), pages.page_of(match))


def ready(state: Looking) -> Step[Looking]:
    if state.ready.shifts:
        return _shifts(replace(state, page=0))
    return who_goes(state)


def _shifts(state: Looking) -> Step[Looking]:
    assert state.match is not None
    screen = pages.shifts(state.match.activity, state.ready.shifts, state.page)
    return Step(state, screen)


def who_goes(state: Looking) -> Step[Looking]:
    """Herself, without a question, unless she leads a team."""
    is_herself = state.found is not None and state.found.by == SELF
    if state.ready.led and is_herself:
        return Step(state, for_team.who_goes(state.ready.led))
    return ask(state)


def ask(state: Looking) -> Step[Looking]:
    if state.found is None or state.match is None:
        return again(state)
    work = partial(
        ask_place,
        person=state.found.resident.person,
        activity=state.match.activity.activity,
        shift=state.shift,
        by=state.found.by,
        agreed=state.agreed,
    )
    return Step(state, work=work)
