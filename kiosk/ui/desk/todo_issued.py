"""Certificates that were issued, to look one up and to print it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

from kiosk.flows.say import hours
from kiosk.services.ports import Ports
from kiosk.services.seal_certificate import CertificateGiven, list_issued, print_again
from kiosk.ui.desk.bench import Bench
from kiosk.ui.desk.todo import Hands, ToDo, Way

SHOWN: Final = 5
"""Of its number in the list: those count the village's own."""


class IssuedSection:
    name = "issued"
    is_open = False

    def __init__(self, bench: Bench, hands: Hands) -> None:
        self._bench, self._hands = bench, hands

    def ask(self, ports: Ports) -> Sequence[CertificateGiven]:
        return list_issued(ports)

    def show(self, item: CertificateGiven) -> ToDo:
        show, row, by = self._bench.show, item.certificate, self._bench.cadre.id
        since, until = date.fromisoformat(row.since), date.fromisoformat(row.until)
        said = show("todo.issued", no=row.no, since=since, until=until, visits=row.visits,
                    hours=hours(row.minutes), by=item.by or show("todo.herself"))  # fmt: skip
        again = partial(print_again, no=row.no, by=by)
        person = item.resident.person if item.resident else ""
        ways = (
            Way("open_person", show("todo.open_person"),
                lambda _: self._hands.open_person(person)),
            Way("again", show("todo.paper_again"), lambda _: self._hands.put_paper(again), "main"),
        )  # fmt: skip
        return ToDo(
            show("todo.issued_title", ending=row.no[-SHOWN:]),
            item.resident.personal if item.resident else None,
            row.issued_ms,
            said,
            ways if person else (),
        )
