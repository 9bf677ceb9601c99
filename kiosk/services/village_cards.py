"""Village cards (乡邻卡): issue them, take them back, and find who holds one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.services.cadres import list_cadres
from kiosk.services.find_me import Identified, Unknown
from kiosk.services.ports import Ports
from sync.standard.loading import ENROLLED, LOADING, is_loading
from sync.standard.residents import Resident
from sync.standard.village_cards import (
    REVOKE_REASONS,
    CardIssued,
    CardRevoked,
    Unread,
    VillageCard,
    card_of,
    code_text,
    read_code,
    tag_of,
)


class CodeFault(StrEnum):
    """Why nobody is known by a code that was held up; each is a sentence's key."""

    STRANGE = "code.strange"
    """No village card at all: a web address, a ticket."""
    TORN = "code.torn"
    """A village card, and not all of its code arrived."""
    FOREIGN = "code.foreign"
    """A card of another village, or of another make of the same one."""
    REVOKED = "code.revoked"
    """It was lost and replaced, or its holder's record was erased."""


@dataclass(frozen=True, slots=True)
class CodeRefused:
    fault: CodeFault


@dataclass(frozen=True, slots=True, repr=False)
class NewCard:
    """To be printed, and kept nowhere else: text lets its holder in."""

    resident: Resident
    card: str
    text: str

    def __repr__(self) -> str:
        return "NewCard(...)"


@dataclass(frozen=True, slots=True)
class CardsIssued:
    """left_out: how many of the people have no record that stands."""

    cards: tuple[NewCard, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class OnlyCadres:
    """Only a cadre of this kiosk issues a card or takes one back."""


@dataclass(frozen=True, slots=True)
class CardsRevoked:
    """count: of those that still counted."""

    count: int


def issue_cards(ports: Ports, people: Sequence[str], by: str) -> CardsIssued | OnlyCadres:
    """A new card for each; what they hold already goes on counting. by: the cadre."""
    return _issue(ports, people, by, is_instead=False)


def replace_cards(ports: Ports, person: str, by: str) -> CardsIssued | OnlyCadres:
    """Her card is lost: none that she has counts any more, and she gets a new one."""
    return _issue(ports, (person,), by, is_instead=True)


def revoke_cards(
    ports: Ports, cards: Iterable[str], reason: str, by: str
) -> CardsRevoked | OnlyCadres:
    """For good. cards: VillageCard.card; reason: of REVOKE_REASONS."""
    if reason not in REVOKE_REASONS:
        raise ValueError(reason)
    if not _is_cadre(ports, by):
        return OnlyCadres()
    known = (ports.village_cards.by_id(card) for card in cards)
    facts = [CardRevoked(row.person, row.card, reason) for row in known if row and row.is_on]
    if facts:
        ports.journal.append(*facts, by=by)
    return CardsRevoked(len(facts))


def list_cards(ports: Ports, person: str) -> list[VillageCard]:
    """All cards that were ever hers, the last issued first."""
    return ports.village_cards.of(person)


def find_by_code(ports: Ports, text: str) -> Identified | Unknown | CodeRefused:
    """Who holds the card that a scanner or camera read. A card proves who she is as far as any
    card does: whoever found it may hold it."""
    read = read_code(text)
    if isinstance(read, Unread):
        return CodeRefused(CodeFault.STRANGE if read is Unread.STRANGE else CodeFault.TORN)
    row = ports.village_cards.by_id(card_of(read.token))
    if row is None or not row.person:
        return _not_known(ports, read.tag)
    if row.is_revoked:
        return CodeRefused(CodeFault.REVOKED)
    resident = ports.residents.by_id(ports.merges.groups().main(row.person))
    if resident is not None and resident.erasure is not None:
        return CodeRefused(CodeFault.REVOKED)
    if resident is None or not resident.is_active:
        return Unknown(is_loading(ports.settings.get_setting(LOADING)))
    return Identified(resident, is_proven=True)


def _not_known(ports: Ports, tag: str) -> Unknown | CodeRefused:
    """A card that was issued at another kiosk may be known only after the next round."""
    if tag != tag_of(_village(ports)):
        return CodeRefused(CodeFault.FOREIGN)
    return Unknown(is_loading(ports.settings.get_setting(LOADING)))


def _issue(
    ports: Ports, people: Sequence[str], by: str, *, is_instead: bool
) -> CardsIssued | OnlyCadres:
    if not _is_cadre(ports, by):
        return OnlyCadres()
    rows = [ports.residents.by_id(person) for person in people]
    active = [row for row in rows if row is not None and row.is_active]
    village, cards, facts = _village(ports), [], list[CardIssued | CardRevoked]()
    for resident in active:
        token = ports.tokens.new()
        cards.append(NewCard(resident, card_of(token), code_text(village, token)))
        facts.append(CardIssued(resident.person, card_of(token)))
        if is_instead:
            held = ports.village_cards.of(resident.person)
            facts += [CardRevoked(row.person, row.card, "lost") for row in held if row.is_on]
    if facts:
        ports.journal.append(*facts, by=by)
    return CardsIssued(tuple(cards), len(people) - len(active))


def _is_cadre(ports: Ports, by: str) -> bool:
    return by in {cadre.id for cadre in list_cadres(ports)}


def _village(ports: Ports) -> str:
    """A kiosk that belongs to no village yet speaks for itself."""
    return ports.settings.get_setting(ENROLLED) or ports.journal.head().device
