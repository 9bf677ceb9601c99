"""The printed certificate: its code is read back and verifies, nothing on it is cut."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import zxingcpp
from PySide6.QtGui import QImage, QPainter

from kiosk.config import ASSETS
from kiosk.services.issue_certificate import MOST_LINES, issue_certificate
from kiosk.services.papers import CertificatePaper, Office, PaperLine
from kiosk.strings import load_strings
from kiosk.ui.certificate_sheet import (
    certificate_pages,
    certificate_pdf,
    certificate_picture,
)
from kiosk.ui.sheets import PAGE_MM, Sheet
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from sync.certifying import Certified, verify
from tests.services.served import served

DPI = 150
LEAST_CODE_MM = 38.0
LONG = "Abdurahman Muhammadsalih Turghunjan"


@pytest.fixture(scope="module")
def theme(qapp):
    assert qapp is not None
    return Theme.load(Metrics(1080, 1920), ASSETS)


@pytest.fixture(scope="module", params=["zh_CN", "en"])
def strings(request):
    return load_strings(ASSETS / "strings" / request.param)


def paper_of(times: int) -> tuple[CertificatePaper, bytes]:
    ports, _, person = served(times)
    key = ports.certifier.county_key()
    assert key is not None
    return issue_certificate(ports, person).paper, key


def stretched(paper: CertificatePaper) -> CertificatePaper:
    """As long as anything may become."""
    lines = tuple(
        PaperLine(line.day, line.service, line.minutes, LONG, line.visits) for line in paper.lines
    )
    office = Office(LONG, "13800138000 / 0511-8888 8888")
    return replace(paper, lines=lines, office=office, made_by=LONG, village=LONG, county=LONG)


def test_the_code_is_read_from_the_paper_and_verifies_even_pale(theme, strings):
    paper, key = paper_of(3)
    image = certificate_picture(paper, strings, theme, DPI)
    painter = QPainter(image)
    painter.fillRect(image.rect(), "#90ffffff")  # the toner is running out
    painter.end()
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == paper.code
    known = verify(key, code.text)
    assert isinstance(known, Certified)
    assert known.statement == paper.statement
    corners = code.position
    assert (corners.top_right.x - corners.top_left.x) / DPI * 25.4 >= LEAST_CODE_MM


@pytest.mark.parametrize(("times", "pages"), [(12, 1), (13, 2), (MOST_LINES + 1, 1)])
def test_the_pdf_has_as_many_pages_as_it_takes_and_its_fonts_inside(theme, strings, times, pages):
    pdf = certificate_pdf(paper_of(times)[0], strings, theme)
    assert pdf.startswith(b"%PDF-")
    assert re.findall(rb"/Count (\d+)", pdf) == [str(pages).encode()]
    assert b"/FontFile" in pdf


@pytest.mark.parametrize("times", [1, 60, MOST_LINES + 1])
def test_nothing_is_cut_on_any_page_and_no_page_is_empty(theme, strings, times):
    paper = paper_of(times)[0]
    for one in (paper, stretched(paper)):
        for page in certificate_pages(one, strings):
            image = QImage(*(round(mm * 6) for mm in PAGE_MM), QImage.Format.Format_RGB32)
            image.setDotsPerMeterX(6000)
            image.setDotsPerMeterY(6000)
            image.fill("white")
            painter = QPainter(image)
            sheet = Sheet(painter, theme)
            page(sheet)
            painter.end()
            assert sheet.cut == []


def test_what_the_office_has_not_said_is_a_line_to_write_on(theme, strings):
    paper = paper_of(1)[0]
    said = replace(paper, office=Office("\u674e\u56fd\u5f3a", "13800138000"))
    assert certificate_picture(paper, strings, theme, 60) != certificate_picture(
        said, strings, theme, 60
    )
    assert paper.statement.name not in repr(paper)
