"""Which pages a paper has, whatever it is."""

from __future__ import annotations

from typing import Final

from kiosk.services.papers import CertificatePaper, Paper, PaperSlip, StarPaper, StarsPaper
from kiosk.strings import Strings
from kiosk.ui.certificate_sheet import certificate_pages
from kiosk.ui.letter_sheet import letter_page
from kiosk.ui.sheets import Page
from kiosk.ui.slip_sheet import slip_page
from kiosk.ui.stars_sheet import stars_pages

_FILES: Final = {
    CertificatePaper: "certificate",
    StarPaper: "letter",
    StarsPaper: "stars",
    PaperSlip: "slip",
}


def pages_of(paper: Paper, strings: Strings) -> list[Page]:
    match paper:
        case CertificatePaper():
            return certificate_pages(paper, strings)
        case StarPaper():
            return [letter_page(paper, strings)]
        case StarsPaper():
            return stars_pages(paper, strings)
        case PaperSlip():
            return [slip_page(paper, strings)]


def title_of(paper: Paper, strings: Strings) -> str:
    """For a file and for the list of what was printed: names nobody."""
    return strings.show(f"paper.{_FILES[type(paper)]}.file")
