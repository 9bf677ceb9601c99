"""Where paper goes: the printer that is there, else a stick; and what could not go says so."""

from __future__ import annotations

import socket
from datetime import datetime

import pytest

from kiosk.config import ASSETS
from kiosk.services.papers import (
    PRINTER,
    STICK,
    NoPlace,
    Office,
    PaperSlip,
    Place,
    Printed,
    Saved,
    StarLine,
    StarPaper,
    StarsPaper,
)
from kiosk.strings import load_strings
from kiosk.ui.paper_pages import pages_of
from kiosk.ui.printers import Printers
from kiosk.ui.printing import MOST_ALIKE, SIMULATED, Printing
from kiosk.ui.sheets import picture
from kiosk.ui.stars_sheet import ROWS
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from sync.standard.records import LETTERS
from tests.ui.conftest import NOW

SLIP = PaperSlip("toy.slip", ("when", "where"), {"day": "12-28"})


@pytest.fixture(scope="module")
def theme(qapp):
    assert qapp is not None
    return Theme.load(Metrics(1080, 1920), ASSETS)


def printing(theme, strings, sticks=(), simulated=None):
    return Printing(theme, strings, lambda: sticks, lambda: NOW, simulated)


def letter(kind: str) -> StarPaper:
    name = "\u738b\u79c0\u82f1"
    return StarPaper(kind, name, 3, 36_000, "2026-11-22", "\u4e1c\u5347\u6751", Office())


def test_the_simulator_is_a_printer_and_each_paper_a_file(theme, tmp_path):
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    papers = printing(theme, strings, simulated=tmp_path / "out")
    assert [place.kind for place in papers.places()] == [PRINTER]
    for _ in range(2):
        assert papers.put([letter("door"), letter("employer")]) == Printed(SIMULATED)
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 2
    assert all(file.read_bytes().startswith(b"%PDF-") for file in files)
    assert all(f"{datetime.date(NOW):%Y%m%d}" in file.name for file in files)


def test_without_a_printer_it_goes_onto_the_stick_and_without_either_nowhere(theme, tmp_path):
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    gone, stick = tmp_path / "gone", tmp_path / "stick"
    stick.mkdir()
    papers = printing(theme, strings, sticks=(gone, stick))
    saved = papers.put([letter("door")])
    assert isinstance(saved, Saved)
    assert (stick / saved.file).read_bytes().startswith(b"%PDF-")
    assert papers.put([letter("door")], Place(STICK, str(gone))) == NoPlace()
    assert printing(theme, strings).put([letter("door")]) == NoPlace()


def test_a_printer_that_is_gone_leaves_it_to_the_stick_alone_when_anything_will_do(theme, tmp_path):
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    papers = printing(theme, strings, sticks=(tmp_path,))
    assert papers.put([letter("door")], Place(PRINTER, "no such printer")) == NoPlace()
    assert [*tmp_path.iterdir()] == []


def test_no_file_is_ever_written_over(theme, tmp_path):
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    papers = printing(theme, strings, sticks=(tmp_path,))
    names = {papers.put([letter("door")]).file for _ in range(3)}
    assert len(names) == 3 < MOST_ALIKE


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_letter_is_another_and_says_her_name(theme, language):
    strings = load_strings(ASSETS / "strings" / language)
    pages = [pages_of(letter(kind), strings) for kind in LETTERS]
    pictures = [picture(page, theme, 40) for (page,) in pages]
    assert all(one != other for one in pictures for other in pictures if one is not other)


def test_a_slip_is_one_page_with_all_its_rows(theme, strings):
    (page,) = pages_of(SLIP, strings)
    other = PaperSlip(SLIP.id, SLIP.rows[:1], SLIP.args)
    assert picture(page, theme, 60) != picture(pages_of(other, strings)[0], theme, 60)


def test_a_print_server_that_hangs_holds_nobody_up(theme, tmp_path):
    hanging = tmp_path / "cups.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(hanging))
        server.listen()
        printers = Printers(theme, hanging, limit_s=0.05)
        assert printers.names() == []
        assert not printers.print("any", "title", ())


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_long_list_of_stars_takes_several_pages(theme, language):
    strings = load_strings(ASSETS / "strings" / language)
    people = tuple(StarLine(f"Wang {at}", 3, 36_000) for at in range(ROWS + 1))
    paper = StarsPaper(people, "2026-11-22", "v", Office())
    first, second = (picture(page, theme, 40) for page in pages_of(paper, strings))
    assert first != second
