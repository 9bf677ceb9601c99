"""How a round can end."""

from __future__ import annotations

from dataclasses import dataclass

from sync.exchange.line import Why


@dataclass(frozen=True, slots=True)
class Synced:
    """Everything that was there at the beginning is at the county, and the other way round.

    reported: the entries among the sent ones that the county keeps but could not fold.
    """

    sent: int = 0
    received: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True)
class NoContact:
    why: Why


@dataclass(frozen=True, slots=True)
class NotEnrolled:
    """The kiosk belongs to no village, or the county took its enrolment back."""

    is_revoked: bool = False


@dataclass(frozen=True, slots=True)
class Forked:
    """The county knows another history of this device. The old epoch is frozen, its unsent tail
    (`put_aside` entries) kept for review, and new entries go into the new epoch."""

    epoch: int
    put_aside: int


@dataclass(frozen=True, slots=True)
class DeviceBehind:
    """The county has entries of this device that the device has not: its disk was restored."""

    own_seq: int
    county_seq: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The county said no for a reason that trying again does not mend. why: wire.WHY_*."""

    why: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The program is closing."""


Outcome = Synced | NoContact | NotEnrolled | Forked | DeviceBehind | Refused | Stopped
