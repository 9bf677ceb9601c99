"""Every fact an entry may carry: the closed list that both sides read.

A new subject adds its module and its kinds here. A fact's tag is its kind and version,
"checked_in.1"; a changed shape gets a new tag, and the old one stays readable for ever.
"""

from __future__ import annotations

from sync.standard.activities import ActivityCalledOff, ActivitySet, RecordClosed
from sync.standard.agents import AgentAgreed, AgentRevoked
from sync.standard.aside import EnteredAgain
from sync.standard.attachments import Attached
from sync.standard.attendance import (
    CheckedIn,
    CheckedOut,
    ToldOfClosing,
    VisitClosed,
    VisitCorrected,
    VisitEntered,
)
from sync.standard.certificates import CertificateAsked, CertificateIssued, CertificateSealed
from sync.standard.claims import ClaimConfirmed, Claimed, ClaimLost, ToldOfLoss, Unclaimed
from sync.standard.county_tables import TableGiven
from sync.standard.leases import (
    Earned,
    LeaseAsked,
    LeaseClosed,
    LeaseGranted,
    LeaseReturned,
    ReversalConfirmed,
    Reversed,
    Spent,
)
from sync.standard.lending import ThingLent, ThingReturned
from sync.standard.merging import DuplicateFound, KeptApart, Merged, Unmerged
from sync.standard.messages import MessageAsked, MessageEnded
from sync.standard.moving import CameBack, MovedAway, MovedHere
from sync.standard.projects import ProjectSet, ResourceStruck, ResourceUsed, StageReached
from sync.standard.records import (
    CorrectionAnswered,
    CorrectionAsked,
    Evaluated,
    Honoured,
    RecordStruck,
    StarAnnounced,
    Trained,
)
from sync.standard.recruiting import (
    PlaceAsked,
    PlaceAwaited,
    PlaceGiven,
    PlaceLeft,
    ToldOfPlace,
)
from sync.standard.residents import (
    Consented,
    Erased,
    ResidentCorrected,
    ResidentRegistered,
    Withdrew,
)
from sync.standard.sealed import KeysCame, SealedCorrected, SealedRegistered
from sync.standard.settling import Settled
from sync.standard.teams import TeamJoined, TeamLeft, TeamSet
from sync.standard.village_cards import CardIssued, CardRevoked

Fact = (
    ResidentRegistered
    | ResidentCorrected
    | Consented
    | Withdrew
    | CheckedIn
    | CheckedOut
    | VisitCorrected
    | Settled
    | Erased
    | SealedRegistered
    | SealedCorrected
    | KeysCame
    | DuplicateFound
    | KeptApart
    | Merged
    | Unmerged
    | Claimed
    | Unclaimed
    | ClaimConfirmed
    | ClaimLost
    | ToldOfLoss
    | MovedHere
    | MovedAway
    | CameBack
    | Earned
    | Spent
    | Reversed
    | LeaseAsked
    | LeaseReturned
    | LeaseGranted
    | LeaseClosed
    | ReversalConfirmed
    | EnteredAgain
    | Attached
    | CertificateIssued
    | CertificateAsked
    | CertificateSealed
    | CardIssued
    | CardRevoked
    | AgentAgreed
    | AgentRevoked
    | VisitEntered
    | VisitClosed
    | ToldOfClosing
    | TableGiven
    | TeamSet
    | TeamJoined
    | TeamLeft
    | ProjectSet
    | StageReached
    | ResourceUsed
    | ResourceStruck
    | ActivitySet
    | ActivityCalledOff
    | RecordClosed
    | PlaceAsked
    | PlaceLeft
    | PlaceGiven
    | PlaceAwaited
    | ToldOfPlace
    | Trained
    | Honoured
    | Evaluated
    | StarAnnounced
    | CorrectionAsked
    | CorrectionAnswered
    | RecordStruck
    | ThingLent
    | ThingReturned
    | MessageAsked
    | MessageEnded
)
