"""A machine of plain parts: clock, dice, PINs and settings for unit tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from nacl.signing import SigningKey

from kiosk.services.papers import PRINTER, NoPlace, Paper, Place, Printed, Put, Saved
from sync.certifying import certify, give_warrant
from sync.standard.certificates import Statement, Warrant
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
class PlainCertifier:
    """Under a real county's real warrant; is_warranted: whether it has it yet."""

    is_warranted: bool = True
    county: SigningKey = field(default_factory=lambda: SigningKey(b"c" * 32))
    device: SigningKey = field(default_factory=lambda: SigningKey(b"d" * 32))

    def warrant(self) -> Warrant | None:
        key = self.device.verify_key.encode()
        names = "321199001001", "\u4e1c\u5347\u6751", "\u6c5f\u5dde\u53bf"
        return Warrant(*names, "plain", key, 1) if self.is_warranted else None

    def certify(self, statement: Statement) -> str:
        warrant = self.warrant()
        assert warrant is not None
        return certify(self.device, give_warrant(self.county, warrant), statement)

    def county_key(self) -> bytes:
        return self.county.verify_key.encode()


@dataclass
class PlainPapers:
    """there: what takes paper. Keeps what it was given."""

    there: list[Place] = field(default_factory=list)
    taken: list[Paper] = field(default_factory=list)

    def places(self) -> list[Place]:
        return self.there

    def put(self, papers: Sequence[Paper], place: Place | None = None) -> Put:
        place = place or (self.there[0] if self.there else None)
        if place is None:
            return NoPlace()
        self.taken += papers
        return Printed(place.name) if place.kind == PRINTER else Saved("paper.pdf", place.name)


@dataclass
class PlainSettings:
    kept: dict[str, str] = field(default_factory=dict)

    def get_setting(self, key: str) -> str | None:
        return self.kept.get(key)

    def set_setting(self, key: str, value: str) -> None:
        self.kept[key] = value
