"""What stands in a volunteer's record beside her hours: training, honours, evaluations (order 67,
articles 8 to 10), stars announced, and what she asked to have corrected (article 13)."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.standard.origin import NEVER, SELF, Mark, Origin
from sync.standard.views import Row, Shelf

QUALITIES: Final = (1, 2, 3, 4, 5)
"""From 1 (poor) to 5 (excellent)."""
BY_ORGANISER: Final = "organiser"
BY_SERVED: Final = "served"
ASKED: Final = ("too_few", "too_many", "not_mine", "missing", "wrong_service", "other")
"""What she says is wrong: hours too few, too many, not hers, a visit that is missing, the kind of
service, something else."""
LETTERS: Final = ("certificate", "door", "employer")
"""For a star: a certificate, a letter of thanks for her door, one of praise to her employer."""


class Trained(msgspec.Struct, frozen=True, tag_field="k", tag="trained.1"):
    """name, content: of the training. day: YYYY-MM-DD. host: who gave it."""

    person: str
    name: str
    content: str
    minutes: int
    host: str
    day: str


class Honoured(msgspec.Struct, frozen=True, tag_field="k", tag="honoured.1"):
    person: str
    name: str
    day: str
    body: str
    """Who awards it."""


class Evaluated(msgspec.Struct, frozen=True, tag_field="k", tag="evaluated.1", omit_defaults=True):
    """quality: of QUALITIES. person: "" = the activity as a whole. by: BY_ORGANISER or
    BY_SERVED."""

    activity: str
    quality: int
    day: str
    by: str = BY_ORGANISER
    person: str = ""


class StarAnnounced(msgspec.Struct, frozen=True, tag_field="k", tag="star_announced.1"):
    """She has so many stars, and the village has announced it. minutes: that she had then."""

    person: str
    stars: int
    minutes: int


class CorrectionAsked(
    msgspec.Struct, frozen=True, tag_field="k", tag="correction_asked.1", omit_defaults=True
):
    """what: of ASKED. visit: "" when none of those listed is meant. What she said to it is an
    attachment about this entry (sync.standard.attachments)."""

    person: str
    what: str
    visit: str = ""


class CorrectionAnswered(msgspec.Struct, frozen=True, tag_field="k", tag="correction_answered.1"):
    """A cadre has looked at it. entry: of the asking. is_corrected: an entry of its own says
    how; else the reason says why not."""

    entry: str
    is_corrected: bool
    reason: str


class RecordStruck(msgspec.Struct, frozen=True, tag_field="k", tag="record_struck.1"):
    """A training, honour or evaluation shall count no more. entry: its identity."""

    entry: str
    reason: str


Item = Trained | Honoured | Evaluated | StarAnnounced | CorrectionAsked


class RecordItem(Row, frozen=True):
    """The view: one row an entry."""

    table: ClassVar[str] = "record_items"
    columns: ClassVar[tuple[str, ...]] = ("person", "kind", "activity", "is_waiting")

    entry: str
    item: Item | None = None
    """None until the entry itself has arrived."""
    by: str = SELF
    ms: int = 0
    struck: str = ""
    struck_by: str = SELF
    struck_mark: Mark = NEVER
    answer: str = ""
    is_corrected: bool = False
    answered_by: str = SELF
    answered_mark: Mark = NEVER

    @property
    def key(self) -> str:
        return self.entry

    @property
    def person(self) -> str:
        return self.item.person if self.item else ""

    @property
    def kind(self) -> str:
        """Of KINDS, "" until the entry itself has arrived."""
        return KINDS[type(self.item)] if self.item else ""

    @property
    def activity(self) -> str:
        return self.item.activity if isinstance(self.item, Evaluated) else ""

    @property
    def counts(self) -> bool:
        return self.item is not None and self.struck_mark == NEVER

    @property
    def is_waiting(self) -> bool:
        """Asked to be corrected, and nobody has answered."""
        return isinstance(self.item, CorrectionAsked) and self.answered_mark == NEVER


KINDS: Final[dict[type, str]] = {
    Trained: "training",
    Honoured: "honour",
    Evaluated: "evaluation",
    StarAnnounced: "star",
    CorrectionAsked: "correction",
}
RecordFact = (
    Trained
    | Honoured
    | Evaluated
    | StarAnnounced
    | CorrectionAsked
    | CorrectionAnswered
    | RecordStruck
)


def fold(fact: RecordFact, origin: Origin, shelf: Shelf) -> None:
    if isinstance(fact, CorrectionAnswered | RecordStruck):
        row = shelf.get(RecordItem, fact.entry) or RecordItem(fact.entry)
        shelf.put(_said_of(row, fact, origin))
        return
    entry = origin.ref.text()
    row = shelf.get(RecordItem, entry) or RecordItem(entry)
    shelf.put(msgspec.structs.replace(row, item=fact, by=origin.by, ms=origin.stamp.ms))


def _said_of(
    row: RecordItem, fact: CorrectionAnswered | RecordStruck, origin: Origin
) -> RecordItem:
    """The first to strike counts; of answers the last."""
    if isinstance(fact, RecordStruck):
        if row.struck_mark != NEVER and row.struck_mark <= origin.mark:
            return row
        return msgspec.structs.replace(
            row, struck=fact.reason, struck_by=origin.by, struck_mark=origin.mark
        )
    if row.answered_mark >= origin.mark:
        return row
    return msgspec.structs.replace(
        row,
        answer=fact.reason,
        is_corrected=fact.is_corrected,
        answered_by=origin.by,
        answered_mark=origin.mark,
    )
