"""What really reaches a loudspeaker, recorded behind PulseAudio."""

from __future__ import annotations

import queue
import shutil
import subprocess
import threading
import time
from array import array

import pytest

from kiosk.voice.make import VoiceSettings, make_voice
from kiosk.voice.player import RATE
from kiosk.voice.port import Speaker
from tests.voice.loudspeaker import until

pytestmark = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec")),
    reason="needs pulseaudio and pulseaudio-utils, to record what was played",
)

SENTENCE = "请把身份证放在读卡区，或者点击屏幕上的大按钮。"
PIECE = RATE // 100
RECORDER_S = 0.05
"""How late the recorder hears: its own buffer and the sink's."""


class Ear:
    """Keeps when sound arrived; each piece is 10 ms."""

    def __init__(self, stream):
        self._stream = stream
        self._more = threading.Condition()
        self.last_piece_s = self.last_sound_s = 0.0
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self):
        while piece := self._stream.read(PIECE * 2):
            is_sound = any(abs(frame) > 8 for frame in array("h", piece[: len(piece) // 2 * 2]))
            with self._more:
                self.last_piece_s = time.monotonic()
                if is_sound:
                    self.last_sound_s = self.last_piece_s
                self._more.notify_all()

    def wait(self, holds):
        with self._more:
            assert self._more.wait_for(holds, 20)

    def sound_after(self, asked_s):
        """Seconds until the first sound was heard."""
        self.wait(lambda: self.last_sound_s > asked_s)
        return self.last_sound_s - asked_s

    def silence_after(self, asked_s):
        """Seconds until the last sound was heard, with half a second of silence after it."""
        self.wait(lambda: self.last_piece_s > max(self.last_sound_s, asked_s) + 0.5)
        return self.last_sound_s - asked_s


@pytest.fixture
def ear(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1"]
    command += ["--load=module-null-sink sink_name=room", "--load=module-native-protocol-unix"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    record = ["parec", "-d", "room.monitor", "--raw", "--format=s16le", "--channels=1"]
    with subprocess.Popen(command, **quiet) as server:
        try:
            assert until(lambda: subprocess.run(["pactl", "info"], **quiet).returncode == 0)
            recorder = subprocess.Popen(
                [*record, f"--rate={RATE}", "--latency-msec=10"], stdout=subprocess.PIPE
            )
            with recorder:
                ear = Ear(recorder.stdout)
                began_s = time.monotonic()
                ear.wait(
                    lambda: ear.last_piece_s > began_s + 2.5
                )  # an idle sink's own 2 s are over
                yield ear
                recorder.kill()
                ear.thread.join(20)  # before its stream is closed
        finally:
            server.terminate()


def test_a_sentence_is_heard_and_hush_cuts_it(ear, tmp_path):
    speakers = queue.SimpleQueue()
    voice = make_voice(VoiceSettings(tmp_path, neural=()), on_speaker=speakers.put)
    assert speakers.get(timeout=20) is Speaker.PYTTSX3
    came, went = [], []
    for _ in range(4):
        asked_s = time.monotonic()
        voice.speak(SENTENCE)
        came.append(ear.sound_after(asked_s))
        ear.wait(lambda said_s=ear.last_sound_s: ear.last_sound_s > said_s + 0.5)
        asked_s = time.monotonic()
        voice.hush()
        went.append(ear.silence_after(asked_s))
    voice.close()
    print(f"first sound ms {_ms(came)}; silent after hush ms {_ms(went)}")
    assert sorted(came)[-2] <= 0.3
    assert sorted(went)[-2] <= 0.1 + RECORDER_S


def _ms(seconds):
    return sorted(round(each * 1000) for each in seconds)
