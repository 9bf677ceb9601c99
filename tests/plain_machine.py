"""A machine of plain parts: clock, dice, PINs and settings for unit tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sync.standard.clock import date_of, start_of
from sync.standard.identity import new_id

TODAY = date(2026, 11, 22)


@dataclass
class PlainClock:
    ms: int = start_of(TODAY) + 9 * 3_600_000

    def now_ms(self) -> int:
        return self.ms

    def today(self) -> date:
        return date_of(self.ms)

    def pass_minutes(self, minutes: float) -> None:
        self.ms += int(minutes * 60_000)


@dataclass
class PlainIds:
    made: int = 0

    def new(self) -> str:
        self.made += 1
        return new_id(self.made, self.made.to_bytes(10, "big"))


@dataclass
class PlainTokens:
    made: int = 0

    def new(self) -> bytes:
        self.made += 1
        return self.made.to_bytes(16, "big")


@dataclass
class PlainPins:
    def seal(self, pin: str) -> str:
        return pin[::-1]

    def matches(self, sealed: str, pin: str) -> bool:
        return sealed == pin[::-1]


@dataclass
class PlainSettings:
    kept: dict[str, str] = field(default_factory=dict)

    def get_setting(self, key: str) -> str | None:
        return self.kept.get(key)

    def set_setting(self, key: str, value: str) -> None:
        self.kept[key] = value
