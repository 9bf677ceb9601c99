from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.store.store import Store, open_store
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line, NoAnswer, Why
from sync.exchange.ports import Ledger
from sync.exchange.round import Exchange
from tests.county.running import DONGSHENG, NOW_MS, County, county
from tests.exchange.plain_ledger import PlainLedger

__all__ = ["county"]


class LossyLine(Line):
    """A line that loses the next request, or the next answer, when told to."""

    lose_request = False
    lose_answer = False
    lose_answer_of = ""
    """The next answer to a request of a path that begins so is lost."""
    lose_after = 0
    """How many requests pass before one is lost."""

    def ask(self, method, path, body, sign):  # type: ignore[no-untyped-def]
        if self.lose_after:
            self.lose_after -= 1
            self.lose_request = not self.lose_after
        elif self.lose_request:
            self.lose_request = False
            return NoAnswer(Why.CUT)
        answer = super().ask(method, path, body, sign)
        if self.lose_answer_of and path.startswith(self.lose_answer_of):
            self.lose_answer, self.lose_answer_of = True, ""
        if self.lose_answer:
            self.lose_answer = False
            return NoAnswer(Why.CUT)
        return answer


class Kiosk:
    def __init__(self, ledger: Ledger, line: LossyLine) -> None:
        self.ledger = ledger
        self.line = line
        self.exchange = Exchange(ledger, line, lambda: NOW_MS)

    def restart(self) -> None:
        self.exchange = Exchange(self.ledger, self.line, lambda: NOW_MS)


@pytest.fixture
def join(county: County) -> Iterator[Callable[..., Kiosk]]:
    """join(ledger, village): a kiosk that is enrolled."""
    lines: list[Line] = []

    def make(ledger: Ledger | None = None, village: str = DONGSHENG) -> Kiosk:
        line = LossyLine(county.url)
        lines.append(line)
        ledger = ledger or PlainLedger(f"kiosk-{len(lines)}")
        assert isinstance(enrol(ledger, line, county.code(village), lambda: NOW_MS), Enrolled)
        return Kiosk(ledger, line)

    yield make
    for line in lines:
        line.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def open_at(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """open_at(name): the real journal in that folder."""
    opened: list[Store] = []

    def make(name: str) -> Store:
        opened.append(open_store(tmp_path / name, bytes(32), lambda: NOW_MS, os.urandom))
        return opened[-1]

    yield make
    for store in opened:
        store.close()
