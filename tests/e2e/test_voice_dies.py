"""Promise: whatever happens to the processes that speak, no screen waits for them, and the voice is
back within 3 s. The real workers: pyttsx3's, and the neural one where the extra is installed."""

from __future__ import annotations

import os
import signal
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from kiosk.app import Kiosk, application
from kiosk.config import Config
from kiosk.strings import load_strings
from kiosk.tour.play import TABLE, opened, prepare
from kiosk.tour.walks import walks
from kiosk.ui.tour import Guide
from kiosk.voice.neural import is_installed
from kiosk.voice.port import Speaker
from tests.voice.ear import Ear, can_hear, room
from tests.voice.loudspeaker import children_of_this

pytestmark = pytest.mark.skipif(
    not (os.environ.get("EVERY") and can_hear()),
    reason="only with EVERY=1: 15 s; with stand-ins always: tests/voice/test_chain.py",
)

NOBODY_KNEW = "欧阳春花，", "司马翠兰，"
SILENT_S = 0.5
BACK_S = 3.0
STALL_S = 0.9
"""Less than any voice is waited for (pyttsx3: 1 s); a page is painted in a tenth of it."""
PATIENCE_MS = 60_000


class Walker(Guide):
    def __init__(self, kiosk: Kiosk, folder: Path) -> None:
        super().__init__(kiosk.shell, folder, "voice", PATIENCE_MS)

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Takes none."""


class Heart:
    """Beats on the GUI's thread; what keeps it from beating keeps the screen waiting."""

    def __init__(self) -> None:
        self.longest_s = 0.0
        self._last_s = time.monotonic()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now_s = time.monotonic()
        self.longest_s = max(self.longest_s, now_s - self._last_s)
        self._last_s = now_s


@pytest.fixture(scope="module")
def ear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ear]:
    with room(tmp_path_factory.mktemp("room")) as ear:
        yield ear


@pytest.mark.parametrize("how", [signal.SIGSTOP, signal.SIGKILL])
def test_killed_or_frozen_no_screen_waits_and_the_voice_is_back(
    ear: Ear, tmp_path: Path, how: signal.Signals
) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    person = tomllib.loads(TABLE.read_text("utf-8"))["tour"]
    config = Config(tmp_path / "data", window_px=(1280, 800))
    prepare(config, person)
    before = children_of_this()
    strings = load_strings(config.strings)
    with opened(config, strings) as kiosk:
        walker = Walker(kiosk, tmp_path)
        walker.wait(_speaks(kiosk, NOBODY_KNEW[0]), "the voices")
        kiosk.voice.speak(strings.say("shell.wait.title"))
        walker.wait(lambda: kiosk.voice.speaker is Speaker.RECORDINGS, "a recording")
        walker.wait(lambda: ear.piece_s > ear.sound_s + SILENT_S, "silence")
        heart, workers = Heart(), children_of_this() - before
        for worker in workers:
            os.kill(worker, how)
        asked_s = time.monotonic()
        kiosk.voice.speak(NOBODY_KNEW[1])
        walker.wait(lambda: kiosk.voice.speaker is not Speaker.RECORDINGS, "a live voice")
        given_s = time.monotonic()
        walker.wait(lambda: ear.sound_s > given_s, "its sound")
        back_s = ear.sound_s - asked_s
        walker.play({"register": walks(person)["register"]})
    print(f"{how.name} to {len(workers)}: back {back_s:.2f} s, stall {heart.longest_s:.3f} s")
    assert back_s < BACK_S
    assert heart.longest_s < STALL_S


def _speaks(kiosk: Kiosk, name: str) -> Callable[[], bool]:
    """Every process that can speak has spoken."""
    best = Speaker.NEURAL if is_installed() else Speaker.PYTTSX3
    kiosk.voice.prepare([name])
    again = QTimer(interval=3000)
    again.timeout.connect(lambda: kiosk.voice.speak(name))
    again.start()
    return lambda: again.isActive() and kiosk.voice.speaker is best
