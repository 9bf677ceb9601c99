"""Where new cards go: a printer, a stick, another folder. Asked first, for a card that nobody has
on paper must not count: its token is nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from kiosk.errors import PrinterGone, StickMissing, StickNotWritten, Trouble
from kiosk.flows.screen import Tone
from kiosk.services.village_cards import CardsIssued, NewCard, OnlyCadres, revoke_cards
from kiosk.ui.card_sheet import PrintedCard, SheetWords, paint_sheets, sheet_pdf
from kiosk.ui.desk.bench import Work
from kiosk.ui.desk.file_dialog import speak_chinese
from kiosk.ui.desk.room import Room
from kiosk.ui.new_file import write_new
from sync.standard.clock import time_of
from sync.standard.marks import mark_of

MOST_PLACES: Final = 2
"""Printers, and sticks: more do not fit on a line."""
Put = Callable[[Sequence[NewCard]], str]
"""Puts cards on paper or into a file, and tells what came of it. Raises Trouble, or OSError."""


class CardPaper:
    def __init__(
        self,
        room: Room,
        village: str,
        sticks: Callable[[], Sequence[Path]],
        done: Callable[[str], None],
    ) -> None:
        """done: told what came of it, once the cards are on paper."""
        self._room, self._sticks, self._done = room, sticks, done
        show = room.bench.show
        self._words = SheetWords(show("cards.title"), village, show("cards.if_found"))
        self._is_busy = False

    def ask(self, told: str, issue: Work) -> None:
        """told: what is about to happen. issue: makes the cards, once a place for them is known."""
        show = self._room.bench.show
        ways = [
            *((f"print_{at}", name, partial(self._print, name)) for at, name in _printers()),
            *((f"stick_{at}", s.name, partial(self._save, s)) for at, s in self._folders()),
        ]
        told_ways = [(name, word, self._beginning(issue, put)) for name, word, put in ways]
        self._room.notice.tell(
            Tone.BLUE,
            told,
            *told_ways,
            ("folder", show("cards.folder"), partial(self._ask_folder, issue)),
            ("keep", show("cards.not_now"), self._room.notice.clear),
        )

    def put(self, issue: Work, put: Put) -> None:
        """One sheet at a time: pressing again meanwhile does nothing."""
        if self._is_busy:
            return
        self._is_busy = True
        self._room.notice.tell(Tone.BLUE, self._room.bench.show("cards.making"))
        self._room.bench.run(self._room, issue, partial(self._issued, put), self._failed)

    def _beginning(self, issue: Work, put: Put) -> Callable[[], None]:
        # A function without arguments: a click would hand its own to anything else.
        return lambda: self.put(issue, put)

    def _folders(self) -> Iterator[tuple[int, Path]]:
        return enumerate([*self._sticks()][:MOST_PLACES])

    def _issued(self, put: Put, outcome: Any) -> None:
        show = self._room.bench.show
        match outcome:
            case CardsIssued(cards) if cards:
                self._put(put, cards)
            case CardsIssued():
                self._end(Tone.GOLD, show("cards.nobody"))
            case OnlyCadres():
                self._end(Tone.RED, show("cards.only_cadres"))

    def _put(self, put: Put, cards: Sequence[NewCard]) -> None:
        try:
            told = put(cards)
        except (Trouble, OSError) as error:
            trouble = error if isinstance(error, Trouble) else StickNotWritten(str(error.errno))
            undo = partial(
                revoke_cards,
                cards=[card.card for card in cards],
                reason="not_printed",
                by=self._room.bench.cadre.id,
            )
            self._room.bench.run(self._room, undo, lambda _: self._failed(trouble), self._failed)
            return
        self._is_busy = False
        self._done(told)

    def _failed(self, trouble: Trouble) -> None:
        self._is_busy = False
        self._room.in_the_way(trouble)

    def _end(self, tone: Tone, told: str) -> None:
        self._is_busy = False
        self._room.notice.tell(tone, told)

    def _print(self, name: str, cards: Sequence[NewCard]) -> str:
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._words.title)
        theme = self._room.bench.theme
        if not paint_sheets(printer, [_printed(card) for card in cards], self._words, theme):
            raise PrinterGone
        return self._room.bench.show("cards.printed", count=len(cards), printer=name)

    def _save(self, folder: Path, cards: Sequence[NewCard]) -> str:
        """A new file each time, whole and on the stick when this returns."""
        theme, clock = self._room.bench.theme, self._room.bench.clock
        content = sheet_pdf([_printed(card) for card in cards], self._words, theme)
        name = f"{self._words.title}-{time_of(clock.now_ms()):%Y%m%d-%H%M%S}.pdf"
        if not folder.is_dir():
            raise StickMissing
        write_new(folder / name, content)
        where = f"{folder.name}/{name}"
        return self._room.bench.show("cards.saved", count=len(cards), where=where)

    def _ask_folder(self, issue: Work) -> None:
        speak_chinese()
        dialog = QFileDialog(self._room, self._room.bench.show("cards.folder"), str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.resize(self._room.size())
        dialog.fileSelected.connect(lambda path: self.put(issue, partial(self._save, Path(path))))
        dialog.open()


def _printers() -> Iterator[tuple[int, str]]:
    return enumerate(QPrinterInfo.availablePrinterNames()[:MOST_PLACES])


def _printed(card: NewCard) -> PrintedCard:
    mark = f"mark_{mark_of(card.resident.person)}"
    return PrintedCard(card.resident.personal.name, mark, card.text)
