"""python -m tests.bench: how fast and how small, against the aims and against the machine.

docs/bench.md says what each line means.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.bench import (
    backlog,
    check_in,
    cold_start,
    county,
    event,
    exchange,
    folding,
    handwriting,
    machine,
    paper,
    search,
    slow,
    touch,
    voice,
)
from tests.bench.figures import Figure, Say, table
from tests.bench.peers import Peers
from tests.bench.villages import village_of

RESIDENTS: Final = 20_000
ENTRIES: Final = 500_000
MANY: Final = 100_000
MEASURES: Final = (
    "machine",
    "start",
    "touch",
    "check-in",
    "search",
    "fold",
    "exchange",
    "memory",
    "slow-line",
    "county",
    "voice",
    "handwriting",
    "event",
    "paper",
)


def main() -> int:
    asked = _parser().parse_args()
    machine_is = _machine()
    only = asked.only or MEASURES
    with _folder(asked.cache) as cache, tempfile.TemporaryDirectory(dir=cache) as work:
        bench = Bench(cache, Path(work), asked.runs, Peers(asked.peers, _tell), _tell)
        figures = [figure for name in MEASURES if name in only for figure in bench.run(name)]
    if asked.json:
        plain = {"machine": machine_is, "figures": [figure.plain() for figure in figures]}
        print(json.dumps(plain, indent=1))
    else:
        print(", ".join(f"{name}: {value}" for name, value in machine_is.items()))
        print(table(figures))
    return 0


class Bench:
    """The measures, each on a fresh copy of its village: none finds what another has written."""

    def __init__(self, cache: Path, work: Path, runs: int, peers: Peers, say: Say) -> None:
        self._cache, self._work, self._runs, self._say = cache, work, runs, say
        self._peers = peers
        self._raw = work / "raw"

    def run(self, name: str) -> list[Figure]:
        self._say(name)
        beds = (self._work, self._peers)
        measures: dict[str, Callable[[], list[Figure]]] = {
            "machine": lambda: machine.measure(self._raw, self._runs),
            "start": lambda: cold_start.measure(self._large(), self._runs),
            "touch": lambda: touch.measure(self._large()),
            "check-in": lambda: check_in.measure(self._large(), self._raw),
            "search": lambda: search.measure(self._copy(MANY, 2 * MANY)),
            "fold": lambda: folding.measure(self._large(), self._runs, self._raw),
            "exchange": lambda: exchange.measure(*beds),
            "memory": lambda: backlog.measure(*beds),
            "slow-line": lambda: slow.measure(*beds),
            "county": lambda: county.measure(self._work, self._say),
            "voice": lambda: voice.measure(self._work),
            "handwriting": handwriting.measure,
            "event": lambda: event.measure(self._copy(event.PEOPLE, 2 * event.PEOPLE), self._work),
            "paper": lambda: paper.measure(self._work / "demo"),
        }
        return measures[name]()

    def _large(self) -> Path:
        return self._copy(RESIDENTS, ENTRIES)

    def _copy(self, residents: int, entries: int) -> Path:
        original = village_of(self._cache, residents, entries, self._say)
        copy = self._work / "village"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(original, copy)
        return copy


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--cache", type=Path, help="keep the large villages in this folder")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median is taken")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="run the peers set up in DIR")
    parser.add_argument("--only", nargs="+", choices=MEASURES, help="these measures alone")
    return parser


@contextmanager
def _folder(cache: Path | None) -> Iterator[Path]:
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        yield cache.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _machine() -> dict[str, str | int]:
    load_1min, _, _ = os.getloadavg()
    return {
        "cores": os.cpu_count() or 0,
        "processor": platform.machine(),
        "Python": platform.python_version(),
        "load before": f"{load_1min:.1f}",
    }


def _tell(text: str) -> None:
    print(f"... {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
