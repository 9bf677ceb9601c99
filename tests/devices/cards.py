"""Cards that chips could hold, and a line of bytes in memory whose time is only counted."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta

from stdnum.iso7064 import mod_11_2

from kiosk.config import ASSETS
from kiosk.devices.card_fields import read_ethnic_groups
from kiosk.devices.card_frames import Command, command_frame
from kiosk.devices.card_module import LineBroken
from kiosk.devices.simulated_module import Mishap, SimulatedModule, text_of_card
from kiosk.services.cards import Card, CardKind

GROUPS = read_ethnic_groups(ASSETS / "register" / "ethnic_groups.toml")
TODAY = date(2026, 11, 22)
#: What fools the checksum is noise one time in 256 anyhow; by itself it has a test of its own.
MISHAPS = tuple(mishap for mishap in Mishap if mishap is not Mishap.FOOLED_CHECKSUM)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "秀英桂兰玉珍凤芳淑华国强建军德福永春"
PLACES = ("江苏省镇江市丹徒区高桥镇", "云南省大理市喜洲镇", "新疆喀什地区莎车县")


def today() -> date:
    return TODAY


def number_of(area: str, birth: date, order: int) -> str:
    body = f"{area}{birth:%Y%m%d}{order:03}"
    return body + mod_11_2.calc_check_digit(body)


def some_card(dice: random.Random) -> tuple[bytes, Card]:
    """What a chip holds, and what is to be read from it."""
    kind = dice.choices(tuple(CardKind), weights=(8, 1, 1))[0]
    area = {
        CardKind.RESIDENT: f"{dice.randint(110101, 659001)}",
        CardKind.HK_MACAO_TAIWAN: dice.choice(("810000", "820000", "830000")),
        CardKind.FOREIGNER: f"9{dice.randint(10000, 65999)}",
    }[kind]
    birth = date(1925, 1, 1) + timedelta(days=dice.randrange(36_000))
    order = dice.randint(1, 999)
    name = dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=dice.randint(1, 3)))
    code = dice.choice(tuple(GROUPS))
    valid_from = date(2015, 1, 1) + timedelta(days=dice.randrange(3000))
    until = None if dice.random() < 0.5 else valid_from.replace(day=1, year=valid_from.year + 20)
    is_foreigner = kind is CardKind.FOREIGNER
    card = Card(
        kind=kind,
        name=name,
        sex=1 if order % 2 else 2,
        ethnic_group=GROUPS[code] if kind is CardKind.RESIDENT else "",
        birth=birth,
        address="" if is_foreigner else f"{dice.choice(PLACES)}{dice.randint(1, 99)}号",
        number=number_of(area, birth, order),
        issuer="" if is_foreigner else "镇江市公安局丹徒分局",
        valid_from=valid_from,
        valid_until=until,
    )
    letter = {CardKind.RESIDENT: "", CardKind.HK_MACAO_TAIWAN: "J", CardKind.FOREIGNER: "Y"}[kind]
    return chip(card, code if kind is CardKind.RESIDENT else "01", letter), card


def chip(card: Card, code: str = "01", letter: str = "") -> bytes:
    return text_of_card(
        name=card.name,
        number=card.number,
        sex=str(card.sex),
        ethnic_group=code,
        birth=f"{card.birth:%Y%m%d}",
        address=card.address or "SOMEBODY ELSE",
        issuer=card.issuer,
        valid_from=f"{card.valid_from:%Y%m%d}",
        valid_until=f"{card.valid_until:%Y%m%d}" if card.valid_until else "长期",
        kind=letter,
    )


@dataclass
class CountedTime:
    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class MemoryLine:
    """A simulated module at the other end; waiting only moves the time on."""

    module: SimulatedModule
    time: CountedTime
    is_broken: bool = False
    selects: int = 0
    """How often a card was found and asked for."""
    _coming: deque[tuple[float, bytes]] = field(default_factory=deque)
    _sent_s: float = 0.0

    def write(self, data: bytes) -> None:
        self._check()
        self.selects += data == command_frame(Command.SELECT.value)
        for piece in self.module.hear(data):
            # A module answers one question after the other.
            self._sent_s = max(self._sent_s, self.time.now_s) + piece.after_s
            self._coming.append((self._sent_s, piece.data))

    def read(self, limit_s: float) -> bytes:
        self._check()
        due_s = self.time.now_s + limit_s
        if self._coming and self._coming[0][0] <= due_s:
            at_s, data = self._coming.popleft()
            self.time.now_s = max(self.time.now_s, at_s) + 1e-6 * len(data)
            return data
        self.time.now_s = due_s
        return b""

    def drop_heard(self) -> None:
        self._check()
        while self._coming and self._coming[0][0] <= self.time.now_s:
            self._coming.popleft()

    def close(self) -> None:
        self._coming.clear()

    def _check(self) -> None:
        if self.is_broken:
            raise LineBroken("pulled out")
