"""Promise: whatever screen she comes to, nothing is cut off, too small, too near or without a name.

The whole tour is walked by real taps at three sizes; each screen that stands is swept.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.app import application
from kiosk.config import Config
from kiosk.flows.screen import Tone
from kiosk.strings import load_strings
from kiosk.tour import TABLE, opened, prepare, scripts
from kiosk.ui.header import SyncLight
from kiosk.ui.shell import Shell
from kiosk.ui.sweep import sweep
from kiosk.ui.tokens import PAPER
from kiosk.ui.tour import Expect, Guide

LONGEST_LIGHT = (("saved", {}), ("waiting", {"n": 12345}), ("days", {"n": 123}))
SIZES = [(1080, 1920), (1280, 800), (1024, 768)]
CASES = [*(("zh_CN", size) for size in SIZES), ("en", SIZES[0]), ("en", SIZES[2])]


class Inspector(Guide):
    """Looks instead of taking pictures."""

    def __init__(self, shell: Shell, folder: Path) -> None:
        super().__init__(shell, folder, "")
        self._looked_at = shell
        self.screens: set[str] = set()
        self.faults: list[str] = []

    def picture(self, name: str, of: QWidget | None = None) -> None:
        self.screens.add(name)
        found = sweep(of or self._looked_at, self._looked_at.theme)
        self.faults += [f"{name}: {fault}" for fault in found]


@pytest.mark.parametrize(("language", "size"), CASES)
def test_every_screen_of_every_flow_is_fit_to_be_used(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    application()
    person = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
    config = Config(tmp_path / "data", language=language, window_px=size, voice=False)
    prepare(config, person)
    strings = load_strings(config.strings)
    light = " · ".join(strings.show(f"light.{key}", **args) for key, args in LONGEST_LIGHT)
    with opened(config, strings) as kiosk:
        inspector = Inspector(kiosk.shell, tmp_path)
        inspector.play(scripts(person))
        ground = kiosk.window.grab().toImage().pixelColor(2, size[1] // 2).name()
        assert ground == PAPER.lower()
        kiosk.shell.show_light(SyncLight(Tone.RED, light))
        inspector.expect(Expect("home"))
    assert not inspector.faults
    assert len(inspector.screens) >= 28
