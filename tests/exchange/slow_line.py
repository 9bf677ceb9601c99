"""A slow line: a proxy on loopback with a delay, a rate for each way, and stalls.

No kernel's queue is needed for it. All connections share the one line, as on a modem; a segment
costs its bytes and 40 of heads, and opening a connection one round trip. What the kiosk had sent
when it hung up still goes through, before anything else does.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import threading
from dataclasses import dataclass, field
from typing import Final

UP, DOWN = "up", "down"
_SEGMENT: Final = 1360
_HEADS: Final = 40
_IN_FLIGHT: Final = 24
"""Segments of one way, about 32 KB."""


@dataclass(frozen=True, slots=True)
class Weather:
    """rtt_s: there and back. up, down: bytes a second. stall_chance: of each segment."""

    rtt_s: float
    up: float
    down: float
    stall_chance: float = 0.0
    stall_s: float = 0.0


LIKE_2G: Final = Weather(rtt_s=0.6, up=5000, down=10_000, stall_chance=0.01, stall_s=1.5)
"""40 kbit/s up, 80 down."""
CLEAR: Final = Weather(rtt_s=0.0, up=1e9, down=1e9)


@dataclass
class _Way:
    """One direction, of all connections together."""

    passed: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class SlowLine:
    """In front of 127.0.0.1:port while it is entered. weather may be changed at any time.

    passed(way): bytes of HTTP that have gone that way so far.
    """

    def __init__(self, port: int, weather: Weather, seed: int = 0) -> None:
        self.weather = weather
        self.connections = 0
        self.stalls = 0
        self._port = port
        self._dice = random.Random(seed)
        self._ways = {UP: _Way(), DOWN: _Way()}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self.url = ""

    def __enter__(self) -> SlowLine:
        self._thread.start()
        starting = asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(starting, self._loop).result(20)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()

    def passed(self, way: str) -> int:
        return self._ways[way].passed

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connected(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self.connections += 1
        await asyncio.sleep(self.weather.rtt_s)
        # A task that ends as cancelled would be complained of by the loop: it only ends.
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await self._carry_both(near, back)
        back.close()

    async def _carry_both(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        far, forth = await asyncio.open_connection("127.0.0.1", self._port)
        ways = [
            asyncio.ensure_future(self._carry(near, forth, UP)),
            asyncio.ensure_future(self._carry(far, back, DOWN)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            forth.close()

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, name: str
    ) -> None:
        """Ends when the sender has hung up and everything of it is through."""
        flying: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(_IN_FLIGHT)
        landing = asyncio.ensure_future(self._land(flying, sink))
        try:
            while data := await source.read(_SEGMENT):
                await self._send(self._ways[name], len(data), name)
                await flying.put((self._loop.time() + self.weather.rtt_s / 2, data))
            await flying.join()
        finally:
            landing.cancel()

    async def _send(self, way: _Way, length: int, name: str) -> None:
        """Holds the line for as long as the segment takes."""
        weather = self.weather
        took_s = (length + _HEADS) / (weather.up if name == UP else weather.down)
        async with way.turn:
            way.passed += length
            if self._dice.random() < weather.stall_chance:
                self.stalls += 1
                took_s += weather.stall_s
            if weather is not CLEAR:
                await asyncio.sleep(took_s)

    async def _land(
        self, flying: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter
    ) -> None:
        while True:
            at_s, data = await flying.get()
            await asyncio.sleep(max(0.0, at_s - self._loop.time()))
            with contextlib.suppress(OSError):
                sink.write(data)
                await sink.drain()
            flying.task_done()
