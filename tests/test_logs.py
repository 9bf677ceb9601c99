"""The log says what happened, never to whom."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.flows.screen import Tone
from kiosk.logs import HIDDEN, SafeFormatter, keep_log

NUMBER = "321199194602285500"


def written(message: str, *args: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("kiosk.x", logging.ERROR, "f.py", 1, message, args, info)
    return SafeFormatter().format(record)


@pytest.mark.parametrize("private", [NUMBER, int(NUMBER), "王秀英", "13590830166", f"x{NUMBER} y"])
def test_what_may_be_a_persons_is_hidden(private: object) -> None:
    line = written("work failed: %s", private)
    assert line.endswith(f"work failed: {HIDDEN}")


@pytest.mark.parametrize("harmless", ["register.number", "D01", 42, Tone.RED, "TookTooLong"])
def test_our_own_codes_and_small_numbers_are_kept(harmless: object) -> None:
    assert written("screen %s", harmless).endswith(f"screen {harmless}")


def test_of_an_exception_only_its_type_and_way_are_kept() -> None:
    try:
        int(f"{NUMBER}王")
    except ValueError as error:
        line = written("flow failed", error=error)
    assert "ValueError at test_logs.py:" in line
    assert NUMBER not in line
    assert "王" not in line


def test_the_log_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    try:
        keep_log(tmp_path / "log")
        logging.getLogger("kiosk.x").warning("county.silent %s", NUMBER)
    finally:
        for handler in [h for h in root.handlers if h not in before]:
            root.removeHandler(handler)
            handler.close()
    (file,) = (tmp_path / "log").iterdir()
    text = file.read_text("utf-8")
    assert "county.silent" in text
    assert NUMBER not in text


def test_without_a_place_to_write_the_kiosk_goes_on(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = root.handlers[:]
    (tmp_path / "log").write_text("a file where the folder should be")
    try:
        keep_log(tmp_path / "log")
        assert len(root.handlers) == len(before) + 1
    finally:
        for handler in [h for h in root.handlers if h not in before]:
            root.removeHandler(handler)
