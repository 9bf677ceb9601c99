"""Call people up to an activity by text message, tell who has a place, tell that it is off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from kiosk.services.ask_message import (
    MessagesAsked,
    MessageSlip,
    Reach,
    Reached,
    ask_messages,
    reach_by_message,
)
from kiosk.services.match_activities import Offered, match_activities
from kiosk.services.plan_activity import places_up
from kiosk.services.ports import Ports
from kiosk.services.set_team import standing_teams
from sync.standard.activities import MOST_PLACES, Activity
from sync.standard.recruiting import CONFIRMED, WAITING
from sync.standard.residents import Resident
from sync.standard.teams import Member


class Whom(StrEnum):
    SUITED = "suited"
    """It is for what she can do, wishes for, or is where she lives; and she has not asked."""
    TEAM = "team"
    """Of one team, and has not asked."""
    GIVEN = "given"
    """The county gave her a place. A provisional one is not promised by a message."""
    WAITING = "waiting"
    OFF = "off"
    """Had a place or waited for one, and it was called off."""


WHAT: Final = {
    Whom.SUITED: "call_up",
    Whom.TEAM: "call_up",
    Whom.GIVEN: "place_given",
    Whom.WAITING: "place_awaited",
    Whom.OFF: "called_off",
}
_ORDER: Final = tuple(Reach)


@dataclass(frozen=True, slots=True)
class CallSheet:
    """groups: who is meant by each, and how it stands with her; whoever a cadre must look after
    first. teams: id and name of those that can be called."""

    activity: Activity
    groups: Mapping[Whom, tuple[Reached, ...]] = field(default_factory=dict)
    teams: tuple[tuple[str, str], ...] = ()


def look_at_calls(ports: Ports, activity_id: str, team: str = "") -> CallSheet | None:
    """team: who is meant by Whom.TEAM. Looks at everybody in the register: about 40 ms for 1,000
    people."""
    row = ports.rows.get(Activity, activity_id)
    if row is None:
        return None
    groups = (Whom.OFF,) if row.is_off else tuple(whom for whom in Whom if whom is not Whom.OFF)
    teams = tuple((one.team, one.plan.name) for one in standing_teams(ports))
    return CallSheet(row, {whom: _reached(ports, row, whom, team) for whom in groups}, teams)


def call_up(
    ports: Ports, activity_id: str, whom: Whom, by: str, team: str = ""
) -> MessagesAsked | MessageSlip:
    """Asks for a message to each of them who has not had it; of what failed, once more."""
    row = ports.rows.get(Activity, activity_id)
    if row is None:
        return MessageSlip.NO_ACTIVITY
    asked, before, unreachable = 0, 0, list[str]()
    for shift, people in (_people(ports, row, whom, team) or {"": []}).items():
        done = ask_messages(ports, WHAT[whom], activity_id, people, by, shift)
        if isinstance(done, MessageSlip):
            return done
        asked, before = asked + done.asked, before + done.before
        unreachable += done.unreachable
    return MessagesAsked(asked, before, tuple(dict.fromkeys(unreachable)))


def _reached(ports: Ports, row: Activity, whom: Whom, team: str) -> tuple[Reached, ...]:
    found = [
        one
        for shift, people in _people(ports, row, whom, team).items()
        for one in reach_by_message(ports, WHAT[whom], row.activity, people, shift)
    ]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.reach)))


def _people(ports: Ports, row: Activity, whom: Whom, team: str) -> dict[str, list[str]]:
    """By shift; "" where the message is not about one."""
    up = places_up(ports, row.activity)
    if whom is Whom.OFF:
        return {"": [place.person for place in up]}
    if whom in (Whom.GIVEN, Whom.WAITING):
        state, found = CONFIRMED if whom is Whom.GIVEN else WAITING, dict[str, list[str]]()
        for place in up:
            if place.state == state:
                found.setdefault(place.shift, []).append(place.person)
        return found
    main = ports.merges.groups().main
    has_asked = {main(place.person) for place in up}
    people = _suited(ports, row) if whom is Whom.SUITED else _members(ports, team)
    return {"": [one for one in dict.fromkeys(map(main, people)) if one not in has_asked]}


def _suited(ports: Ports, row: Activity) -> Iterable[str]:
    offered = (Offered(row, 1),)

    def suits(resident: Resident) -> bool:
        (match,) = match_activities(offered, resident.personal)
        return resident.is_active and match.bar is None and bool(match.why)

    return (one.person for one in ports.residents.newest(MOST_PLACES) if suits(one))


def _members(ports: Ports, team: str) -> Iterable[str]:
    rows = ports.rows.where(Member, limit=MOST_PLACES, team=team, is_member=True) if team else ()
    return (row.person for row in rows)
