"""What sending a long backlog costs a kiosk in memory.

Runs in a process of its own (python -m tests.bench.backlog FOLDER URL CODE), which has the books
open and the libraries loaded before it looks at itself. Prints JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from kiosk.config import Config
from kiosk.devices.machine import wall_ms
from kiosk.village import open_village
from sync.exchange.enrol import Enrolled, enrol
from sync.exchange.line import Answered, Line, NoAnswer
from sync.exchange.outcomes import Synced
from sync.exchange.round import Exchange
from tests.bench.exchange import ROOT, VILLAGE, Bed, county
from tests.bench.figures import Figure, most
from tests.bench.peers import Peers

BACKLOG: Final = 100_000
_MB: Final = 1024 * 1024


class WeighedLine(Line):
    """Notes the largest request."""

    largest = 0

    def __init__(self, url: str) -> None:
        super().__init__(url)

    def ask(self, method: str, path: str, body: bytes, sign: str) -> Answered | NoAnswer:
        self.largest = max(self.largest, len(body))
        return super().ask(method, path, body, sign)


def measure(work: Path, peers: Peers) -> list[Figure]:
    folder = work / "backlog-county"
    with Bed(work / "backlog", VILLAGE, peers) as bed, county(folder) as url:
        bed.write(BACKLOG, at_once=20)
        code = bed.code(folder)
        bed.close()
        command = [sys.executable, "-m", "tests.bench.backlog", str(bed.folder), url, code]
        ran = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    assert found["sent"] == BACKLOG, found
    peak_mib, idle_mib = found["peak_bytes"] / _MB, found["idle_bytes"] / _MB
    beside = peers.beside("memory_mb")
    note = "peers: with 10,000" if beside else ""
    return [
        Figure("backlog of 100,000: memory above idle", peak_mib - idle_mib, "MiB", most(60)),
        Figure("  the whole process at most", peak_mib, "MiB", beside=beside, note=note),
        Figure("  largest request", found["largest_bytes"] / 1024, "KiB"),
    ]


def _memory(name: str) -> int:
    """Bytes. name: VmRSS, or VmHWM for the most since _forget_peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith(name))
    return int(line.split()[1]) * 1024


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def main(folder: Path, url: str, code: str) -> None:
    village = open_village(Config(folder))
    journal, line = village.store.journal, WeighedLine(url)
    try:
        outcome = enrol(journal, line, code, wall_ms)
        assert isinstance(outcome, Enrolled), outcome
        idle = _memory("VmRSS")
        _forget_peak()
        done = Exchange(journal, line, wall_ms).round()
        assert isinstance(done, Synced), done
        peak = _memory("VmHWM")
    finally:
        village.close()
    plain = {"idle_bytes": idle, "peak_bytes": peak, "largest_bytes": line.largest}
    print(json.dumps({**plain, "sent": done.sent}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
