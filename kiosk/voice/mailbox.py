"""What is left for the voice's thread: by callers, by the workers and by the loudspeaker."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass

from kiosk.voice.process import Line


@dataclass(frozen=True, slots=True)
class Say:
    ticket: int
    text: str
    is_urgent: bool
    waits: bool
    """For the urgent sentence that is being said."""
    sound: bytes = b""
    """A file that is played in its place."""


@dataclass(frozen=True, slots=True)
class Hushed:
    pass


@dataclass(frozen=True, slots=True)
class Ended:
    ticket: int


@dataclass(frozen=True, slots=True)
class Prepare:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forget:
    pass


@dataclass(frozen=True, slots=True)
class Close:
    pass


@dataclass(frozen=True, slots=True)
class Rang:
    """The bell was rung: the loudspeaker must run."""


Message = Say | Hushed | Ended | Rang | Prepare | Forget | Close | Line


class Mailbox:
    """Where the callers, the worker and the loudspeaker leave their messages."""

    def __init__(self) -> None:
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def put(self, message: Message) -> None:
        self._messages.put(message)

    def ended(self, ticket: int) -> None:
        self.put(Ended(ticket))

    def wait(self, until_s: float) -> Message | None:
        try:
            return self._messages.get(timeout=max(0.0, min(until_s - time.monotonic(), 60.0)))
        except queue.Empty:
            return None
