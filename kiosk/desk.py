"""Opens the cadres' desk on the village's books; loaded when a cadre logs in."""

from __future__ import annotations

from kiosk.config import ASSETS
from kiosk.devices.workbooks import read_register_words, read_workbook
from kiosk.officer import Officer
from kiosk.services.cadres import Cadre
from kiosk.services.ports import Hanzi
from kiosk.strings import Strings
from kiosk.ui.desk.bench import RunWork
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.import_room import Importer
from kiosk.ui.theme import Theme
from kiosk.village import Village


def make_desk(
    cadre: Cadre,
    *,
    theme: Theme,
    strings: Strings,
    run_work: RunWork,
    village: Village,
    hanzi: Hanzi,
    name: str,
    officer: Officer,
) -> Desk:
    words = read_register_words(ASSETS / "register" / "words.toml")
    return Desk(
        theme,
        strings,
        run_work,
        cadre,
        clock=village.ports.clock,
        rules=village.ports.rules,
        hanzi=hanzi,
        machine=officer.machine,
        actions=officer.actions(),
        importer=Importer(read_workbook, words),
        village=name,
    )
