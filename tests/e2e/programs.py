"""Real programs in processes of their own, each with its words kept in a folder of logs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.request import ProxyHandler, build_opener

ROOT: Final = Path(__file__).parents[2]
PATIENCE_S: Final = 40.0
DONGSHENG: Final = "321199001001"
_LOOK_EVERY_S: Final = 0.05
_opener = build_opener(ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


@dataclass
class Programs:
    """Starts programs; ends those that still run. logs: a file for what each says."""

    logs: Path
    running: list[subprocess.Popen[str]] = field(default_factory=list)
    _count: int = 0

    def main(self, *arguments: str | Path, **given: object) -> Ran:
        """`python main.py ...` to its end."""
        return self.run("main.py", *arguments, **given)

    def run(self, *arguments: str | Path, **given: object) -> Ran:
        out, err = self._log_names(arguments)
        with out.open("w") as out_file, err.open("w") as err_file:
            done = subprocess.run(
                [sys.executable, *map(str, arguments)],
                cwd=ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=out_file,
                stderr=err_file,
                timeout=PATIENCE_S,
                check=False,
                **given,  # type: ignore[call-overload]
            )
        return Ran(done.returncode, out.read_text("utf-8"), err.read_text("utf-8"))

    def start(self, *arguments: str | Path) -> Running:
        out, err = self._log_names(arguments)
        with err.open("w") as err_file:
            process = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                cwd=ROOT,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=err_file,
                text=True,
            )
        self.running.append(process)
        return Running(process, out)

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.kill()
            process.communicate(timeout=PATIENCE_S)

    def _log_names(self, arguments: tuple[str | Path, ...]) -> tuple[Path, Path]:
        self._count += 1
        words = [a for a in map(str, arguments) if re.fullmatch(r"[a-z0-9_.]+", a)]
        name = f"{self._count:02d}-{'-'.join(words)}"
        self.logs.mkdir(parents=True, exist_ok=True)
        return self.logs / f"{name}.out", self.logs / f"{name}.err"


class Running:
    """A program that runs. Its lines are read one after the other, and kept."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self.process = process
        self._log = log

    def lines(self) -> Iterator[str]:
        """Until it says no more."""
        assert self.process.stdout is not None
        with self._log.open("a") as kept:
            for line in self.process.stdout:
                kept.write(line)
                kept.flush()
                yield line.rstrip("\n")

    def line_with(self, part: str) -> str:
        for line in self.lines():
            if part in line:
                return line
        raise AssertionError(f"it ended ({self.process.wait(PATIENCE_S)}) without saying {part}")

    def call(self) -> None:
        """Gives it a line to read."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """As the mains failing: nothing can be put in order. What it said before is still read."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE_S)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(PATIENCE_S)


@dataclass
class County:
    """A county server with its data folder; start, stop, start again on the same port."""

    programs: Programs
    folder: Path
    port: int = 0
    server: Running | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        arguments = ("-m", "sync.county", "--data", self.folder, "--port", str(self.port))
        self.server = self.programs.start(*arguments)
        found = re.search(r"http://127.0.0.1:(\d+)", self.server.line_with("http://"))
        assert found
        self.port = int(found[1])

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()

    def code(self) -> str:
        """A one-time code, as the officer reads it from the screen."""
        enrol = ("-m", "sync.county", "enrol", "--village", DONGSHENG, "--name", "Dongsheng")
        ran = self.programs.run(*enrol, "--data", self.folder)
        found = re.search(r"\d{3} \d{3} \d{3}", ran.out)
        assert found, ran
        return found[0]

    def page(self) -> str:
        """What the console shows."""
        with _opener.open(self.url + "/", timeout=10) as answer:
            return str(answer.read().decode())

    def figures(self) -> dict[str, str]:
        """The village's line on the console: kiosks, entries, people, hours, reports."""
        found = re.search(rf'data-village="{DONGSHENG}".*?</tr>', self.page(), re.DOTALL)
        assert found, "the village is not on the page"
        cells = re.findall(r"<td[^>]*>(.*?)</td>", found[0], re.DOTALL)
        counts = ("entries", "people", "hours", "near", "over", "reports")
        names = ("name", "kiosks", "contact", *counts)
        return dict(zip(names, cells, strict=True))


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Looks again and again; a condition in another process gives no signal."""
    deadline_s = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline_s, f"never: {what}"
        time.sleep(_LOOK_EVERY_S)


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"}
