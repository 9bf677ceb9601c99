"""Announce stars: who has reached one that the village has not announced yet, and what is printed.

The thresholds are the county's table in force. A letter on a door or to an employer names her
before others: only with her consent to that (Regulations on Voluntary Service, article 20; Personal
Information Protection Law, articles 23 and 25). The certificate is her own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kiosk.services.cadres import list_cadres
from kiosk.services.hours import standing_of
from kiosk.services.office import read_office
from kiosk.services.papers import (
    NoPlace,
    Place,
    Printed,
    Saved,
    StarLine,
    StarPaper,
    StarsPaper,
)
from kiosk.services.ports import Ports
from sync.standard.attendance import Visit
from sync.standard.identity import MASK
from sync.standard.records import KINDS, LETTERS, RecordItem, StarAnnounced
from sync.standard.residents import Consented, Resident, Withdrew

PUBLISH: Final = "publish"
"""The purpose of the consent that lets others read her name."""
CERTIFICATE: Final = LETTERS[0]
_NEWEST: Final = 200
_STAR: Final = KINDS[StarAnnounced]


@dataclass(frozen=True, slots=True)
class StarReached:
    """stars: that she has now, more than were ever announced."""

    resident: Resident
    stars: int
    minutes: int
    reached_ms: int
    """When she last served."""

    @property
    def may_publish(self) -> bool:
        return self.resident.agrees_to(PUBLISH)


@dataclass(frozen=True, slots=True)
class AnnouncedNow:
    star: StarReached


@dataclass(frozen=True, slots=True)
class NothingToAnnounce:
    """Her star was announced meanwhile, or the hours were corrected."""


@dataclass(frozen=True, slots=True)
class OnlyCadres:
    pass


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """This letter names her before others, and she has not agreed to that."""


def who_served_lately(ports: Ports) -> tuple[tuple[str, int], ...]:
    """(person, when last), of the newest visits: only they can have reached a star."""
    last: dict[str, int] = {}
    groups = ports.merges.groups()
    for visit in ports.rows.where(Visit, "-start_ms", _NEWEST):
        if visit.person and not visit.is_open:
            last.setdefault(groups.main(visit.person), visit.start_ms)
    return tuple(last.items())


def list_stars(ports: Ports, people: Iterable[tuple[str, int]]) -> tuple[StarReached, ...]:
    """people: as who_served_lately gives them."""
    found = (_reached(ports, person, ms) for person, ms in people)
    return tuple(star for star in found if star is not None)


def announce_star(
    ports: Ports, person: str, by: str
) -> AnnouncedNow | NothingToAnnounce | OnlyCadres:
    if not _is_cadre(ports, by):
        return OnlyCadres()
    star = _reached(ports, person, 0)
    if star is None:
        return NothingToAnnounce()
    ports.journal.append(StarAnnounced(star.resident.person, star.stars, star.minutes), by=by)
    return AnnouncedNow(star)


def let_publish(ports: Ports, person: str, agrees: bool, by: str) -> OnlyCadres | None:
    """She stands there and says whether others may read her name: no as easily as yes."""
    if not _is_cadre(ports, by):
        return OnlyCadres()
    said = Consented(person, PUBLISH, ports.rules.consent_version)
    ports.journal.append(said if agrees else Withdrew(person, PUBLISH), by=by)
    return None


def print_letter(
    ports: Ports, star: StarReached, kind: str, village: str, place: Place | None = None
) -> Printed | Saved | NoPlace | NeedsConsent:
    """kind: of records.LETTERS."""
    resident = ports.residents.by_id(star.resident.person)
    if kind != CERTIFICATE and (resident is None or not resident.agrees_to(PUBLISH)):
        return NeedsConsent()
    name, day = star.resident.personal.name, ports.clock.today().isoformat()
    office = read_office(ports.settings)
    return ports.papers.put(
        (StarPaper(kind, name, star.stars, star.minutes, day, village, office),), place
    )


def print_stars(
    ports: Ports, stars: Sequence[StarReached], village: str, place: Place | None = None
) -> Printed | Saved | NoPlace:
    """For the notice board, most stars first; of who has not agreed, the surname alone."""
    ordered = sorted(stars, key=lambda star: (-star.stars, -star.minutes, star.resident.key))
    people = tuple(StarLine(_public_name(star), star.stars, star.minutes) for star in ordered)
    day, office = ports.clock.today().isoformat(), read_office(ports.settings)
    return ports.papers.put((StarsPaper(people, day, village, office),), place)


def _public_name(star: StarReached) -> str:
    name = star.resident.personal.name
    return name if star.may_publish else name[:1] + MASK * (len(name) - 1)


def _reached(ports: Ports, person: str, ms: int) -> StarReached | None:
    resident = ports.residents.by_id(person)
    if resident is None or not resident.is_active:
        return None
    now = standing_of(ports, person)
    ids = ports.merges.groups().members(person)
    items = (
        row.item
        for one in ids
        for row in ports.rows.where(RecordItem, person=one, kind=_STAR)
        if row.counts
    )
    known = max((item.stars for item in items if isinstance(item, StarAnnounced)), default=0)
    return StarReached(resident, now.stars, now.minutes, ms) if now.stars > known else None


def _is_cadre(ports: Ports, by: str) -> bool:
    return by in {cadre.id for cadre in list_cadres(ports)}
