"""Opens the cadres' desk on the village's books; loaded when a cadre logs in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.config import ASSETS
from kiosk.devices.card_pictures import LOOK_LIMIT_S, READ_LIMIT_S, CardPictures, is_installed
from kiosk.devices.workbooks import read_register_words, read_workbook
from kiosk.officer import Officer
from kiosk.services.cadres import Cadre
from kiosk.services.ports import Clock, Hanzi
from kiosk.strings import Strings
from kiosk.ui.desk.bench import RunWork
from kiosk.ui.desk.desk import Desk
from kiosk.ui.desk.import_room import Importer
from kiosk.ui.desk.picture_card import Pictures
from kiosk.ui.desk.sounds import Sounds
from kiosk.ui.jobs import Lane, Lanes
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
    lanes: Lanes,
    camera: str,
    sounds: Sounds,
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
        pictures=_pictures(lanes, camera, village.ports.clock),
        village=name,
        sounds=sounds,
    )


def _pictures(lanes: Lanes, camera: str, clock: Clock) -> Pictures:
    """The process behind it begins when it is asked something and ends by itself."""
    device = CardPictures(camera)

    def run(job: Callable[[], Any], told: Callable[[Any], None]) -> None:
        lanes.run(Lane.NETWORK, job, told, limit_s=READ_LIMIT_S + LOOK_LIMIT_S)

    return Pictures(
        is_installed=is_installed,
        read_file=lambda path, told: run(lambda: device.read_file(path, clock.today()), told),
        look=lambda told: run(device.look, told),
        read_look=lambda told: run(lambda: device.read_look(clock.today()), told),
        rest=lambda: run(device.close, lambda _: None),
    )
