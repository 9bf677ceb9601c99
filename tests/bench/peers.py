"""The peers' own measures, run in the same minutes as ours: PouchDB, Morango, and a bare floor.

Nothing of theirs stands here. DIR holds what somebody has set up and installed: its scripts are
started, and what they have written into results/ is read (docs/bench.md says what that must be).
A peer that does not run, or whose entries did not all arrive, is left out, and that is told.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tests.bench.figures import Say, median

POUCH, MORANGO, FLOOR = "PouchDB", "Morango", "bare floor"
ENTRIES: Final = 10_000
SLOW_ENTRIES: Final = 1000
LONGEST_S: Final = 3600
_WAN: Final = {POUCH: "pouch", MORANGO: "morango", FLOOR: "floor zstd 500"}
Found = dict[str, dict[str, float]]
"""What is measured -> peer -> figure."""


@dataclass(frozen=True, slots=True)
class Record:
    """A check-in as the peers' file has it."""

    at_ms: int
    person: str
    service: str
    """What for, and everything else that was noted: what a peer sends, we send."""


class Peers:
    """folder: DIR; None = no peers, and nothing is beside ours."""

    def __init__(self, folder: Path | None, say: Say) -> None:
        self._folder = folder.resolve() if folder else None
        self._say = say
        self._found: Found = {}

    def run_loopback(self) -> None:
        """10,000 check-ins, and one more."""
        self._run(("gen.py",), None, None)
        self._run(("pouch_run.py",), "pouch.json", _read_pouch)
        self._run(("mor_run.py", "1"), "morango.json", _read_morango)

    def run_slow_line(self) -> None:
        """1,000 check-ins, and one more, with a round trip of 600 ms and 40 kbit/s up."""
        self._run(("wan_run.py",), "wan.json", _read_wan)

    def beside(self, what: str) -> Mapping[str, float]:
        return self._found.get(what, {})

    def records(self) -> list[Record]:
        """The very check-ins that the peers send; none without peers."""
        if self._folder is None:
            return []
        lines = (self._folder / "data" / "recs.jsonl").read_text("utf-8").splitlines()
        return [_record(json.loads(line)) for line in lines]

    def _run(
        self, command: Sequence[str], result: str | None, read: Callable[[Any], Found] | None
    ) -> None:
        if self._folder is None:
            return
        self._say(f"peers: {command[0]}")
        path = self._folder / "results" / (result or "-")
        path.unlink(missing_ok=True)
        python = self._folder / "venv" / "bin" / "python"
        environment = {**os.environ, "ROOT": str(self._folder)}
        subprocess.run(
            [python, *command],
            cwd=self._folder / "scripts",
            env=environment,
            stdout=subprocess.DEVNULL,
            timeout=LONGEST_S,
        )
        if read is None:
            return
        if not path.exists():
            self._say(f"peers: {command[0]} gave nothing and is left out")
            return
        for what, figures in read(json.loads(path.read_text("utf-8"))).items():
            self._found.setdefault(what, {}).update(figures)


def _record(plain: dict[str, str]) -> Record:
    at_ms = round(datetime.fromisoformat(plain["at"]).timestamp() * 1000)
    service = " ".join(filter(None, (plain["activity"], plain["kind"], plain["note"])))
    return Record(at_ms, plain["person"], service)


def _read_pouch(runs: list[dict[str, Any]]) -> Found:
    """The larger batch is its better one."""
    good = [run for run in runs if run["batch"] == 500 and run["written"] == ENTRIES]
    later = [one for run in good for one in run["incr"]]
    return _found(POUCH, [(run["sync_s"], run["up"], run["rss"]) for run in good], later)


def _read_morango(runs: list[dict[str, Any]]) -> Found:
    good = [run for run in runs if run["sync"]["ok"] and run["count"]["store"] == ENTRIES]
    whole = [(run["sync"]["s"], run["up"], run["sync"]["rss"]) for run in good]
    return _found(MORANGO, whole, [one for run in good for one in run["incr"]])


def _found(peer: str, whole: Sequence[Sequence[float]], later: Sequence[Sequence[float]]) -> Found:
    """whole: (seconds, bytes up, MB) of each run. later: (seconds, requests, up, down) of each."""
    if not whole or not later:
        return {}
    wall_s, up, memory_mb = (median(column) for column in zip(*whole, strict=True))
    return {
        "wall_s": {peer: wall_s},
        "bytes_up": {peer: up / ENTRIES},
        "memory_mb": {peer: memory_mb},
        "later_ms": {peer: median(one[0] for one in later) * 1000},
        "later_requests": {peer: median(one[1] for one in later)},
        "later_bytes": {peer: median(one[2] + one[3] for one in later)},
    }


def _read_wan(found: dict[str, list[dict[str, Any]]]) -> Found:
    slow: Found = {"slow_many_s": {}, "slow_one_s": {}, "slow_many_bytes": {}}
    for peer, name in _WAN.items():
        good = [run for run in found.get(name, ()) if _is_whole(run)]
        if good:
            slow["slow_many_s"][peer] = median(run["s"] for run in good)
            slow["slow_one_s"][peer] = median(run["one_s"] for run in good)
            slow["slow_many_bytes"][peer] = median(run["up"] + run["down"] for run in good)
    return slow


def _is_whole(run: dict[str, Any]) -> bool:
    if run.get("err"):
        return False
    return bool(run.get("ok") or run.get("n") == SLOW_ENTRIES)
