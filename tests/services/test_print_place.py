"""A slip of a place: honest, masked, from a printer and nowhere else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.config import ASSETS
from kiosk.services.ask_place import ask_place, leave_place
from kiosk.services.office import keep_office
from kiosk.services.papers import PRINTER, STICK, NoPlace, Office, PaperSlip, Place, Printed
from kiosk.services.ports import Ports
from kiosk.services.print_place import print_place
from kiosk.strings import load_strings
from kiosk.ui import sheets
from kiosk.ui.slip_sheet import slip_page
from sync.standard.clock import Stamp
from sync.standard.entry import Entry
from sync.standard.fold import fold
from sync.standard.identity import MASK
from sync.standard.origin import COUNTY, Origin, Ref
from sync.standard.recruiting import PlaceAwaited, PlaceGiven
from tests.plain_machine import PlainClock, PlainPapers
from tests.plain_ports import PlainJournal, plain_ports
from tests.services.held import NINE_MS, opened, people

PRINTS, USB = Place(PRINTER, "laser"), Place(STICK, "usb")
LONG = "\u957f" * 60


@pytest.fixture
def ports() -> Ports:
    return plain_ports(PlainClock(NINE_MS))


def printed(ports: Ports, person: str, activity: str) -> PaperSlip:
    assert isinstance(ports.papers, PlainPapers)
    ports.papers.there = [USB, PRINTS]
    assert print_place(ports, person, activity) == Printed("laser")
    slip = ports.papers.taken[-1]
    assert isinstance(slip, PaperSlip)
    return slip


def test_it_says_what_when_where_and_that_the_county_has_not_spoken(ports: Ports) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports, brings="boots")
    ask_place(ports, anna, name)
    slip = printed(ports, anna, name)
    assert slip.rows == ("name", "what", "when", "where", "brings", "provisional", "today")
    assert slip.args["name"] == f"\u738b{MASK}"
    keep_office(ports.settings, Office("", "0512-66778899"))
    assert "contact" in printed(ports, anna, name).rows


@pytest.mark.parametrize(("word", "row"), [(PlaceGiven, "confirmed"), (PlaceAwaited, "waiting")])
def test_it_says_what_the_county_has_said_meanwhile(
    ports: Ports, word: type[PlaceGiven] | type[PlaceAwaited], row: str
) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports)
    ask_place(ports, anna, name)
    assert isinstance(ports.journal, PlainJournal)
    asking = ports.journal.entries[-1].origin.ref.text()
    origin = Origin(Ref(COUNTY, 1, 1), Stamp(NINE_MS, 0), COUNTY)
    fold(Entry(origin, word(name, anna, "", asking)), ports.journal.shelf)
    assert row in printed(ports, anna, name).rows


def test_it_never_goes_onto_a_stick_and_a_place_that_was_left_has_none(ports: Ports) -> None:
    (anna,) = people(ports, 1)
    name = opened(ports)
    ask_place(ports, anna, name)
    assert isinstance(ports.papers, PlainPapers)
    ports.papers.there = [USB]
    assert print_place(ports, anna, name) == NoPlace()
    ports.papers.there = [PRINTS]
    leave_place(ports, anna, name)
    assert print_place(ports, anna, name) == NoPlace()
    assert ports.papers.taken == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_on_it_is_cut_however_long(ports: Ports, qapp: QApplication, language: str) -> None:
    assert qapp is not None
    (anna,) = people(ports, 1)
    name = opened(ports, title=LONG, place=LONG, brings=LONG * 15)
    keep_office(ports.settings, Office("", "0512-66778899, 13800000000"))
    ask_place(ports, anna, name)
    slip = printed(ports, anna, name)
    cut: list[str] = []

    def page(sheet: sheets.Sheet) -> None:
        slip_page(slip, load_strings(ASSETS / "strings" / language))(sheet)
        cut.extend(sheet.cut)

    image = sheets.picture(page, sheets.theme_alone(ASSETS), 100)
    assert not image.isNull()
    assert cut == []
