"""Lend things (vests, tools) for an activity, and take them back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kiosk.services.ports import Ports
from sync.standard.activities import Activity
from sync.standard.lending import THINGS, Loan, ThingLent, ThingReturned

MOST_LENT: Final = 100
"""Of one thing to one person at once: more is a slip of the finger."""
MOST_LOANS: Final = 100_000


class LendSlip(StrEnum):
    NO_ACTIVITY = "no_activity"
    NOT_REGISTERED = "not_registered"
    NO_THING = "no_thing"
    NO_COUNT = "no_count"
    TOO_MANY = "too_many"
    NO_LOAN = "no_loan"
    MORE_THAN_OUT = "more_than_out"
    """More would come back than were lent."""


@dataclass(frozen=True, slots=True)
class LentNow:
    loan: Loan


@dataclass(frozen=True, slots=True)
class ReturnedNow:
    """Loan.missing is how many are out still."""

    loan: Loan


def lend(
    ports: Ports, person: str, thing: str, count: int, by: str, activity_id: str = ""
) -> LentNow | LendSlip:
    """thing: of THINGS. activity_id: "" = for none."""
    if activity_id and ports.rows.get(Activity, activity_id) is None:
        return LendSlip.NO_ACTIVITY
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return LendSlip.NOT_REGISTERED
    if thing not in THINGS:
        return LendSlip.NO_THING
    if count <= 0:
        return LendSlip.NO_COUNT
    if count > MOST_LENT:
        return LendSlip.TOO_MANY
    (ref,) = ports.journal.append(ThingLent(person, thing, count, activity_id), by=by)
    return LentNow(_loan(ports, ref.text()))


def take_back(ports: Ports, loan_id: str, count: int, by: str) -> ReturnedNow | LendSlip:
    """count: how many come back with this; the rest stays out."""
    loan = ports.rows.get(Loan, loan_id)
    if loan is None or not loan.person:
        return LendSlip.NO_LOAN
    if count <= 0:
        return LendSlip.NO_COUNT
    if count > loan.missing:
        return LendSlip.MORE_THAN_OUT
    ports.journal.append(ThingReturned(loan_id, count), by=by)
    return ReturnedNow(_loan(ports, loan_id))


def list_loans(ports: Ports, activity_id: str) -> list[Loan]:
    """All of an activity, those that came back whole too."""
    return ports.rows.where(Loan, limit=MOST_LOANS, activity=activity_id)


def _loan(ports: Ports, loan_id: str) -> Loan:
    loan = ports.rows.get(Loan, loan_id)
    assert loan is not None, "folded in the same transaction"
    return loan
