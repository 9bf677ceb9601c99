"""What a card says of the person who puts it down, and what a reader may tell.

`AnyCard` is what comes in from outside while some screen stands: the shell hands it to the
conversation, and that to a flow that takes cards (kiosk.flows.screen.TakesCards).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CardKind(StrEnum):
    """Which of the cards with the same chip."""

    RESIDENT = "resident"
    HK_MACAO_TAIWAN = "hk_macao_taiwan"
    """Residence permit of somebody from Hong Kong, Macao or Taiwan (since 2018)."""
    FOREIGNER = "foreigner"
    """Foreigner's permanent residence card of 2023, with a number of 18 digits."""


class CardFault(StrEnum):
    """Why nobody is known by a card that was put down; each is a sentence's key."""

    AGAIN = "card.again"
    """It was read, and badly: noise, a cut or slow line. Lay it down once more."""
    PULLED = "card.pulled"
    """It was taken away before it was read."""
    NOT_ID = "card.not_id"
    """A card of another kind, or one that the reader does not take for genuine."""
    FOREIGNER_2017 = "card.foreigner_2017"
    """Its number of 15 characters is none that the register knows."""
    WRONG = "card.wrong"
    """What stands on it contradicts itself: check digit, birth date, a date that is none."""
    READER_BROKEN = "card.reader_broken"
    """The reader says of itself that it does not work or may not."""


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """What stands on a card. Never in a log: its repr says nothing either."""

    kind: CardKind
    name: str
    """A foreigner's Chinese name, or the one in Latin letters if there is no other."""
    sex: int
    """GB/T 2261.1: 1 male, 2 female, 0 and 9 not said."""
    ethnic_group: str
    """Empty but on a resident's own card."""
    birth: date
    """Agrees with the number."""
    address: str
    number: str
    """18 characters, its check digit is right."""
    issuer: str
    valid_from: date
    valid_until: date | None
    """The last day; None: long-term."""

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and not self.has_run_out_on(day)

    def has_run_out_on(self, day: date) -> bool:
        return self.valid_until is not None and self.valid_until < day

    def __repr__(self) -> str:
        return "Card(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Code:
    """What a scanner or a camera read: the text of a code, perhaps of a village card. It lets
    its holder in, so its repr says nothing."""

    text: str

    def __repr__(self) -> str:
        return "Code(...)"


AnyCard = Card | Code
"""What somebody puts down or holds up to say who she is."""


@dataclass(frozen=True, slots=True)
class CardRead:
    """A card lies on the reader. Told once, however long it lies there."""

    card: Card


@dataclass(frozen=True, slots=True)
class CardUnreadable:
    """Something lies or lay on the reader and nobody is known by it. Told once a laying-down."""

    fault: CardFault


@dataclass(frozen=True, slots=True)
class ReaderGone:
    """There was a reader, or there should be one, and it does not answer."""

    key: str = "card.reader_gone"


@dataclass(frozen=True, slots=True)
class ReaderBack:
    """A reader answers: the first time, or again."""

    key: str = "card.reader_back"


CardOutcome = CardRead | CardUnreadable | ReaderGone | ReaderBack
