"""Acting for somebody else (替家人办理): who agreed that who may stand at the kiosk in her place.

Agreed by the person herself or recorded by a cadre, after it was read aloud what it means (Personal
Information Protection Law, articles 14-15); taken back as easily. What is done for her is an entry
like any other, and its `by` is the agent's id.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.merging import Groups
from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

RELATIONS: Final = ("child", "grandchild", "spouse", "sibling", "relative", "carer")
"""What the agent is to the person."""
REVOKE_REASONS: Final = ("asked", "mistaken", "erased")
"""One of the two asked for it; it should never have been entered; one of the two was erased."""
ACT_FOR_ME: Final = "act_for_me"
"""The purpose of this consent, beside its text's version."""


class AgentAgreed(msgspec.Struct, frozen=True, tag_field="k", tag="agent_agreed.1"):
    """person agreed that agent acts for her. relation: a code of RELATIONS. text_version: of what
    was read out, "" where a cadre recorded it from paper."""

    person: str
    agent: str
    relation: str
    text_version: str


class AgentRevoked(msgspec.Struct, frozen=True, tag_field="k", tag="agent_revoked.1"):
    """The agent acts for her no more. reason: a code of REVOKE_REASONS."""

    person: str
    agent: str
    reason: str


class Agency(Row, frozen=True):
    """The view: one row a person and agent. Of all that was said of the two the last counts."""

    table: ClassVar[str] = "agencies"
    columns: ClassVar[tuple[str, ...]] = ("person", "agent")

    person: str
    agent: str
    is_on: bool = False
    relation: str = ""
    text_version: str = ""
    reason: str = ""
    """Why it ended."""
    by: str = SELF
    at_ms: int = 0
    mark: Mark = NEVER

    @property
    def key(self) -> str:
        return f"{self.person} {self.agent}"


AgentFact = AgentAgreed | AgentRevoked


def fold(fact: AgentFact, origin: Origin, shelf: Shelf) -> None:
    row = shelf.get(Agency, f"{fact.person} {fact.agent}")
    if row is not None and row.mark >= origin.mark:
        return
    said = Agency(
        fact.person, fact.agent, by=origin.by, at_ms=origin.stamp.ms, mark=origin.mark
    )  # fmt: skip
    if isinstance(fact, AgentAgreed):
        said = msgspec.structs.replace(
            said, is_on=True, relation=fact.relation, text_version=fact.text_version
        )
    else:
        said = msgspec.structs.replace(said, reason=fact.reason)
    shelf.put(said)


def standing(rows: list[Agency], groups: Groups) -> list[Agency]:
    """What stands among rows, under the ids that are shown. Of two ids that were merged the last
    word counts, whichever of them it was said of; nobody is her own agent."""
    last: dict[tuple[str, str], Agency] = {}
    for row in sorted(rows, key=lambda row: row.mark):
        pair = groups.main(row.person), groups.main(row.agent)
        last[pair] = msgspec.structs.replace(row, person=pair[0], agent=pair[1])
    return [row for (person, agent), row in last.items() if row.is_on and person != agent]
