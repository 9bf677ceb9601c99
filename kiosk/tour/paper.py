"""Pictures of the paper that comes out: cards, a certificate, letters, a slip."""

from __future__ import annotations

from typing import Any

from kiosk.app import Kiosk
from kiosk.services.issue_certificate import Issued, issue_certificate
from kiosk.services.my_places import my_places
from kiosk.services.papers import Office, Paper, StarLine, StarPaper, StarsPaper
from kiosk.services.print_place import slip_of
from kiosk.strings import Strings
from kiosk.ui.tour import Guide
from sync.standard.marks import MARKS
from sync.standard.records import LETTERS
from sync.standard.village_cards import TOKEN_BYTES, code_text

PAPER_DPI = 120


def look_at_paper(kiosk: Kiosk, guide: Guide, strings: Strings, table: dict[str, Any]) -> None:
    """table: of assets/demo/village.toml. What a cadre prints: cards of the invented people."""
    from kiosk.ui.card_sheet import PrintedCard, SheetWords, sheet_picture

    show, person = strings.show, table["tour"]
    names = [person[who] for who in ("name", "other", "forgetful")] + person["crowd"]
    cards = [
        PrintedCard(name, f"mark_{mark}", code_text("", bytes([at]) * TOKEN_BYTES))
        for at, (name, mark) in enumerate(zip(names, MARKS, strict=False))
    ]
    words = SheetWords(show("desk.cards.title"), table["name"], show("desk.cards.if_found"))
    guide.keep("card-sheet", sheet_picture(cards, words, kiosk.shell.theme, PAPER_DPI))
    look_at_certificate(kiosk, guide, strings, person["forgetful_number"])


def look_at_certificate(kiosk: Kiosk, guide: Guide, strings: Strings, number: str) -> None:
    """Every page of one, the letters for a star, and the slip of a place."""
    from kiosk.ui import sheets, tokens
    from kiosk.ui.paper_pages import pages_of

    ports = kiosk.village.ports

    def issue() -> Any:
        resident = ports.residents.by_number(number)
        person = resident.person if resident else ""
        slips = [slip_of(ports, mine) for mine in my_places(ports, person)]
        return issue_certificate(ports, person), slips[0]

    issued, slip = kiosk.lanes.wait_on_store(issue)
    assert isinstance(issued, Issued)
    said = issued.paper.statement
    stars = 3, 36_000, said.issued, issued.paper.village, Office()
    letters = {f"letter-{kind}": StarPaper(kind, said.name, *stars) for kind in LETTERS}
    people = tuple(StarLine(said.name, count, count * 6_000) for count in range(5, 0, -1))
    board = StarsPaper(people, *stars[2:])
    papers: dict[str, Paper] = {"certificate": issued.paper, **letters, "board": board}
    papers["slip"] = slip
    for name, paper in papers.items():
        for page in pages_of(paper, strings):
            image = sheets.picture(page, kiosk.shell.theme, PAPER_DPI, tokens.CARD)
            guide.keep(f"paper-{name}", image)
