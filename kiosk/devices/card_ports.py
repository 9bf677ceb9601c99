"""Serial ports by pyserial: which of them may be a card reader's, and one of them as a Line."""

from __future__ import annotations

import termios
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import serial
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo as PortFound

from kiosk.devices.card_module import LineBroken

WRITE_LIMIT_S: Final = 1.0
_WAIT_S: Final = 0.05
"""pyserial waits so long for a byte before it looks again."""
_BRIDGES: Final = (0x1A86, 0x067B, 0x10C4, 0x0403)
"""USB vendors of the chips that readers speak serial through: WCH, Prolific, Silicon Labs, FTDI."""


def usb_serial_paths(ports: Callable[[], Iterable[PortFound]] = list_ports.comports) -> list[str]:
    """Serial ports on USB, the usual bridge chips first. A board's own ports (ttyS0) are never
    asked: nobody knows what hangs on them, and they stand there with nothing behind them."""
    try:
        on_usb = [port for port in ports() if port.vid is not None]
    except OSError:  # one was pulled out while it was looked at
        return []
    return [port.device for port in sorted(on_usb, key=_likely_first)]


def _likely_first(port: PortFound) -> tuple[bool, str]:
    return port.vid not in _BRIDGES, port.device


class SerialLine:
    """A port, 8 bits, no parity, one stop bit; nobody else may open it meanwhile."""

    def __init__(self, path: str, bits_per_s: int) -> None:
        """Raises LineBroken: it is not there, may not be opened or somebody else has it."""
        with _told_as_broken():
            self._port = serial.Serial(
                path,
                bits_per_s,
                timeout=_WAIT_S,
                write_timeout=WRITE_LIMIT_S,
                exclusive=True,
            )

    def write(self, data: bytes) -> None:
        with _told_as_broken():
            self._port.write(data)

    def read(self, limit_s: float) -> bytes:
        with _told_as_broken():
            self._port.timeout = min(limit_s, _WAIT_S)
            data: bytes = self._port.read(max(1, self._port.in_waiting))
            return data

    def drop_heard(self) -> None:
        with _told_as_broken():
            self._port.reset_input_buffer()

    def close(self) -> None:
        with _told_as_broken():
            self._port.close()


@contextmanager
def _told_as_broken() -> Iterator[None]:
    """A port that was pulled out answers with whatever its layer thinks of first."""
    try:
        yield
    except (OSError, ValueError, TypeError, termios.error) as error:
        raise LineBroken(type(error).__name__) from None
