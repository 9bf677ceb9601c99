"""Printers of this machine, through CUPS. Its server may hang, and the kiosk must not hang with it.

Qt asks CUPS without a limit, and Python's own lock is held meanwhile: a thread beside would be no
help, the window would stand still. So the server is asked for a sign of life before Qt asks it.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kiosk.ui.theme import Theme

if TYPE_CHECKING:
    from kiosk.ui.sheets import Page

log = logging.getLogger(__name__)

CUPS_SOCKET: Final = Path("/run/cups/cups.sock")
LIMIT_S: Final = 1.0
_ANY_NEWS: Final = b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Printers:
    """What CUPS knows by name."""

    def __init__(self, theme: Theme, cups: Path = CUPS_SOCKET, limit_s: float = LIMIT_S) -> None:
        self._theme = theme
        self._cups, self._limit_s = cups, limit_s

    def names(self) -> list[str]:
        """The default one first; none while the print server hangs."""
        from PySide6.QtPrintSupport import QPrinterInfo

        if self._hangs():
            return []
        names = [*QPrinterInfo.availablePrinterNames()]
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(names, key=lambda name: name != usual)

    def print(self, name: str, title: str, pages: Sequence[Page]) -> bool:
        """Whether the printer took it."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from kiosk.ui import sheets

        if self._hangs():
            return False
        found = QPrinterInfo.printerInfo(name)
        if found.isNull():
            return False
        printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFullPage(True)  # millimetres count from the paper's corner
        return sheets.paint(printer, pages, self._theme)

    def _hangs(self) -> bool:
        """Whether there is a server that says nothing. That there is none Qt finds quickly."""
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(self._limit_s)
            try:
                line.connect(str(self._cups))
                line.sendall(_ANY_NEWS)
                line.recv(1)
            except TimeoutError:
                log.warning("the print server does not answer")
                return True
            except OSError:
                return False
        return False
