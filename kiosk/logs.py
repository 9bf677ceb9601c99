"""The log: what happened, never to whom.

Only what is known to be harmless is written: the fixed text of the message, numbers, and words
that look like our own codes (a screen's id, an exception's name). Everything else a message was
given becomes "…", and of an exception only its type and the places it passed are kept: its text
may quote what somebody typed. Kept for at least half a year (Cybersecurity Law, article 21).
"""

from __future__ import annotations

import logging
import logging.handlers
import re
import traceback
from pathlib import Path
from typing import Any, Final

DAYS: Final = 200
HIDDEN: Final = "…"
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,39}")
_LONGEST_NUMBER: Final = 999_999_999


class SafeFormatter(logging.Formatter):
    """One line an event: time, level, where, what."""

    def format(self, record: logging.LogRecord) -> str:
        args = record.args if isinstance(record.args, tuple) else ()
        what = str(record.msg) % tuple(_harmless(arg) for arg in args)
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {what}"
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, where = record.exc_info
            frames = traceback.extract_tb(where)
            places = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
            line += f" | {kind.__name__} at {places}"
        return line


def _harmless(value: Any) -> Any:
    if isinstance(value, (bool, float)) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) <= _LONGEST_NUMBER else HIDDEN
    text = str(value) if not isinstance(value, BaseException) else type(value).__name__
    return text if _CODE.fullmatch(text) else HIDDEN


def keep_log(folder: Path) -> None:
    """Writes the log into this folder from now on, a file a day. Where that cannot be written,
    the kiosk goes on without a log."""
    logging.raiseExceptions = False  # a full disk must not fill the console too
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    sink: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sink = logging.handlers.TimedRotatingFileHandler(
            folder / "kiosk.log", when="midnight", backupCount=DAYS, encoding="utf-8"
        )
    except OSError:
        sink = logging.StreamHandler()
    sink.setFormatter(SafeFormatter())
    root.addHandler(sink)
