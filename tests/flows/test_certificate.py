"""From her record to paper: two touches; and what is said where nothing prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.flows.my_record import MyRecord
from kiosk.flows.screen import PaperPage
from kiosk.services.papers import PRINTER, STICK, Place
from kiosk.services.ports import Ports
from sync.standard.certificates import Certificate
from tests.flows.conversation import Conversation
from tests.plain_machine import PlainCertifier, PlainPapers
from tests.services.served import NUMBER, served

PLACES = {"print": [Place(PRINTER, "one")], "save": [Place(STICK, "/stick")], "ask": []}


def certificates(ports: Ports) -> list[Certificate]:
    return ports.rows.where(Certificate)


def recorded(ports: Ports) -> Conversation:
    return Conversation(MyRecord(), ports).choose("by_number").type(NUMBER).choose("yes")


@pytest.mark.parametrize("page", PLACES)
def test_it_is_shown_first_and_goes_where_it_can(page: str) -> None:
    ports, _, _ = served(2)
    papers = PlainPapers(PLACES[page])
    said = recorded(replace(ports, papers=papers)).choose("certificate")
    assert isinstance(said.screen, PaperPage)
    assert said.screen.id == f"certificate.{page}"
    assert papers.taken == []
    paper = said.screen.paper
    said.choose("yes")
    ended = {"print": "printed", "save": "saved", "ask": "asked"}[page]
    assert said.screen.id == f"certificate.{ended}"
    assert papers.taken == ([paper] if PLACES[page] else [])
    assert [row.is_asked for row in certificates(ports)] == [not PLACES[page]]


def test_who_wants_the_seal_gets_it_from_the_cadre() -> None:
    ports, _, _ = served(2)
    papers = PlainPapers(PLACES["print"])
    said = recorded(replace(ports, papers=papers)).choose("certificate").choose("sealed")
    assert said.screen.id == "certificate.asked"
    assert papers.taken == []
    assert [row.is_asked for row in certificates(ports)] == [True]


def test_what_cannot_be_certified_is_told_and_nothing_is_issued() -> None:
    ports, _, _ = served(0)
    assert recorded(ports).choose("certificate").screen.id == "certificate.nothing"
    ports, _, _ = served(1)
    alone = replace(ports, certifier=PlainCertifier(is_warranted=False))
    assert recorded(alone).choose("certificate").screen.id == "certificate.not_warranted"
    assert certificates(ports) == []
