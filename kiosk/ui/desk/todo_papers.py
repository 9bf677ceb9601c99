"""Things to do: certificates that were asked for, and stars to announce."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from kiosk.services.announce_stars import (
    AnnouncedNow,
    StarReached,
    announce_star,
    let_publish,
    list_stars,
    print_letter,
    print_stars,
    who_served_lately,
)
from kiosk.services.ports import Ports
from kiosk.services.seal_certificate import CertificateWanted, list_asked, print_for, seal
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.todo import Hands, ToDo, Way
from sync.standard.records import LETTERS


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
                    lambda _: self._hands.put_paper(printing), "main"),
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
        printing = partial(print_stars, stars=self._found, village=self._village)
        board = Way("board", show("todo.star_board"), lambda _: self._hands.put_paper(printing))
        key = "star_do" if is_public else "star_do_masked"
        return ToDo(
            show("todo.star_title", stars=item.stars),
            item.resident.personal,
            item.reached_ms,
            show(f"todo.{key}"),
            (*letters[: len(LETTERS) if is_public else 1], consent, board, announce),
        )

    def _letter(self, item: StarReached, kind: str) -> Way:
        work = partial(print_letter, star=item, kind=kind, village=self._village)
        word = self._bench.show(f"todo.letter_{kind}")
        return Way(f"letter_{kind}", word, lambda _: self._hands.put_paper(work))

    def _announced(self, outcome: Any) -> str:
        is_now = isinstance(outcome, AnnouncedNow)
        return self._bench.show("todo.star_announced" if is_now else "todo.star_not_now")
