"""Moving: a resident who registered in another village takes her record along.

She registers anew where she lives now, without a line nobody there knows of the other entry. The
county finds the number under two ids; a cadre says that she moved here. Her entries then come into
this village's journal as they are, the other village keeps its own, and her row there rests.
"""

from __future__ import annotations

import msgspec

from sync.standard.merging import put_merge
from sync.standard.origin import COUNTY, Origin
from sync.standard.residents import Departure, Resident
from sync.standard.views import Shelf


class MovedHere(msgspec.Struct, frozen=True, tag_field="k", tag="moved_here.1"):
    """A cadre's word: person, of this village, is other, of the village with this code. It merges
    the two ids (merging.Unmerged takes it back), and the county brings her entries."""

    person: str
    other: str
    village: str


class MovedAway(msgspec.Struct, frozen=True, tag_field="k", tag="moved_away.1"):
    """The county's word that she lives in another village now. The row stays, and rests."""

    person: str
    village: str
    village_name: str


class CameBack(msgspec.Struct, frozen=True, tag_field="k", tag="came_back.1"):
    """The county's word that she had not moved after all."""

    person: str


MovingFact = MovedHere | MovedAway | CameBack


def fold(fact: MovingFact, origin: Origin, shelf: Shelf) -> None:
    if isinstance(fact, MovedHere):
        put_merge(fact.other, fact.person, origin, shelf)
    elif origin.ref.device == COUNTY:
        row = shelf.get(Resident, fact.person) or Resident(fact.person)
        known = row.departure
        # The county's own order: no clock decides which word was the last.
        if row.erasure is None and (known is None or known.said < origin.ref):
            shelf.put(msgspec.structs.replace(row, departure=_departure(fact, origin)))


def _departure(fact: MovedAway | CameBack, origin: Origin) -> Departure:
    if isinstance(fact, CameBack):
        return Departure(said=origin.ref)
    return Departure(fact.village, fact.village_name, origin.ref)
