"""Cadres (干部): who may open the desk. PINs are sealed by argon2; five wrong tries wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from sync.standard.clock import MINUTE_MS

SETTING: Final = "cadres"
TRIES_SETTING: Final = "cadre_tries"
MOST_TRIES: Final = 5
LOCKED_MS: Final = 5 * MINUTE_MS
SHORTEST_PIN: Final = 6


class Cadre(msgspec.Struct, frozen=True):
    """id stands as `by` in the entries that the cadre makes."""

    id: str
    name: str
    sealed_pin: str


class _Tries(msgspec.Struct, frozen=True):
    wrong: int = 0
    last_ms: int = 0


@dataclass(frozen=True, slots=True)
class LoggedIn:
    cadre: Cadre


@dataclass(frozen=True, slots=True)
class PinWrong:
    tries_left: int


@dataclass(frozen=True, slots=True)
class Locked:
    minutes: int
    """Until the next try."""


@dataclass(frozen=True, slots=True)
class PinTooShort:
    shortest: int = SHORTEST_PIN


def list_cadres(ports: Ports) -> list[Cadre]:
    stored = ports.settings.get_setting(SETTING)
    return msgspec.json.decode(stored, type=list[Cadre]) if stored else []


def appoint_cadre(ports: Ports, name: str, pin: str) -> Cadre | PinTooShort:
    """Lets somebody open the desk."""
    if len(pin) < SHORTEST_PIN or not pin.isdecimal():
        return PinTooShort()
    cadre = Cadre(ports.ids.new(), name, ports.pins.seal(pin))
    cadres = [*list_cadres(ports), cadre]
    ports.settings.set_setting(SETTING, msgspec.json.encode(cadres).decode())
    return cadre


def log_in(ports: Ports, pin: str) -> LoggedIn | PinWrong | Locked:
    tries, now_ms = _tries(ports), ports.clock.now_ms()
    waited_ms = now_ms - tries.last_ms
    if tries.wrong >= MOST_TRIES and 0 <= waited_ms < LOCKED_MS:
        return Locked((LOCKED_MS - waited_ms) // MINUTE_MS + 1)
    for cadre in list_cadres(ports):
        if ports.pins.matches(cadre.sealed_pin, pin):
            _note_tries(ports, _Tries())
            return LoggedIn(cadre)
    wrong = tries.wrong % MOST_TRIES + 1
    _note_tries(ports, _Tries(wrong, now_ms))
    return PinWrong(MOST_TRIES - wrong) if wrong < MOST_TRIES else Locked(LOCKED_MS // MINUTE_MS)


def _tries(ports: Ports) -> _Tries:
    stored = ports.settings.get_setting(TRIES_SETTING)
    return msgspec.json.decode(stored, type=_Tries) if stored else _Tries()


def _note_tries(ports: Ports, tries: _Tries) -> None:
    ports.settings.set_setting(TRIES_SETTING, msgspec.json.encode(tries).decode())
