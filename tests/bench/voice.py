"""How soon a recording is heard after speak(), and how soon hush() is: recorded behind PulseAudio,
from the sink that would feed a loudspeaker. Needs pulseaudio and parec; without them, no figure.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from kiosk.config import ASSETS
from kiosk.strings import load_strings
from kiosk.voice.fragments import needed, templates
from kiosk.voice.make import VoiceSettings, make_voice
from kiosk.voice.player import RATE
from kiosk.voice.port import Speaker, Voice
from kiosk.voice.reading import reading_of
from tests.bench.figures import Figure, most, percentile

TIMES: Final = 100
PIECE: Final = RATE // 200
"""5 ms: how fine the ear hears."""
LOUD: Final = 8
PATIENCE_S: Final = 20.0
LISTEN_S: Final = 0.4
SINK_S: Final = 2.5
"""A null sink that nobody plays to answers with its own 2 s of silence first."""


def measure(work: Path) -> list[Figure]:
    if not (shutil.which("pulseaudio") and shutil.which("parec")):
        return []
    strings = load_strings(ASSETS / "strings" / "zh_CN")
    read = reading_of(strings)
    found = needed(strings, read).sentences
    # Without its full stop a sentence would run on into the next, and be another one.
    long = [text for text in found if len(text) > 8 and not text[-1].isalnum()]
    dice = random.Random(7)
    came_ms, went_ms = [], []
    with _sound_server(work) as ear:
        speaks = threading.Event()
        voice = make_voice(
            VoiceSettings(ASSETS),
            read,
            templates(strings, read),
            on_speaker=lambda speaker: speaks.set() if speaker is Speaker.RECORDINGS else None,
        )
        speaks.wait(PATIENCE_S)
        for _ in range(TIMES):
            came, went = _once(voice, ear, "".join(dice.sample(long, 3)))
            came_ms.append(came)
            went_ms.append(went)
        voice.close()
    note = f"{TIMES} texts of three sentences; recorded behind a PulseAudio null sink"
    return [
        Figure("first sound of a recording, p50", percentile(came_ms, 50), "ms"),
        Figure(
            "first sound of a recording, p99", percentile(came_ms, 99), "ms", most(100), note=note
        ),
        Figure("silent after hush, p50", percentile(went_ms, 50), "ms"),
        Figure("silent after hush, p99", percentile(went_ms, 99), "ms", most(100)),
    ]


def _once(voice: Voice, ear: Ear, text: str) -> tuple[float, float]:
    asked_s = time.monotonic()
    voice.speak(text)
    came_s = ear.sound_after(asked_s)
    ear.wait_until(time.monotonic() + LISTEN_S)
    asked_s = time.monotonic()
    voice.hush()
    return came_s * 1000, ear.silence_after(asked_s) * 1000


class Ear:
    """Notes when sound arrived at the sink."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._more = threading.Condition()
        self._piece_s = self._sound_s = 0.0
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def sound_after(self, asked_s: float) -> float:
        """Seconds until the first sound."""
        self._wait(lambda: self._sound_s > asked_s)
        return self._sound_s - asked_s

    def silence_after(self, asked_s: float) -> float:
        """Seconds until the last sound, which LISTEN_S of silence follow."""
        self._wait(lambda: self._piece_s > max(self._sound_s, asked_s) + LISTEN_S)
        return max(0.0, self._sound_s - asked_s)

    def wait_until(self, moment_s: float) -> None:
        self._wait(lambda: self._piece_s > moment_s)

    def _wait(self, holds: Callable[[], bool]) -> None:
        with self._more:
            assert self._more.wait_for(holds, PATIENCE_S)

    def _listen(self) -> None:
        while piece := self._stream.read(PIECE * 2):
            is_sound = any(abs(frame) > LOUD for frame in array("h", piece[: len(piece) // 2 * 2]))
            with self._more:
                self._piece_s = time.monotonic()
                if is_sound:
                    self._sound_s = self._piece_s
                self._more.notify_all()


@contextmanager
def _sound_server(work: Path) -> Iterator[Ear]:
    """Its own, apart from the machine's; the kiosk finds it by the environment."""
    os.environ.update(XDG_RUNTIME_DIR=str(work), HOME=str(work))
    os.environ.pop("PULSE_SERVER", None)
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
    command += ["--load=module-null-sink sink_name=room", "--load=module-native-protocol-unix"]
    null = subprocess.DEVNULL
    record = ["parec", "-d", "room.monitor", "--raw", "--format=s16le", "--channels=1"]
    record += [f"--rate={RATE}", "--latency-msec=5"]
    with subprocess.Popen(command, stdout=null, stderr=null) as server:
        try:
            _wait_for_server()
            with subprocess.Popen(record, stdout=subprocess.PIPE, stderr=null) as recorder:
                assert recorder.stdout is not None
                ear = Ear(recorder.stdout)
                ear.wait_until(time.monotonic() + SINK_S)
                yield ear
                recorder.kill()
                ear.thread.join(PATIENCE_S)  # before its stream is closed
        finally:
            server.terminate()


def _wait_for_server() -> None:
    end_s = time.monotonic() + PATIENCE_S
    quiet = subprocess.DEVNULL
    with suppress(FileNotFoundError):
        while subprocess.run(["pactl", "info"], stdout=quiet, stderr=quiet).returncode:
            assert time.monotonic() < end_s
            time.sleep(0.02)
