"""From the start of the process until the first page is painted and the event loop answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kiosk.config import ASSETS
from kiosk.store import folder as files
from kiosk.strings import load_strings
from tests.bench.figures import Figure, median, most
from tests.bench.machine import empty_window_ms

ROOT: Final = Path(__file__).parents[2]
READY: Final = load_strings(ASSETS / "strings" / "zh_CN").show("cli.ready")
"""The kiosk prints it when its first picture is painted and the event loop has come round."""
LIVES_S: Final = 4
"""Long enough for what the start puts off (rare fonts, the name table) to be loaded."""


@dataclass(frozen=True, slots=True)
class Start:
    ready_ms: float
    ready_mib: float
    """Resident memory of the kiosk's own process then; shared libraries count in full."""
    settled_mib: float
    others_mib: float
    """Resident memory of the processes it has started (the voice)."""


def measure(folder: Path, runs: int) -> list[Figure]:
    start(folder)  # the files come into the system's memory
    starts, windows_ms = [], []
    for _ in range(runs):
        windows_ms.append(empty_window_ms())
        starts.append(start(folder))
    ready_ms = median(s.ready_ms for s in starts)
    unread_ms = median(start(folder, forget=True).ready_ms for _ in range(min(runs, 3)))
    (folder / files.CLEAN).unlink()
    unclean = start(folder, forget=True)
    return [
        Figure(
            "cold start to first usable screen",
            ready_ms,
            "ms",
            most(800),
            ready_ms / median(windows_ms),
            "empty Qt window",
        ),
        Figure("  the same, its files not yet in memory", unread_ms, "ms"),
        Figure("  the same, after a power cut (every page is checked)", unclean.ready_ms, "ms"),
        Figure("resident memory then", median(s.ready_mib for s in starts), "MiB", most(150)),
        Figure("  settled, 3 s later", median(s.settled_mib for s in starts), "MiB", most(150)),
        Figure(
            "  voice's process beside it",
            median(s.others_mib for s in starts),
            "MiB",
            note="none without a loudspeaker",
        ),
    ]


def start(folder: Path, *, forget: bool = False) -> Start:
    """One start; the kiosk closes itself well. forget: its files are read from the disk again."""
    if forget:
        _forget_files(folder, ROOT / "kiosk", ROOT / "sync", ASSETS, Path(sys.prefix))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "main.py", "--data", str(folder), "--seconds", str(LIVES_S)]
    began_s = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == READY:
                break
        ready_ms = (time.perf_counter() - began_s) * 1000
        ready_mib = _resident_mib(process.pid)
        time.sleep(LIVES_S - 1)
        settled_mib = _resident_mib(process.pid)
        others_mib = sum(_resident_mib(pid) for pid in _below(process.pid))
        assert process.wait(60) == 0
    return Start(ready_ms, ready_mib, settled_mib, others_mib)


def _resident_mib(pid: int) -> float:
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _below(pid: int) -> list[int]:
    """All processes that this one has started, and those that they have."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_below(child)]
    return found


def _forget_files(*places: Path) -> None:
    """Asks the system to drop these files from its memory; pages that others use stay."""
    for place in places:
        for path in place.rglob("*"):
            if path.is_file():
                handle = os.open(path, os.O_RDONLY)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)
