"""What is known of the exchange, for whoever shows it. Needs no network library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    "device_behind", "revoked", "fault"); "" = nothing known.
    """

    state: State
    waiting: int
    put_aside: int
    last_contact_ms: int
    trouble: str
