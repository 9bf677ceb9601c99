"""Promise: every page of the desk, with its forms and previews, can be read and worked by assistive
technology."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app import application
from kiosk.config import Config
from kiosk.strings import load_strings
from kiosk.tour import TABLE, look_at_desk, opened, prepare
from kiosk.ui.shell import Shell
from kiosk.ui.tour import Guide
from tests.ui import access


class Reader(Guide):
    """Reads each page's accessibility tree instead of taking its picture."""

    def __init__(self, shell: Shell, folder: Path) -> None:
        super().__init__(shell, folder, "")
        self.pages: set[str] = set()
        self.faults: list[str] = []

    def picture(self, name: str, of: QWidget | None = None) -> None:
        assert of is not None
        QApplication.processEvents()
        self.pages.add(name)
        self.faults += [f"{name}: {fault}" for fault in access.faults(of)]


def test_every_page_of_the_desk_has_names_and_roles(tmp_path: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    person = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
    config = Config(tmp_path / "data", window_px=(1280, 800), voice=False)
    prepare(config, person)
    with opened(config, load_strings(config.strings)) as kiosk:
        reader = Reader(kiosk.shell, tmp_path)
        look_at_desk(kiosk, reader, person["pin"])
    assert not reader.faults
    assert len(reader.pages) >= 18
