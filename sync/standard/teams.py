"""Teams (服务队): who serves together. Under a unit, an association or another team."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.plans import Marks, merged
from sync.standard.views import Row, Shelf

TEAM_KINDS: Final = ("team", "unit", "association")


class TeamPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """leader: a person's id. parent: a team's id, "" = stands alone."""

    name: str = ""
    kind: str = "team"
    parent: str = ""
    leader: str = ""
    about: str = ""
    is_closed: bool = False


class TeamSet(msgspec.Struct, frozen=True, tag_field="k", tag="team_set.1"):
    """Fields of the plan were written. team: the id that the kiosk made."""

    team: str
    changed: dict[str, Any]


class TeamJoined(msgspec.Struct, frozen=True, tag_field="k", tag="team_joined.1"):
    team: str
    person: str


class TeamLeft(msgspec.Struct, frozen=True, tag_field="k", tag="team_left.1"):
    team: str
    person: str


class Team(Row, frozen=True):
    """The view: one row a team."""

    table: ClassVar[str] = "teams"

    team: str
    plan: TeamPlan = TeamPlan()
    marks: Marks = {}

    @property
    def key(self) -> str:
        return self.team


class Member(Row, frozen=True):
    """The view: one row a person and team; of joining and leaving the later word stands."""

    table: ClassVar[str] = "members"
    columns: ClassVar[tuple[str, ...]] = ("team", "person", "is_member")

    team: str
    person: str
    is_member: bool = False
    by: str = SELF
    mark: Mark = NEVER

    @property
    def key(self) -> str:
        return f"{self.team}/{self.person}"


TeamFact = TeamSet | TeamJoined | TeamLeft


def fold(fact: TeamFact, origin: Origin, shelf: Shelf) -> None:
    match fact:
        case TeamSet(team, changed):
            row = shelf.get(Team, team) or Team(team)
            plan, marks = merged(row.plan, row.marks, changed, origin)
            shelf.put(Team(team, plan, marks))
        case TeamJoined(team, person) | TeamLeft(team, person):
            member = shelf.get(Member, f"{team}/{person}")
            if member is None or member.mark < origin.mark:
                is_member = isinstance(fact, TeamJoined)
                shelf.put(Member(team, person, is_member, origin.by, origin.mark))


def lineage(team: str, parent_of: Callable[[str], str]) -> tuple[str, ...]:
    """The team, the one above it, and so on. Two cadres may have put each of two teams under the
    other: where the line comes back to a team that it has, it ends."""
    found: list[str] = []
    while team and team not in found:
        found.append(team)
        team = parent_of(team)
    return tuple(found)


def would_contain_itself(team: str, parent: str, parent_of: Callable[[str], str]) -> bool:
    return team in lineage(parent, parent_of)
