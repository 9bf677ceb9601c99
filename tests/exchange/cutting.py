"""A line that is cut at a given byte: a proxy on loopback."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading

UP, DOWN = "up", "down"
_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: close as if the cable were pulled."""


class CuttingLine:
    """Passes bytes on until it is told to cut; then it is dead until it is healed."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._lock = threading.Lock()
        self._left: dict[str, int] = {}
        self.is_cut = False
        self._open: list[tuple[socket.socket, socket.socket]] = []
        self._pumps: list[threading.Thread] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, way: str, passed: int) -> None:
        """After so many more bytes of that way, the next one finds the line cut."""
        with self._lock:
            self._left = {way: passed}

    def heal(self) -> None:
        """Whole again, with nothing of the old connections left."""
        self._break()
        for pump in self._pumps:
            pump.join(10)
            assert not pump.is_alive()
        with self._lock:
            self._left, self._pumps, self._open, self.is_cut = {}, [], [], False

    def close(self) -> None:
        self._break()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
                far = socket.create_connection(self._target)
            except OSError:
                return
            for end in (near, far):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open.append((near, far))
                pumps = [
                    threading.Thread(target=self._pump, args=given, daemon=True)
                    for given in ((near, far, UP), (far, near, DOWN))
                ]
                self._pumps += pumps
            for pump in pumps:
                pump.start()

    def _pump(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                passing = self._passing(way, len(data))
                sink.sendall(data[:passing])
                if passing < len(data):
                    self._break()
                    return
            sink.shutdown(socket.SHUT_WR)

    def _passing(self, way: str, length: int) -> int:
        with self._lock:
            left = self._left.get(way)
            if left is None:
                return 0 if self.is_cut else length
            passing = min(left, length)
            self._left[way] = left - passing
            self.is_cut |= passing < length
            return passing

    def _break(self) -> None:
        """The county keeps what has reached it; the kiosk's side is torn off."""
        with self._lock:
            ends = list(self._open)
        for near, far in ends:
            with contextlib.suppress(OSError):
                far.shutdown(socket.SHUT_WR)
            with contextlib.suppress(OSError):
                near.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                near.shutdown(socket.SHUT_RDWR)
