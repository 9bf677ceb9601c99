"""Kiosk and county are killed (SIGKILL) again and again while people check in and rounds go on.

Real processes on real files, forked from one that has everything loaded, so that a new life takes
a moment. EVERY=1 kills each of the two 50 times; the ordinary run 3 times.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import pytest

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.village import open_village
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from tests.county.running import County
from tests.e2e.lives import live_as_county, live_as_kiosk, settle
from tests.e2e.relied import Relied, all_comes

KILLS: Final = 50 if os.environ.get("EVERY") else 3
VICTIMS: Final = (("kiosk",), ("county",), ("kiosk", "county"), ("county", "kiosk"))
PATIENCE_S: Final = 40.0
_forking: Final = get_context("forkserver")
_forking.set_forkserver_preload(["__main__", "tests.e2e.lives"])


def _say(saying: Connection, line: str) -> None:
    saying.send_bytes(line.encode())


def _kiosk(folder: Path, url: str, saying: Connection) -> None:
    live_as_kiosk(folder, url, partial(_say, saying))


def _county(folder: Path, port: int, saying: Connection) -> None:
    live_as_county(folder, port, partial(_say, saying))


class Life:
    """A process and what it says."""

    def __init__(self, program: Callable[..., None], *given: Any) -> None:
        self.said, saying = _forking.Pipe(duplex=False)
        self.process = _forking.Process(target=program, args=(*given, saying), daemon=True)
        self.process.start()
        saying.close()

    def next_line(self) -> str:
        assert self.said.poll(PATIENCE_S), "it hangs"
        return self.said.recv_bytes().decode()

    def kill(self) -> Iterator[str]:
        """What it had said before."""
        self.process.kill()
        self.process.join(PATIENCE_S)
        assert self.process.exitcode == -9, "it fell by itself"
        while True:
            try:
                yield self.said.recv_bytes().decode()
            except EOFError:
                return


@pytest.fixture
def enrolled(tmp_path: Path) -> int:
    """A kiosk and a county that know each other; the county's port. Neither runs."""
    county = County(tmp_path / "county")
    county.now_ms = wall_ms()
    county.start()
    line = Line(county.url)
    village = open_village(Config(tmp_path / "kiosk"))
    settle(village)
    assert isinstance(enrol(village.store.journal, line, county.code(), wall_ms), Enrolled)
    village.close()
    line.close()
    county.close()
    return county.port


def test_i2_what_the_screen_called_saved_comes_through_every_kill(
    enrolled: int, tmp_path: Path
) -> None:
    url, relied, dice = f"http://127.0.0.1:{enrolled}", Relied(), random.Random(1)

    def begin(who: str) -> Life:
        if who == "kiosk":
            return Life(_kiosk, tmp_path / who, url)
        life = Life(_county, tmp_path / who, enrolled)
        assert re.search(url, life.next_line())
        return life

    lives = {who: begin(who) for who in ("county", "kiosk")}
    killed: Counter[str] = Counter()
    for victims in islice(cycle(VICTIMS), KILLS * 4 // 3 + 1):
        touches, has_met = dice.randint(1, 6), False
        while touches > 0 or not has_met:
            line = lives["kiosk"].next_line()
            relied.hear(line)
            touches -= not line.startswith("round")
            has_met |= line.startswith("round Synced")
        # Somewhere in what it does next.
        lives["kiosk"].process.join(dice.random() * 0.02)
        for who in victims:
            for line in lives[who].kill():
                relied.hear(line)
            killed[who] += 1
        lives |= {who: begin(who) for who in victims}
    for life in lives.values():
        for line in life.kill():
            relied.hear(line)
    assert min(killed.values()) >= KILLS
    assert len(relied.visits) >= KILLS
    the_books_agree(tmp_path, relied)


def the_books_agree(folder: Path, relied: Relied) -> None:
    county = County(folder / "county")
    county.now_ms = wall_ms()
    county.start()
    line = Line(county.url)
    village = open_village(Config(folder / "kiosk"))
    assert village.store.database.check() == []
    all_comes(county, village.store.journal, line, relied)
    village.close()
    line.close()
    county.close()
