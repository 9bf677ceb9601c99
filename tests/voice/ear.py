"""A room to speak in: a PulseAudio of its own with a null sink, and an ear behind it that notices
when sound arrived there. What really reaches a loudspeaker, not what a log says."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final
from unittest.mock import patch

from kiosk.voice.player import RATE
from tests.voice.loudspeaker import until

PIECE: Final = RATE // 200
"""5 ms: how fine the ear hears."""
AUDIBLE: Final = 8
SINK_S: Final = 2.5
"""A null sink that nobody plays to answers with its own 2 s of silence first."""
PATIENCE_S: Final = 30.0
QUIET: Final[dict[str, Any]] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def can_hear() -> bool:
    return all(map(shutil.which, ("pulseaudio", "pactl", "parec")))


class Ear:
    """Keeps what it heard, and when the last piece and the last sound came."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._more = threading.Condition()
        self.frames = array("h")
        self.piece_s = self.sound_s = 0.0
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def sound_after(self, asked_s: float) -> float:
        """Seconds until the first sound."""
        self.wait(lambda: self.sound_s > asked_s)
        return self.sound_s - asked_s

    def silence_after(self, asked_s: float, lasting_s: float = 0.5) -> float:
        """Seconds until the last sound, which so much silence follows."""
        self.wait(lambda: self.piece_s > max(self.sound_s, asked_s) + lasting_s)
        return max(0.0, self.sound_s - asked_s)

    def listen(self, s: float) -> array[int]:
        """What is heard in the next seconds."""
        since, until_s = len(self.frames), time.monotonic() + s
        self.wait(lambda: self.piece_s > until_s, PATIENCE_S + s)
        return self.frames[since:]

    def wait(self, holds: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
        with self._more:
            assert self._more.wait_for(holds, patience_s)

    def _listen(self) -> None:
        while piece := self._stream.read(PIECE * 2):
            frames = array("h", piece[: len(piece) // 2 * 2])
            with self._more:
                self.frames.extend(frames)
                self.piece_s = time.monotonic()
                if any(abs(frame) > AUDIBLE for frame in frames):
                    self.sound_s = self.piece_s
                self._more.notify_all()


@contextmanager
def room(folder: Path) -> Iterator[Ear]:
    """The sound server is found by the environment, here and in what is started meanwhile."""
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
    command += ["--load=module-null-sink sink_name=room", "--load=module-native-protocol-unix"]
    record = ["parec", "-d", "room.monitor", "--raw", "--format=s16le", "--channels=1"]
    record += [f"--rate={RATE}", "--latency-msec=5"]
    own = {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder)}
    with patch.dict(os.environ, own), subprocess.Popen(command, **QUIET) as server:
        os.environ.pop("PULSE_SERVER", None)
        try:
            assert until(lambda: subprocess.run(["pactl", "info"], **QUIET).returncode == 0)
            with subprocess.Popen(record, stdout=-1, stderr=subprocess.DEVNULL) as recorder:
                assert recorder.stdout is not None
                ear = Ear(recorder.stdout)
                ear.listen(SINK_S)
                yield ear
                recorder.kill()
                ear.thread.join(PATIENCE_S)  # before its stream is closed
        finally:
            server.terminate()
