"""Cadres (干部): who may open the desk. PINs are sealed by argon2; five wrong tries wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from kiosk.services.ports import Ports
from kiosk.services.tries import LOCKED_MS, MOST_TRIES, Locked, Tries, locked, one_more
from sync.standard.clock import MINUTE_MS

SETTING: Final = "cadres"
TRIES_SETTING: Final = "cadre_tries"
SHORTEST_PIN: Final = 6


class Cadre(msgspec.Struct, frozen=True):
    """id stands as `by` in the entries that the cadre makes."""

    id: str
    name: str
    sealed_pin: str


@dataclass(frozen=True, slots=True)
class LoggedIn:
    cadre: Cadre


@dataclass(frozen=True, slots=True)
class PinWrong:
    tries_left: int


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
    lock = locked(tries, now_ms)
    if lock is not None:
        return lock
    for cadre in list_cadres(ports):
        if ports.pins.matches(cadre.sealed_pin, pin):
            _note_tries(ports, Tries())
            return LoggedIn(cadre)
    tries = one_more(tries, now_ms)
    _note_tries(ports, tries)
    if tries.wrong < MOST_TRIES:
        return PinWrong(MOST_TRIES - tries.wrong)
    return Locked(LOCKED_MS // MINUTE_MS)


def _tries(ports: Ports) -> Tries:
    stored = ports.settings.get_setting(TRIES_SETTING)
    return msgspec.json.decode(stored, type=Tries) if stored else Tries()


def _note_tries(ports: Ports, tries: Tries) -> None:
    ports.settings.set_setting(TRIES_SETTING, msgspec.json.encode(tries).decode())
