"""What this machine can do at best, measured in the same run: what the ratios are made of."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from tests.bench.figures import Figure, median, percentile

COMMITS: Final = 1000
ROWS: Final = 100_000
LINE: Final = b"x" * 110
"""As long as a check-in's."""
_EMPTY_WINDOW: Final = """
import sys
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: print("painted", flush=True))
app = QApplication(sys.argv)
window = Window()
window.resize(1080, 1920)
window.show()
QTimer.singleShot(300, app.quit)
app.exec()
"""


def commits_ms(folder: Path, *, encrypted: bool) -> Iterator[float]:
    """One row inserted and committed after the other, for as long as somebody asks; WAL and
    synchronous=FULL as the journal has them."""
    with closing(_connect(folder, encrypted=encrypted)) as connection:
        while True:
            began_s = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO raw (line) VALUES (?)", (LINE,))
            connection.execute("COMMIT")
            yield (time.perf_counter() - began_s) * 1000


def rows_per_s(folder: Path, *, encrypted: bool) -> float:
    """Rows inserted in one transaction."""
    with closing(_connect(folder, encrypted=encrypted)) as connection:
        began_s = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO raw (line) VALUES (?)", [(LINE,)] * ROWS)
        connection.execute("COMMIT")
        return ROWS / (time.perf_counter() - began_s)


def measure(folder: Path, runs: int) -> list[Figure]:
    figures: list[Figure] = []
    for name, encrypted in (("SQLite", False), ("SQLCipher", True)):
        took_ms = list(islice(commits_ms(folder, encrypted=encrypted), COMMITS))
        for percent in (50, 99):
            what = f"raw {name} insert + commit FULL, p{percent}"
            figures.append(Figure(what, percentile(took_ms, percent), "ms"))
    for name, encrypted in (("SQLite", False), ("SQLCipher", True)):
        per_s = median(rows_per_s(folder, encrypted=encrypted) for _ in range(runs))
        figures.append(Figure(f"raw {name} rows in one transaction", per_s, "1/s"))
    empty_ms = median(empty_window_ms() for _ in range(runs))
    return [*figures, Figure("empty Qt window, first paint", empty_ms, "ms")]


def _connect(folder: Path, *, encrypted: bool) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"raw-{encrypted}-{time.monotonic_ns()}.db"
    driver: Any = sqlcipher if encrypted else sqlite3
    connection = driver.connect(str(path), isolation_level=None)
    if encrypted:
        connection.execute(f"PRAGMA key = \"x'{'5a' * 32}'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchone()
    connection.execute("CREATE TABLE raw (no INTEGER PRIMARY KEY, line BLOB)")
    return connection


def empty_window_ms() -> float:
    """From the start of a bare Qt program until its window is painted."""
    began_s = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _EMPTY_WINDOW]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "painted\n"
        return (time.perf_counter() - began_s) * 1000
