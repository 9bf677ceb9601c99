"""A child process that answers lines with lines. Nothing here waits."""

from __future__ import annotations

import itertools
import os
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What a worker wrote; None: it ended."""

    process: int
    """Number of the process."""
    text: bytes | None


_numbers = itertools.count(1)


class Process:
    """Started by being made. Raises OSError when there is no such program."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        tell: Callable[[Line], None],
    ) -> None:
        """tell is called on a thread of its own and must not block."""
        self.number = next(_numbers)
        """Of all processes ever started, whoever started it."""
        self._child = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # an engine may write there what it says
            bufsize=0,
            env={**os.environ, **environment},
        )
        follow = (self._child, self.number, tell)
        threading.Thread(target=_follow, args=follow, name="voice-worker", daemon=True).start()

    def write(self, line: bytes) -> None:
        """Raises OSError when it does not listen any more. The caller has at most one short line
        under way, so the pipe is never full and this never blocks."""
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(line + b"\n")
        except ValueError as error:  # it ended meanwhile, and its pipes were closed
            raise OSError(str(error)) from error

    def kill(self) -> None:
        self._child.kill()


def _follow(child: subprocess.Popen[bytes], number: int, tell: Callable[[Line], None]) -> None:
    with child:  # closes the pipes and reaps the child
        assert child.stdout is not None
        # Unbuffered, half a megabyte of sentence would be read byte by byte: 250 ms.
        with open(child.stdout.fileno(), "rb", closefd=False) as lines:
            for line in lines:
                tell(Line(number, line))
        tell(Line(number, None))
