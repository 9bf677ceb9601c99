"""What a fork put aside: how such an entry is named, and how it is entered again.

A frozen epoch takes nothing more, and the identity of an entry put aside may be another entry's at
the county. So what is true is entered again as a new entry, which says when it truly happened.
"""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from sync.standard.attendance import CheckedIn, CheckedOut, VisitCorrected
from sync.standard.clock import Stamp
from sync.standard.origin import SELF, Origin, Ref, ref_from
from sync.standard.residents import Consented, Withdrew

_MARK: Final = "~"


class EnteredAgain(
    msgspec.Struct, frozen=True, tag_field="k", tag="entered_again.1", omit_defaults=True
):
    """A fact whose time counts, written down a second time. Who enters it again is the entry's by.

    t, c, w: the stamp that it had (sync.standard.entry). hand: who recorded it then.
    """

    fact: CheckedIn | CheckedOut | VisitCorrected | Consented | Withdrew
    t: int
    c: int = 0
    w: bool = False
    hand: str = SELF


TIMED: Final = (CheckedIn, CheckedOut, VisitCorrected, Consented, Withdrew)


def again(fact: EnteredAgain, origin: Origin) -> Origin:
    """Where the fact counts: under the new identity, at the old time, by the old hand. Nothing is
    entered again before it happened: a stamp that the county clamps clamps this one too."""
    is_later = fact.t > origin.stamp.ms
    in_doubt = fact.w or (is_later and origin.stamp.doubtful)
    stamp = Stamp(min(fact.t, origin.stamp.ms), 0 if is_later else fact.c, in_doubt)
    return Origin(origin.ref, stamp, fact.hand)


def name_of(ref: Ref, line: bytes) -> str:
    """Identity and content: the identity alone may name another entry at the county."""
    return f"{ref.text()}{_MARK}{hashlib.sha256(line).hexdigest()[:16]}"


def named(name: str) -> Ref | None:
    """The identity in a name; None for what is not the name of an entry put aside."""
    text, mark, _ = name.partition(_MARK)
    try:
        return ref_from(text) if mark else None
    except ValueError:
        return None
