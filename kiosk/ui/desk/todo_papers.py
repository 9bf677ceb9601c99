"""Things to do: certificates that were asked for, and stars to announce."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from kiosk.flows.screen import Tone
from kiosk.services.announce_stars import (
    AnnouncedNow,
    NeedsConsent,
    StarReached,
    announce_star,
    let_publish,
    list_stars,
    print_letter,
    who_served_lately,
)
from kiosk.services.papers import NoPlace, Printed, Saved
from kiosk.services.ports import Ports
from kiosk.services.seal_certificate import CertificateWanted, list_asked, print_for, seal
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.room import Room
from kiosk.ui.desk.todo import Hands, ToDo, Way
from sync.standard.records import LETTERS
from sync.standard.residents import Resident


class PapersSection:
    name = "papers"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[CertificateWanted]:
        return list_asked(ports)

    def show(self, item: CertificateWanted) -> ToDo:
        show = self._bench.show
        by, person = self._bench.cadre.id, item.resident.person
        printing = partial(print_for, person=person, by=by)
        sealing = partial(seal, no=item.certificate.no, by=by)
        sealed = show("todo.paper_sealed")
        return ToDo(
            show("todo.paper_title"),
            item.resident.personal,
            item.asked_ms,
            show("todo.paper_do"),
            (
                Way("sealed", show("todo.paper_seal"),
                    lambda _: self._hands.do(sealing, lambda _: sealed)),
                Way("print", show("todo.paper_print"),
                    lambda _: self._hands.do(printing, partial(put_words, self._bench)), "main"),
            ),
        )  # fmt: skip


class StarsSection:
    name = "stars"
    is_open = True

    def __init__(self, bench: Bench, hands: Hands, village: str) -> None:
        self._bench, self._hands, self._village = bench, hands, village
        self._seen: Any = None
        self._found: tuple[StarReached, ...] = ()

    def ask(self, ports: Ports) -> Sequence[StarReached]:
        """Ledgers are looked through only when the journal, or who served lately, is another: the
        room looks every few seconds."""
        people = who_served_lately(ports)
        seen = people, ports.journal.head(), ports.clock.today()
        if seen != self._seen:
            self._seen, self._found = seen, list_stars(ports, people)
        return self._found

    def show(self, item: StarReached) -> ToDo:
        show, person = self._bench.show, item.resident.person
        by = self._bench.cadre.id
        letters = [self._letter(item, kind) for kind in LETTERS]
        is_public = item.may_publish
        agreeing = partial(let_publish, person=person, agrees=not is_public, by=by)
        agreed = show("todo.star_disagreed" if is_public else "todo.star_agreed")
        consent = Way("agree", show("todo.star_disagree" if is_public else "todo.star_agree"),
                      lambda _: self._hands.do(agreeing, lambda _: agreed))  # fmt: skip
        announcing = partial(announce_star, person=person, by=by)
        announce = Way("announce", show("todo.star_announce"),
                       lambda _: self._hands.do(announcing, self._announced), "main")  # fmt: skip
        key = "star_do" if is_public else "star_do_masked"
        return ToDo(
            show("todo.star_title", stars=item.stars),
            item.resident.personal,
            item.reached_ms,
            show(f"todo.{key}"),
            (*letters[: len(LETTERS) if is_public else 1], consent, announce),
        )

    def _letter(self, item: StarReached, kind: str) -> Way:
        work = partial(print_letter, star=item, kind=kind, village=self._village)
        told: Callable[[Any], str] = partial(put_words, self._bench)
        word = self._bench.show(f"todo.letter_{kind}")
        return Way(f"letter_{kind}", word, lambda _: self._hands.do(work, told))

    def _announced(self, outcome: Any) -> str:
        is_now = isinstance(outcome, AnnouncedNow)
        return self._bench.show("todo.star_announced" if is_now else "todo.star_not_now")


def print_certificate(room: Room, resident: Resident | None) -> None:
    """For who stands before the cadre; the room tells what became of it."""
    if resident is not None:
        work = partial(print_for, person=resident.person, by=room.bench.cadre.id)
        room.run(work, lambda done: room.notice.tell(Tone.BLUE, put_words(room.bench, done)))


def put_words(bench: Bench, outcome: Any) -> str:
    """What became of a paper."""
    match outcome:
        case Printed(printer):
            return bench.show("paper.printed", printer=printer)
        case Saved(file, folder):
            return bench.show("paper.saved", where=f"{folder}/{file}")
        case NoPlace():
            return bench.show("paper.no_place")
        case NeedsConsent():
            return bench.show("paper.needs_consent")
        case _:
            return bench.show(f"paper.{type(outcome).__name__}")
