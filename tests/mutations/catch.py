"""python tests/mutations/catch.py [NAME...]: whether the tests see the bugs that people make.

Each seeded bug of seeded.toml is put into a copy of the source tree, and its tests run there as
they are: one of them must fail. Before that they must all pass on the copy as it is, else their
failing says nothing. A bug whose place in the source is no longer found fails the run too.

A run of pytest takes seconds to begin, most of it for libraries. So they are loaded once, without
a line of ours, and each run is a fork of that process: half a second a bug.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import importlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parents[2]
SEEDED: Final = Path(__file__).with_name("seeded.toml")
LIBRARIES: Final = (
    "anyio._backends._asyncio",
    "fastapi",
    "hypothesis.stateful",
    "jinja2",
    "msgspec",
    "nacl.public",
    "nacl.secret",
    "nacl.signing",
    "pdb",
    "psycopg",
    "pydantic.v1",
    "requests",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "sqlcipher3",
    "sqlite3",
    "uvicorn",
    "uvicorn.lifespan.off",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.h11_impl",
    "xml.etree.ElementTree",
    "zstandard",
)
PATIENCE_S: Final = 2
"""How long a test waits for what a seeded bug keeps from happening."""
LONGEST_S: Final = 60
AT_ONCE: Final = 2
ROOM_BYTES: Final = 1 << 29
BY_HASH: Final = PycInvalidationMode.CHECKED_HASH


@dataclass(frozen=True)
class Bug:
    """edits: (file, old, new). tests: of which one must fail. breaks: the invariant."""

    name: str
    breaks: str
    edits: tuple[tuple[str, str, str], ...]
    tests: tuple[str, ...]


@dataclass(eq=False)
class Noted:
    """A pytest plugin: which tests failed."""

    failed: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and report.when == "call":
            self.failed.append(report.nodeid)


@dataclass(frozen=True)
class Ended:
    status: int
    failed: tuple[str, ...]
    took_s: float
    output: str


def seeded() -> list[Bug]:
    found = tomllib.loads(SEEDED.read_text("utf-8"))["bug"]
    return [
        Bug(
            bug["name"],
            bug["breaks"],
            tuple((edit["file"], edit["old"], edit["new"]) for edit in bug["edit"]),
            tuple(bug["tests"]),
        )
        for bug in found
    ]


def quick_folder() -> str | None:
    """In memory, where there is room."""
    memory = Path("/dev/shm")
    has_room = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_BYTES
    return str(memory) if has_room else None


def lay_out(at: Path) -> None:
    """A copy of the tree as far as these tests need it. Compiled once; by its source's hash, not
    its time, Python then knows of each file whether it was changed."""
    no_need = shutil.ignore_patterns("__pycache__", "*.png", "*.wav")
    for folder in ("kiosk", "sync", "tests"):
        shutil.copytree(ROOT / folder, at / folder, ignore=no_need)
    shutil.copy(ROOT / "pyproject.toml", at)
    (at / "assets").symlink_to(ROOT / "assets")
    for folder in ("kiosk", "sync"):
        compileall.compile_dir(at / folder, quiet=1, invalidation_mode=BY_HASH)


def seed(at: Path, bug: Bug) -> str:
    """Puts the bug into the tree. What is wrong with it, or ""."""
    for name, old, new in bug.edits:
        text = (at / name).read_text("utf-8")
        if text.count(old) != 1:
            return f"{name}: the text to change is there {text.count(old)} times, not once"
        changed = text.replace(old, new)
        try:
            compile(changed, name, "exec")
        except SyntaxError as error:
            return f"{name}: no Python any more: {error}"
        (at / name).write_text(changed, "utf-8")
    return ""


def mend(at: Path, bug: Bug) -> None:
    for name, _, _ in bug.edits:
        shutil.copy(ROOT / name, at / name)


def run(at: Path, tests: tuple[str, ...], stop_at_first: bool) -> None:
    """In a process of its own: pytest in that tree; how it ended stands in at/ended."""
    output = os.open(at / "output", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    signal.alarm(LONGEST_S if stop_at_first else 5 * LONGEST_S)
    os.chdir(at)
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PATIENCE_S": str(PATIENCE_S)}
    sys.path[0] = str(at)
    noted = Noted()
    given = ["-o", "addopts=", "--import-mode=importlib", "-q", "-p", "no:cacheprovider"]
    given += [
        "--tb=short",
        "--basetemp",
        str(at / "tmp"),
        "-W",
        "ignore::pytest.PytestConfigWarning",
        *tests,
    ]
    given += ["-x"] if stop_at_first else []
    status = pytest.main(given, plugins=[noted])
    (at / "ended").write_text("\n".join((str(int(status)), *noted.failed)), "utf-8")
    sys.stdout.flush()
    os._exit(0)


def ended(at: Path, began_s: float) -> Ended:
    kept = at / "ended"
    said = kept.read_text("utf-8").split("\n") if kept.exists() else ["-1"]
    output = (at / "output").read_text("utf-8", "replace")
    return Ended(int(said[0]), tuple(said[1:]), time.monotonic() - began_s, output)


def verdict(bug: Bug, done: Ended) -> str:
    """ "" when the bug was caught."""
    if done.status == 0:
        return f"NOT CAUGHT by {', '.join(bug.tests)}"
    if done.status != 1 or not done.failed:
        return f"the tests did not run to an end ({done.status}):\n{done.output}"
    return ""


@dataclass(frozen=True)
class Running:
    process: Any
    bug: Bug | None
    at: Path
    began_s: float


class Runs:
    """A few trees, in each of them one bug at a time."""

    def __init__(self, folder: Path) -> None:
        self._forks = multiprocessing.get_context("fork")
        self._free = [folder / str(number) for number in range(AT_ONCE)]
        for at in self._free:
            lay_out(at)
        self._running: dict[int, Running] = {}
        self.wrong: list[str] = []

    def start(self, bug: Bug | None, tests: tuple[str, ...]) -> None:
        """bug: None for the tree as it is."""
        if not self._free:
            self._wait()
        at = self._free.pop()
        fault = seed(at, bug) if bug else ""
        if bug and fault:
            mend(at, bug)
            self._free.append(at)
            self.wrong.append(f"{bug.name}: {fault}")
            return
        (at / "ended").unlink(missing_ok=True)
        process = self._forks.Process(target=run, args=(at, tests, bug is not None))
        process.start()
        self._running[process.sentinel] = Running(process, bug, at, time.monotonic())

    def end(self) -> None:
        while self._running:
            self._wait()

    def _wait(self) -> None:
        for sentinel in wait(list(self._running)):
            one = self._running.pop(int(sentinel))
            one.process.join()
            self._tell(one, ended(one.at, one.began_s))
            if one.bug:
                mend(one.at, one.bug)
            self._free.append(one.at)

    def _tell(self, one: Running, done: Ended) -> None:
        if one.bug is None:
            if done.status:
                self.wrong.append(f"without any bug:\n{done.output}")
        elif fault := verdict(one.bug, done):
            self.wrong.append(f"{one.bug.name}: {fault}")
        else:
            by = done.failed[0].rpartition("::")[2]
            print(f"{one.bug.breaks:4}{one.bug.name}: caught by {by} ({done.took_s:.1f} s)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these bugs")
    names = parser.parse_args().names
    bugs = [bug for bug in seeded() if not names or bug.name in names]
    for library in LIBRARIES:
        importlib.import_module(library)
    # What is loaded stays: a test's collecting of garbage need not look through it.
    gc.freeze()
    with tempfile.TemporaryDirectory(prefix="seeded-", dir=quick_folder()) as folder:
        runs = Runs(Path(folder))
        tests = tuple(dict.fromkeys(test for bug in bugs for test in bug.tests))
        runs.start(None, tests)
        for bug in bugs:
            runs.start(bug, bug.tests)
        runs.end()
    for wrong in runs.wrong:
        print(wrong)
    print(f"{len(bugs) - len(runs.wrong)} of {len(bugs)} seeded bugs caught")
    return bool(runs.wrong or not bugs)


if __name__ == "__main__":
    sys.exit(main())
