"""A village's books, opened: the store and every port over it, for the kiosk and the console."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import msgspec

from kiosk.config import ASSETS, Config, languages, load_rules
from kiosk.devices.certifier import DeviceCertifier
from kiosk.devices.machine import RandomIds, RandomTokens, SystemClock, steady_ms, wall_ms
from kiosk.services.papers import NoPapers
from kiosk.services.ports import Pins, Ports
from kiosk.store.key import find_key
from kiosk.store.store import Store, open_store
from kiosk.ui.sight import Sight
from sync.standard.loading import ENROLLED

VILLAGE_SETTING: Final = "village"
SIGHT_SETTING: Final = "sight"
LANGUAGE_SETTING: Final = "language"
USUAL_SIGHT: Final = Sight(moves=True)
"""Where nobody has set another."""


class VillageSetting(msgspec.Struct, frozen=True):
    """What the kiosk knows of its village before, and besides, its enrolment."""

    code: str = ""
    name: str = ""
    groups: tuple[str, ...] = ()


class _Pins:
    """argon2 is loaded when the first PIN is typed, not when the kiosk starts."""

    def seal(self, pin: str) -> str:
        return self._argon.seal(pin)

    def matches(self, sealed: str, pin: str) -> bool:
        return self._argon.matches(sealed, pin)

    @cached_property
    def _argon(self) -> Pins:
        from kiosk.devices.pins import ArgonPins

        return ArgonPins()


@dataclass(frozen=True, slots=True)
class Village:
    store: Store
    ports: Ports
    setting: VillageSetting
    key_source: str
    """"credential", "keyring" or "file"."""

    def close(self) -> None:
        self.store.close()


def open_village(
    config: Config,
    now_ms: Callable[[], int] = wall_ms,
    since_on_ms: Callable[[], int] = steady_ms,
) -> Village:
    """Opens the data folder's journal, making a new one where there is none.

    now_ms: the machine's clock; since_on_ms: one that only runs. Raises kiosk.errors.StoreTrouble.
    """
    found = find_key(config.data, os.environ, os.urandom)
    store = open_store(config.data, found.key, now_ms, os.urandom, steady_ms=since_on_ms)
    setting = read_setting(store)
    code = store.journal.get_setting(ENROLLED) or setting.code
    ports = Ports(
        journal=store.journal,
        residents=store.residents,
        visits=store.visits,
        merges=store.merges,
        clock=SystemClock(store.journal.latest_ms, store.journal.now_ms),
        ids=RandomIds(),
        settings=store.journal,
        pins=_Pins(),
        rules=load_rules(ASSETS / "rules" / "county.toml", setting.groups, code),
        claims=store.claims,
        accounts=store.accounts,
        village_cards=store.village_cards,
        tokens=RandomTokens(),
        agencies=store.agencies,
        rows=store.rows,
        certifier=DeviceCertifier(store.journal),
        papers=NoPapers(),
        files=store.journal.files,
    )
    return Village(store, ports, setting, found.source)


def read_setting(store: Store) -> VillageSetting:
    stored = store.journal.get_setting(VILLAGE_SETTING)
    return msgspec.json.decode(stored, type=VillageSetting) if stored else VillageSetting()


def keep_setting(store: Store, setting: VillageSetting) -> None:
    store.journal.set_setting(VILLAGE_SETTING, msgspec.json.encode(setting).decode())


def read_sight(store: Store) -> Sight:
    """How every person finds the kiosk; as designed where nothing readable is kept."""
    stored = store.journal.get_setting(SIGHT_SETTING)
    try:
        return msgspec.json.decode(stored, type=Sight) if stored else USUAL_SIGHT
    except msgspec.MsgspecError:
        # A later program's: no reason to keep the kiosk from starting.
        return USUAL_SIGHT


def keep_sight(store: Store, sight: Sight) -> None:
    store.journal.set_setting(SIGHT_SETTING, msgspec.json.encode(sight).decode())


def read_language(store: Store) -> str:
    """The language that every person finds; "" where none is kept, or one that is no more."""
    kept = store.journal.get_setting(LANGUAGE_SETTING) or ""
    return kept if kept in languages() else ""


def keep_language(store: Store, language: str) -> None:
    store.journal.set_setting(LANGUAGE_SETTING, language)
