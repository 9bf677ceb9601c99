"""What the power is cut in: a kiosk and its county from their first start on, and a stick.

    python -m tests.e2e.recorded FOLDER

Two processes with a folder each, FOLDER/kiosk and FOLDER/county, and FOLDER/stick. Where there is
a kiosk already, they only go on. Says what tests.e2e.lives says, and besides:

    enrolled        the officer is told so
    carried SEQ     she is told that the stick may be pulled out, with all entries up to that one
    answered        the county's clerk is told so of the way back
    taken N         the officer is told that the county has given its receipt for N entries
    restoring       the newest backup takes the journal's place
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.store.key import find_key
from kiosk.store.restore import restore_newest_backup
from kiosk.village import Village, open_village
from sync.county.serve import carry, print_code
from sync.exchange.carry import CarriedIn, CarriedOut, carry_in, carry_out
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Line
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from tests.e2e.lives import live_as_county, live_as_kiosk, settle
from tests.e2e.programs import DONGSHENG

TOUCHES: Final = 12


def main(folder: Path) -> None:
    kiosk, county, stick = (folder / name for name in ("kiosk", "county", "stick"))
    if kiosk.exists():
        with _served(county) as url:
            live_as_kiosk(kiosk, url, say, TOUCHES)
        _carry_out(kiosk, stick)
        return
    with _served(county) as url:
        _enrol(kiosk, county, url)
        live_as_kiosk(kiosk, url, say, TOUCHES)
    live_as_kiosk(kiosk, url, say, TOUCHES // 3)
    _carry_out(kiosk, stick)
    _answer(county, stick)
    _carry_in(kiosk, stick)
    with _served(county) as url:
        live_as_kiosk(kiosk, url, say, TOUCHES)
        with _opened(kiosk) as village:
            village.store.database.back_up()
        live_as_kiosk(kiosk, url, say, TOUCHES)
        _carry_out(kiosk, stick)
        _restore(kiosk, url)
        live_as_kiosk(kiosk, url, say, TOUCHES // 3)


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A county in a process of its own; its address."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        live_as_county(folder, 0, lambda line: (os.write(writing, line.encode()), None)[1])
        os._exit(0)
    os.close(writing)
    found = re.search(rb"http://[\d.:]+", os.read(reading, 1000))
    assert found
    try:
        yield found[0].decode()
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(reading)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[Village]:
    village = open_village(Config(folder))
    try:
        yield village
    finally:
        village.close()


def _enrol(kiosk: Path, county: Path, url: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        print_code(county, None, DONGSHENG, "Dongsheng")
    found = re.search(r"\d{3} \d{3} \d{3}", said.getvalue())
    assert found
    line = Line(url)
    with _opened(kiosk) as village:
        settle(village)
        assert isinstance(enrol(village.store.journal, line, found[0], wall_ms), Enrolled)
        say("enrolled")
    line.close()


def _carry_out(kiosk: Path, stick: Path) -> None:
    with _opened(kiosk) as village:
        done = carry_out(village.store.journal, stick)
        assert isinstance(done, CarriedOut)
        assert not done.left
        say(f"carried {village.store.journal.head().seq}")


def _answer(county: Path, stick: Path) -> None:
    for is_out in (False, True):
        with contextlib.redirect_stdout(io.StringIO()):
            assert carry(county, None, stick, is_out) == 0
    say("answered")


def _carry_in(kiosk: Path, stick: Path) -> None:
    with _opened(kiosk) as village:
        assert isinstance(carry_in(village.store.journal, stick), CarriedIn)
        say(f"taken {village.store.journal.acknowledged()}")


def _restore(kiosk: Path, url: str) -> None:
    _send_all(kiosk, url)
    say("restoring")
    restore_newest_backup(kiosk, find_key(kiosk, os.environ, os.urandom).key)
    _send_all(kiosk, url)


def _send_all(kiosk: Path, url: str) -> None:
    line = Line(url)
    with _opened(kiosk) as village:
        assert isinstance(Exchange(village.store.journal, line, wall_ms).round(), Synced)
        say(f"taken {village.store.journal.acknowledged()}")
    line.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
