"""A simulator of a card reader on a cable: a pseudo-terminal with a simulated module behind it.

    with SimulatedReader(folder / "reader", SimulatedModule(random.Random(1))) as reader:
        reader.put(text_of_card(name=..., number=...))   # a port stands at reader.path
        reader.unplug(); reader.plug()                   # as at another socket

For tests and demos: the driver talks to it through pyserial as to a real port.
"""

from __future__ import annotations

import os
import select
import threading
import tty
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kiosk.devices.simulated_module import SimulatedModule

_CHUNK_BYTES: Final = 4096
_END_LIMIT_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Cable:
    """A plugged-in one. The port's own end is held too, lest it hangs up when nobody has it open.
    wake: written to when the thread shall end."""

    module_end: int
    port_end: int
    woken: int
    wake: int
    thread: threading.Thread


class SimulatedReader:
    """path: a symbolic link that stands there while it is plugged in."""

    def __init__(self, path: Path, module: SimulatedModule) -> None:
        self.path = path
        self._module = module
        self._heard = threading.Condition()
        self._cable: _Cable | None = None
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        self.plug()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.unplug()

    def paths(self) -> Sequence[str]:
        """The ports of a machine that has this reader alone."""
        return [str(self.path)] if self.path.is_symlink() else []

    def change(self, what: Callable[[SimulatedModule], None]) -> None:
        """Does something to the module between two of its answers."""
        with self._heard:
            what(self._module)

    def hears(self, commands: int, limit_s: float) -> bool:
        """Waits till the module was asked so often again; False when it was not in time."""
        with self._heard:
            wanted = self._module.commands + commands
            return self._heard.wait_for(lambda: self._module.commands >= wanted, limit_s)

    @property
    def has_card(self) -> bool:
        with self._heard:
            return self._module.has_card

    def put(self, text: bytes) -> None:
        self.change(lambda module: module.put(text))

    def take(self) -> None:
        self.change(lambda module: module.take())

    def plug(self) -> None:
        if self._cable is not None:
            return
        module_end, port_end = os.openpty()
        tty.setraw(port_end)
        woken, wake = os.pipe()
        self._stopped.clear()
        thread = threading.Thread(
            target=self._serve, args=(module_end, woken), name="simulated-reader", daemon=True
        )
        self._cable = _Cable(module_end, port_end, woken, wake, thread)
        self.path.symlink_to(os.ttyname(port_end))
        thread.start()

    def unplug(self) -> None:
        cable, self._cable = self._cable, None
        if cable is None:
            return
        self.path.unlink(missing_ok=True)
        self._stopped.set()
        os.write(cable.wake, b"!")
        cable.thread.join(_END_LIMIT_S)
        for end in (cable.module_end, cable.port_end, cable.woken, cable.wake):
            os.close(end)

    def _serve(self, module_end: int, woken: int) -> None:
        while not self._stopped.is_set():
            ready, _, _ = select.select([module_end, woken], [], [])
            if woken in ready:
                return
            with suppress(OSError):
                self._answer(module_end, os.read(module_end, _CHUNK_BYTES))

    def _answer(self, module_end: int, heard: bytes) -> None:
        with self._heard:
            pieces = self._module.hear(heard)
            self._heard.notify_all()
        for piece in pieces:
            if piece.after_s and self._stopped.wait(piece.after_s):
                return
            os.write(module_end, piece.data)
