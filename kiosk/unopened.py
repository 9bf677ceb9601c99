"""What is done where the books cannot be opened."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.config import ASSETS, Config
from kiosk.errors import StoreTrouble
from kiosk.strings import Strings
from kiosk.ui.theme import Theme
from kiosk.ui.tokens import Metrics
from kiosk.ui.trouble_page import TroublePage


def stand_in(
    app: QApplication, config: Config, strings: Strings, trouble: StoreTrouble, seconds: float
) -> int:
    """Says so on the screen and to whoever started the program; returns 1 when it was closed."""
    sentence = strings.say(f"error.{trouble.code}.say")
    print(strings.show("cli.trouble", code=trouble.code, sentence=sentence), file=sys.stderr)
    page = TroublePage(Theme.load(Metrics(*config.window_px), ASSETS), strings, trouble)
    page.pressed.connect(app.quit)
    page.showFullScreen() if config.fullscreen else page.show()
    if seconds:
        QTimer.singleShot(int(seconds * 1000), app.quit)
    app.exec()
    return 1
