"""Folding: how entries become views. The same code at the kiosk and at the county.

Two promises, property-tested: the result depends neither on the order in which entries arrive nor
on how often; and nothing but the fold writes a view.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, get_args

from sync.standard import (
    activities,
    agents,
    aside,
    attachments,
    attendance,
    certificates,
    claims,
    county_tables,
    leases,
    lending,
    merging,
    messages,
    moving,
    points,
    projects,
    records,
    recruiting,
    residents,
    sealed,
    settling,
    teams,
    village_cards,
)
from sync.standard.entry import Entry
from sync.standard.facts import Fact
from sync.standard.origin import Origin
from sync.standard.views import Row, Shelf

#: Every view, for the stores that must make tables of them.
VIEWS: Final[tuple[type[Row], ...]] = (
    residents.Resident,
    attendance.Visit,
    settling.Settlement,
    merging.Duplicate,
    merging.Merge,
    claims.Claim,
    points.Account,
    points.Earning,
    leases.Lease,
    attachments.Attachment,
    certificates.Certificate,
    village_cards.VillageCard,
    agents.Agency,
    county_tables.CountyTable,
    teams.Team,
    teams.Member,
    projects.Project,
    projects.ResourceUse,
    activities.Activity,
    recruiting.Place,
    records.RecordItem,
    lending.Loan,
    messages.Message,
)


_Fold = Callable[[Any, Origin, Shelf], None]


def _fold_sealed(fact: sealed.Sealed, origin: Origin, shelf: Shelf) -> None:
    residents.fold(sealed.without_fields(fact), origin, shelf)


def _fold_nothing(_fact: Fact, _origin: Origin, _shelf: Shelf) -> None:
    """It says something to the stores alone."""


def _fold_again(fact: aside.EnteredAgain, origin: Origin, shelf: Shelf) -> None:
    FOLDS[type(fact.fact)](fact.fact, aside.again(fact, origin), shelf)


_SUBJECTS: Final[tuple[tuple[Any, _Fold], ...]] = (
    (residents.ResidentFact, residents.fold),
    (sealed.Sealed, _fold_sealed),
    (sealed.KeysCame, _fold_nothing),
    (attendance.AttendanceFact, attendance.fold),
    (aside.EnteredAgain, _fold_again),
    (settling.Settled, settling.fold),
    (merging.MergingFact, merging.fold),
    (claims.ClaimFact, claims.fold),
    (moving.MovingFact, moving.fold),
    (leases.LeaseFact, leases.fold),
    (attachments.Attached, attachments.fold),
    (certificates.CertificateFact, certificates.fold),
    (village_cards.VillageCardFact, village_cards.fold),
    (agents.AgentFact, agents.fold),
    (county_tables.TableGiven, county_tables.fold),
    (teams.TeamFact, teams.fold),
    (projects.ProjectFact, projects.fold),
    (activities.ActivityFact, activities.fold),
    (recruiting.RecruitingFact, recruiting.fold),
    (records.RecordFact, records.fold),
    (lending.LendingFact, lending.fold),
    (messages.MessageFact, messages.fold),
)
FOLDS: Final[dict[type, _Fold]] = {
    kind: folds for kinds, folds in _SUBJECTS for kind in (get_args(kinds) or (kinds,))
}
"""By the fact's type: asking it of one class after another took longer than the fold."""


def fold(entry: Entry, shelf: Shelf) -> None:
    """Folds one entry into the views. Any order, any repetition, the same views."""
    FOLDS[type(entry.fact)](entry.fact, entry.origin, shelf)
