"""Find the cadre (找干部): who called from which screen, kept until a cadre says that it is seen.

Kept beside the journal, as a setting: it must survive a power cut, but it is no fact of the
village's books. The county has no use for it, and once answered it is gone for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from sync.standard.residents import Personal

SETTING: Final = "calls"
MOST: Final = 20
"""More than anybody would read; the oldest go."""


class Call(msgspec.Struct, frozen=True):
    at_ms: int
    screen: str
    """Id of the screen that stood (kiosk.flows.screen)."""
    person: str = ""
    """Who said "that's me" before; her id, never a name: an erased person has none."""
    rang: bool = True
    """False: without a loudspeaker nobody heard it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    call: Call
    whose: Personal | None
    """None: nobody knows."""


def call_cadre(ports: Ports, screen: str, person: str = "", *, rang: bool = True) -> Call:
    call = Call(ports.clock.now_ms(), screen, person, rang)
    _keep(ports, [*_calls(ports), call][-MOST:])
    return call


def take_call_back(ports: Ports) -> None:
    """The last one: she does not need anybody any more."""
    _keep(ports, _calls(ports)[:-1])


def answer_call(ports: Ports, call: Call) -> None:
    """A cadre has seen it."""
    _keep(ports, [each for each in _calls(ports) if each != call])


def list_calls(ports: Ports) -> list[Waiting]:
    """Those that nobody has answered, the last first."""
    return [Waiting(call, _whose(ports, call)) for call in reversed(_calls(ports))]


def _whose(ports: Ports, call: Call) -> Personal | None:
    resident = ports.residents.by_id(call.person) if call.person else None
    return resident.personal if resident else None


def _calls(ports: Ports) -> list[Call]:
    stored = ports.settings.get_setting(SETTING)
    return msgspec.json.decode(stored, type=list[Call]) if stored else []


def _keep(ports: Ports, calls: list[Call]) -> None:
    ports.settings.set_setting(SETTING, msgspec.json.encode(calls).decode())
