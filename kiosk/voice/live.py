"""The watchdog: a worker process that renders sentences, killed and started anew when it hangs.

All of it runs on the voice's own thread and never waits: lines from the worker come in through
`heard`, time through `tick`, and `due_s` says when the next tick is needed. Any program that
speaks the worker's JSON lines (kiosk.voice.serving) can stand behind it.
"""

from __future__ import annotations

import base64
import json
import logging
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kiosk.voice.process import Line, Process

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    start_s: float = 10.0
    """Python and the engine's data, on a cold and slow disk."""
    answer_s: float = 1.0
    """A sentence takes 15 ms; with back-off 0 the voice is back within 3 s of a freeze, also where
    the neural voice was waited for before (kiosk.voice.chain.IN_TIME_S)."""
    heartbeat_s: float = 2.0
    """An idle worker is asked this often whether it lives."""
    back_off_s: tuple[float, ...] = (0.0, 0.5, 2.0)
    """Wait before each new start; after as many failures in a row it is given up."""
    try_again_s: float = 60.0
    """Then it is tried once this often."""
    rest_after_s: float = math.inf
    """Without a sentence for so long it ends, and is started by the next one. Infinite: it is
    started at once and kept."""


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


class _Failures:
    """In a row, and when the next start may be tried."""

    def __init__(self, limits: Limits, now_s: float) -> None:
        self._limits = limits
        self._count = 0
        self.not_before_s = now_s

    @property
    def is_given_up(self) -> bool:
        return self._count >= len(self._limits.back_off_s)

    def another(self, now_s: float) -> None:
        waits = self._limits.back_off_s
        self._count = min(self._count + 1, len(waits))
        pause_s = self._limits.try_again_s if self.is_given_up else waits[self._count - 1]
        self.not_before_s = now_s + pause_s

    def end(self) -> None:
        self._count = 0


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
        self._start_process = partial(Process, list(command), dict(environment or {}), tell)
        self._limits = limits or Limits()
        self._now_s = now_s
        self._process: Process | None = None
        self.is_up = False
        """It is running and has loaded what it needs."""
        self._is_kept = math.isinf(self._limits.rest_after_s)
        self._used_s = now_s()
        self._failures = _Failures(self._limits, self._used_s)
        self.due_s = self._used_s if self._is_kept else math.inf
        """When tick() is needed: an answer's limit, the next heartbeat, or the next start."""
        self._asked: _Wanted | None = None
        self._is_pinged = False
        self._wanted: _Wanted | None = None
        self.is_well = False
        """It has answered, and was not given up since."""

    @property
    def is_able(self) -> bool:
        """It was not given up, or has rested from that long enough to be tried again."""
        has_rested = not self._is_kept and self._now_s() >= self._failures.not_before_s
        return self._process is not None or not self._failures.is_given_up or has_rested

    def ask(self, ticket: int, text: str) -> Rendered | None:
        """The answer comes through heard(); at once only if it cannot be said now."""
        if not self.is_able:
            return Rendered(ticket, None)
        self._wanted = _Wanted(ticket, text)
        if self._process is None:
            self.due_s = self._failures.not_before_s
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
        if not self.is_up or self._asked or self._is_pinged:
            log.warning("voice worker hangs: killed")
            return self._fail()
        if self._now_s() - self._used_s < self._limits.rest_after_s:
            self._is_pinged = True
            self._write({"id": 0})
        else:
            self.close()
        return None

    def heard(self, line: Line) -> Rendered | None:
        """A finished sentence, or one given up; None when the line was about neither."""
        if self._process is None or line.process != self._process.number:
            return None
        if line.text is None:
            log.warning("voice worker ended")
            return self._fail()
        try:
            rendered = self._answered(json.loads(line.text))
        except (ValueError, TypeError, LookupError, AttributeError):
            log.warning("voice worker talks nonsense")
            return self._fail()
        self._send_wanted()
        return rendered

    def close(self) -> None:
        """Until the next sentence."""
        self._wanted = None
        self._kill()
        self.due_s = math.inf

    def _answered(self, answer: dict[str, Any]) -> Rendered | None:
        """Raises ValueError, TypeError, LookupError or AttributeError for what is no answer."""
        self.due_s = self._now_s() + self._limits.heartbeat_s
        asked, self._asked, self._is_pinged = self._asked, None, False
        self.is_well = True
        if not self.is_up:
            self.is_up = bool(answer["ready"])
            return None
        rendered = _rendered(answer, asked.ticket) if asked else None
        if rendered:
            self._failures.end()
        return rendered

    def _send_wanted(self) -> None:
        if self.is_up and self._wanted and not self._asked and not self._is_pinged:
            self._asked, self._wanted = self._wanted, None
            self._asked.tries += 1
            self._used_s = self._now_s()
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
        self.due_s = self._now_s() + self._limits.start_s
        try:
            self._process = self._start_process()
        except OSError as error:
            log.warning("voice worker does not start error=%s", type(error).__name__)
            return self._fail()
        return None

    def _fail(self) -> Rendered | None:
        """Kills it, sets the time of the next start; the sentence under way is tried once more."""
        self._kill()
        self._failures.another(self._now_s())
        self.due_s = self._failures.not_before_s
        is_given_up = self._failures.is_given_up
        asked, self._asked = self._asked, None
        if self._wanted is None:
            self._wanted = asked
        self.is_well = self.is_well and not is_given_up
        wanted = self._wanted
        if wanted and not is_given_up and wanted.tries < MOST_TRIES:
            return None
        self._wanted = None
        if not self._is_kept:
            self.due_s = math.inf
        return Rendered(wanted.ticket, None) if wanted else None

    def _kill(self) -> None:
        process, self._process = self._process, None
        self.is_up = self._is_pinged = False
        if process is not None:
            process.kill()


def _rendered(answer: dict[str, Any], ticket: int) -> Rendered:
    if answer["id"] != ticket:
        raise ValueError("another sentence's answer")
    wav = answer.get("wav")
    return Rendered(ticket, None if wav is None else base64.b64decode(wav))
