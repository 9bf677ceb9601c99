"""A process of its own for what is heavy or may hang: started when it is asked something, killed
when it is late, ended when nobody has asked for a while.

JSON lines, one answer for each question, in order. What an engine writes to stderr goes nowhere:
it may say what it read.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, Final, NoReturn

Message = dict[str, Any]
_PIECE_BYTES: Final = 65536


class WorkerFailed(Exception):
    """It did not start, ended, or was late; the next question starts a new one."""


class Worker:
    """command: after the interpreter, such as ("-m", "kiosk.devices.card_picture")."""

    def __init__(self, command: Sequence[str], *, idle_s: float = 60.0) -> None:
        self._command = [sys.executable, *command]
        self._idle_s = idle_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_over = threading.Event()
        """Set when the child is not wanted any more."""
        self._used_s = 0.0

    @property
    def pid(self) -> int | None:
        """None while it does not run."""
        child = self._child
        return child.pid if child and child.poll() is None else None

    def ask(self, question: Mapping[str, Any], limit_s: float) -> Message:
        """Blocks, never longer than limit_s; starting counts. Raises WorkerFailed."""
        end_s = time.monotonic() + limit_s
        with self._lock:
            try:
                child = self._running()
                assert child.stdin is not None
                assert child.stdout is not None
                child.stdin.write(json.dumps(question).encode() + b"\n")
                answer: Message = json.loads(_line(child.stdout, end_s))
            except (OSError, ValueError) as error:
                self._end()
                raise WorkerFailed(type(error).__name__) from None
            self._used_s = time.monotonic()
            return answer

    def close(self) -> None:
        """Ends it; the next question would start it again. Waits for an answer under way."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
            self._is_over = threading.Event()
            watch = (self._child, self._is_over)
            threading.Thread(target=self._watch, args=watch, name="worker", daemon=True).start()
        return self._child

    def _watch(self, child: subprocess.Popen[bytes], is_over: threading.Event) -> None:
        """Ends the child when nobody has asked it for a while. One thread for its whole life: a
        timer for each question took as long as the answer."""
        left_s = self._idle_s
        while not is_over.wait(left_s):
            with self._lock:
                left_s = self._used_s + self._idle_s - time.monotonic()
                if left_s <= 0 and self._child is child:
                    self._end()

    def _end(self) -> None:
        self._is_over.set()
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in filter(None, (child.stdin, child.stdout)):
                pipe.close()


def _line(answers: IO[bytes], end_s: float) -> bytes:
    """The next line. Raises TimeoutError, and ConnectionError when there is none to come."""
    waiting = select.poll()
    waiting.register(answers, select.POLLIN)
    line = b""
    while not line.endswith(b"\n"):
        if not waiting.poll(max(0.0, end_s - time.monotonic()) * 1000):
            raise TimeoutError
        piece = os.read(answers.fileno(), _PIECE_BYTES)
        if not piece:
            raise ConnectionError
        line += piece
    return line


def serve(answer: Callable[[Message], Message]) -> NoReturn:
    """The process's own side: answers lines until its input ends, also in the middle of work.

    What answer() raises ends the process."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print
    threading.Thread(target=_end_with_the_kiosk, daemon=True).start()
    for question in sys.stdin.buffer:
        out.write(json.dumps(answer(json.loads(question))).encode() + b"\n")
        out.flush()
    os._exit(0)


def _end_with_the_kiosk() -> None:
    hanging_up = select.poll()
    hanging_up.register(sys.stdin.fileno(), 0)
    hanging_up.poll()
    os._exit(0)
