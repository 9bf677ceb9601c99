"""A simulated card reader with invented people's cards: for demonstrations and for the tour.

The kiosk's real driver reads them over a real pseudo-terminal. No card of a real resident can be
laid down: only people of the demo village's area, which belongs to no county.
"""

from __future__ import annotations

import random
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from kiosk.config import ASSETS
from kiosk.devices.card_frames import Command
from kiosk.devices.simulated_module import Mishap, SimulatedModule, text_of_card
from kiosk.devices.simulated_reader import SimulatedReader
from kiosk.services.ports import Ports
from sync.standard.residents import Personal

TABLE: Final = ASSETS / "demo" / "village.toml"
SHOWN: Final = 3
"""Registered people whose cards there are."""
NOTICED_S: Final = 1.0
_MANY: Final = 200
_RUN_OUT: Final = "20200101"
_NO_KIND: Final = "?"


def invented_people(ports: Ports) -> list[Personal]:
    """Of those who are registered here, the demo village's."""
    area = tomllib.loads(TABLE.read_text("utf-8"))["area"]
    everybody = (resident.personal for resident in ports.residents.newest(_MANY))
    return [person for person in everybody if person.number.startswith(area)][:SHOWN]


class Simulation:
    """things: what can be done -> whose card it is, "" for none."""

    def __init__(self, people: Sequence[Personal]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="simulated-reader-")
        module = SimulatedModule(random.Random())
        self._reader = SimulatedReader(Path(self._folder.name) / "port", module)
        tour: Mapping[str, str] = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
        owners = {
            "visitor": (tour["name"], tour["number"]),
            "forgetful": (tour["forgetful"], tour["forgetful_number"]),
            "newcomer": (tour["newcomer"], tour["unknown_number"]),
            "child": (tour["child"], tour["minor_number"]),
        }
        owners |= {f"person_{at}": (p.name, p.number) for at, p in enumerate(people)}
        self._texts = {
            what: text_of_card(name=name, number=number) for what, (name, number) in owners.items()
        }
        name, number = owners["forgetful"]
        self._texts["run_out"] = text_of_card(name=name, number=number, valid_until=_RUN_OUT)
        self._texts["other_card"] = text_of_card(name=name, number=number, kind=_NO_KIND)
        wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
        self._texts["wrong"] = text_of_card(name=name, number=wrong)
        self.owners = {what: name for what, (name, _) in owners.items()}
        self._reader.plug()

    @property
    def port(self) -> str:
        return str(self._reader.path)

    def do(self, what: str) -> None:
        """Lays the card of this name down, in place of what lay there, or one of: take, unplug,
        plug, unreadable (a card that a disturbed line never brings whole)."""
        deeds: dict[str, Callable[[], None]] = {
            "take": self._take,
            "unplug": self._reader.unplug,
            "plug": self._reader.plug,
            "unreadable": self._lay_unreadable,
        }
        if what in deeds:
            deeds[what]()
        else:
            self._reader.change(lambda module: module.recover())
            self._reader.put(self._texts[what])

    def close(self) -> None:
        self._reader.unplug()
        self._folder.cleanup()

    def _take(self) -> None:
        """Long enough that the kiosk notices."""
        self._reader.take()
        self._reader.hears(2, NOTICED_S)

    def _lay_unreadable(self) -> None:
        def lay(module: SimulatedModule) -> None:
            module.suffer([(Command.READ, Mishap.WRONG_CHECKSUM)] * 99)
            module.put(self._texts["forgetful"])

        self._reader.change(lay)
