"""The watchdog: a worker process that renders sentences, killed and started anew when it hangs.

All of it runs on the voice's own thread and never waits: lines from the worker come in through
`heard`, time through `tick`, and `due_s` says when the next tick is needed. Any program that
speaks the worker's JSON lines (kiosk.voice.worker) can stand behind it.
"""

from __future__ import annotations

import base64
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.voice.process import Line, Process

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    start_s: float = 10.0
    """Python and the engine's data, on a cold and slow disk."""
    answer_s: float = 1.5
    """A sentence takes 15 ms; with back-off 0 the voice is back within 3 s of a freeze."""
    heartbeat_s: float = 2.0
    """An idle worker is asked this often whether it lives."""
    back_off_s: tuple[float, ...] = (0.0, 0.5, 2.0)
    """Wait before each new start; after as many failures in a row it is given up."""
    try_again_s: float = 60.0
    """Then it is tried once this often."""


@dataclass(frozen=True, slots=True)
class Rendered:
    ticket: int
    wav: bytes | None
    """None: it cannot be said."""


@dataclass(slots=True)
class _Wanted:
    ticket: int
    text: str
    tries: int = 0


MOST_TRIES = 2
"""A sentence that killed the worker twice is not said."""


class Live:
    """One worker. Only the newest sentence asked for is kept."""

    def __init__(
        self,
        command: Sequence[str],
        tell: Callable[[Line], None],
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """tell is called on the worker's reading thread and must not block."""
        self._command = list(command)
        self._tell = tell
        self._limits = limits or Limits()
        self._environment = dict(environment or {})
        self._now_s = now_s
        self._process: Process | None = None
        self._generation = 0
        self._is_up = False
        self.due_s = now_s()
        """When tick() is needed: an answer's limit, the next heartbeat, or the next start."""
        self._asked: _Wanted | None = None
        self._is_pinged = False
        self._wanted: _Wanted | None = None
        self._failures = 0
        self._is_proven = False

    @property
    def is_well(self) -> bool:
        """It has answered, and was not given up since."""
        return self._is_proven

    def ask(self, ticket: int, text: str) -> Rendered | None:
        """The answer comes through heard(); at once only if it cannot be said now."""
        if self._failures >= len(self._limits.back_off_s) and self._process is None:
            return Rendered(ticket, None)
        self._wanted = _Wanted(ticket, text)
        if self._process is None:
            return self.tick()
        self._send_wanted()
        return None

    def drop(self) -> None:
        """Nobody waits for the sentence any more."""
        self._wanted = None
        if self._asked:
            self._asked.tries = MOST_TRIES

    def tick(self) -> Rendered | None:
        """Call when due_s has come. Returns the sentence that is given up, if any."""
        if self._now_s() < self.due_s:
            return None
        if self._process is None:
            return self._start()
        if not self._is_up or self._asked or self._is_pinged:
            log.warning("voice worker hangs: killed")
            return self._fail()
        self._is_pinged = True
        self._write({"id": 0})
        return None

    def heard(self, line: Line) -> Rendered | None:
        """A finished sentence, or one given up; None when the line was about neither."""
        if line.generation != self._generation or self._process is None:
            return None
        if line.text is None:
            log.warning("voice worker ended")
            return self._fail()
        try:
            answer = json.loads(line.text)
            rendered = self._answered(answer)
        except (ValueError, TypeError, LookupError, AttributeError):
            log.warning("voice worker talks nonsense")
            return self._fail()
        self._send_wanted()
        return rendered

    def close(self) -> None:
        self._wanted = None
        self._kill()

    def _answered(self, answer: dict[str, Any]) -> Rendered | None:
        """Raises ValueError, TypeError, LookupError or AttributeError for what is no answer."""
        self.due_s = self._now_s() + self._limits.heartbeat_s
        asked, self._asked, self._is_pinged = self._asked, None, False
        self._is_proven = True
        if not self._is_up:
            self._is_up = bool(answer["ready"])
            return None
        if asked is None:
            return None
        if answer["id"] != asked.ticket:
            raise ValueError("another sentence's answer")
        self._failures = 0
        wav = answer.get("wav")
        return Rendered(asked.ticket, None if wav is None else base64.b64decode(wav))

    def _send_wanted(self) -> None:
        if self._is_up and self._wanted and not self._asked and not self._is_pinged:
            self._asked, self._wanted = self._wanted, None
            self._asked.tries += 1
            self._write({"id": self._asked.ticket, "text": self._asked.text})

    def _write(self, question: dict[str, Any]) -> None:
        self.due_s = self._now_s() + self._limits.answer_s
        assert self._process is not None
        try:
            self._process.write(json.dumps(question).encode())
        except OSError:
            # Its output ends too, and is told; else the time limit comes.
            log.warning("voice worker does not listen")

    def _start(self) -> Rendered | None:
        self._generation += 1
        self.due_s = self._now_s() + self._limits.start_s
        try:
            self._process = Process(self._command, self._environment, self._generation, self._tell)
        except OSError as error:
            log.warning("voice worker does not start error=%s", type(error).__name__)
            return self._fail()
        return None

    def _fail(self) -> Rendered | None:
        """Kills it, sets the time of the next start; the sentence under way is tried once more."""
        self._kill()
        waits = self._limits.back_off_s
        self._failures = min(self._failures + 1, len(waits))
        is_given_up = self._failures == len(waits)
        pause_s = self._limits.try_again_s if is_given_up else waits[self._failures - 1]
        self.due_s = self._now_s() + pause_s
        asked, self._asked = self._asked, None
        if self._wanted is None:
            self._wanted = asked
        wanted = self._wanted
        self._is_proven = self._is_proven and not is_given_up
        if wanted and (is_given_up or wanted.tries >= MOST_TRIES):
            self._wanted = None
            return Rendered(wanted.ticket, None)
        return None

    def _kill(self) -> None:
        process, self._process = self._process, None
        self._is_up = self._is_pinged = False
        if process is not None:
            process.kill()
