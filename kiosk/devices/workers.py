"""A process of its own for what is heavy or may hang: started when it is asked something, killed
when it is late, ended when nobody has asked for a while.

JSON lines, one answer for each question, in order. What an engine writes to stderr goes nowhere:
it may say what it read.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

Message = dict[str, Any]


class WorkerFailed(Exception):
    """It did not start, ended, or was late; the next question starts a new one."""


class Worker:
    """command: after the interpreter, such as ("-m", "kiosk.devices.card_picture")."""

    def __init__(self, command: Sequence[str], *, idle_s: float = 60.0) -> None:
        self._command = [sys.executable, *command]
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._idle: threading.Timer | None = None
        self._asked = 0

    @property
    def pid(self) -> int | None:
        """None while it does not run."""
        child = self._child
        return child.pid if child and child.poll() is None else None

    def ask(self, question: Mapping[str, Any], limit_s: float) -> Message:
        """Blocks, never longer than limit_s; starting counts. Raises WorkerFailed."""
        with self._lock:
            self._wait_no_more()
            try:
                child = self._running()
                assert child.stdin is not None
                child.stdin.write(json.dumps(question).encode() + b"\n")
                line = self._answers.get(timeout=limit_s)
                answer: Message = json.loads(line)
            except (OSError, ValueError, queue.Empty) as error:
                self._end()
                raise WorkerFailed(type(error).__name__) from None
            self._asked += 1
            self._idle = threading.Timer(self._idle_s, self._rest, (self._asked,))
            self._idle.daemon = True
            self._idle.start()
            return answer

    def close(self) -> None:
        """Ends it; the next question would start it again. Waits for an answer under way."""
        with self._lock:
            self._wait_no_more()
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._answers = queue.SimpleQueue()
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            follow = (self._child, self._answers)
            threading.Thread(target=_follow, args=follow, name="worker", daemon=True).start()
        return self._child

    def _rest(self, asked: int) -> None:
        with self._lock:
            if asked == self._asked:
                self._end()

    def _wait_no_more(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            assert child.stdin is not None
            child.stdin.close()


def _follow(child: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    assert child.stdout is not None
    # Unbuffered, a picture would be read byte by byte.
    with child.stdout as raw, open(raw.fileno(), "rb", closefd=False) as lines:
        for line in lines:
            answers.put(line)
    answers.put(b"")  # it ended: no JSON, and nobody waits for the limit


def serve(answer: Callable[[Message], Message]) -> NoReturn:
    """The process's own side: answers lines until its input ends, also in the middle of work.

    What answer() raises ends the process."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print
    questions: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions,), daemon=True).start()
    while True:
        out.write(json.dumps(answer(json.loads(questions.get()))).encode() + b"\n")
        out.flush()


def _listen(questions: queue.SimpleQueue[bytes]) -> None:
    for line in sys.stdin.buffer:
        questions.put(line)
    os._exit(0)  # the kiosk is gone
