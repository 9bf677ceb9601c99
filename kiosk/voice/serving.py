"""What a process that speaks says and hears, whatever its engine: JSON lines, one answer for each
question, in order:

    (start)                           {"ready": voice id}
    {"id": 1, "text": "..."}          {"id": 1, "wav": base64 of a WAV file}  or  {"id", "error"}
    {"id": 2}                         {"id": 2}, a sign of life

The end of its input is its end, even in the middle of a sentence.
"""

from __future__ import annotations

import base64
import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn, Protocol, TextIO


class Renders(Protocol):
    """An engine: what serve() puts behind the lines."""

    voice: str

    def render(self, text: str) -> bytes:
        """A WAV file. Raises RuntimeError, OSError or ValueError."""
        ...


def serve(start: Callable[[], Renders]) -> NoReturn:
    """Answers lines until the input ends. What start() raises ends the process."""
    answers = _take_stdout()
    questions: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(questions,), daemon=True).start()
    engine = start()
    _say(answers, {"ready": engine.voice})
    while True:
        question = questions.get()
        answer: dict[str, Any] = {"id": question["id"]}
        if "text" in question:
            try:
                answer["wav"] = base64.b64encode(engine.render(question["text"])).decode()
            except (OSError, RuntimeError, ValueError) as error:
                answer["error"] = type(error).__name__
        _say(answers, answer)


def _take_stdout() -> TextIO:
    """Keeps stdout for the answers alone: engines print to it."""
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return own


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def _listen(questions: queue.SimpleQueue[dict[str, Any]]) -> None:
    for line in sys.stdin:
        questions.put(json.loads(line))
    os._exit(0)  # the kiosk is gone; whatever hangs in the engine goes with it
