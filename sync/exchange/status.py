"""What is known of the exchange, for whoever shows it. Needs no network library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sync.exchange.keys import enrolment, is_sending_again, wants_own_back
from sync.exchange.loading import loading
from sync.exchange.ports import Ledger


class State(StrEnum):
    NOT_ENROLLED = "not_enrolled"
    ALL_SENT = "all_sent"
    """The county has given its receipt for every entry."""
    WAITING = "waiting"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Status:
    """What the sync light says.

    waiting: entries without the county's receipt. put_aside: entries that a fork kept back.
    last_contact_ms: the county's time at its last signed answer; 0 = never.
    trouble: what stands in the way, a code (line.Why, "refused.<why>", "forked",
    "device_behind", "revoked", "unknown", "not_enrolled", "fault"); "" = nothing known.
    is_sending_again: the county lost entries that it had given a receipt for.
    rounds: how many have ended since the worker began.
    loading: of a new kiosk, (entries that are here, entries that are to come); None: all here.
    """

    state: State
    waiting: int
    put_aside: int
    last_contact_ms: int
    trouble: str
    is_sending_again: bool = False
    rounds: int = 0
    loading: tuple[int, int] | None = None


def status_of(
    ledger: Ledger, *, is_busy: bool = False, trouble: str = "", rounds: int = 0
) -> Status:
    """What the ledger proves. is_busy: a round is under way. trouble: what the last one met."""
    waiting, aside = ledger.waiting(), ledger.count_aside()
    is_again, is_unsure = is_sending_again(ledger), wants_own_back(ledger)
    if enrolment(ledger) is None:
        state, trouble = State.NOT_ENROLLED, State.NOT_ENROLLED.value
    elif is_busy and waiting:
        state = State.SENDING
    elif is_again or aside or is_unsure or ledger.acknowledged() != ledger.head().seq:
        state = State.WAITING
    else:
        state = State.ALL_SENT
    contact_ms, load = ledger.last_contact_ms(), loading(ledger)
    return Status(state, waiting, aside, contact_ms, trouble, is_again, rounds, load)
