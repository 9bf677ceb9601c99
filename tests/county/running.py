"""A real county on loopback: uvicorn, FastAPI, SQLite on a disk or PostgreSQL."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from sqlalchemy import select

from sync.county.api import make_app
from sync.county.areas import Area
from sync.county.devices import CODES_THERE_ARE, issue_code
from sync.county.people_keys import PeopleKeys
from sync.county.refold import open_county
from sync.county.serve import county_key, listen
from sync.county.store import Store
from sync.county.tables import ENTRIES, REPORTS, VIEW_TABLES
from sync.folders import make_folder
from sync.standard.origin import Ref
from sync.standard.residents import Resident
from tests.county.postgres import Cluster

NOW_MS = 1_790_000_000_000
DONGSHENG = "321199001001"
XISHENG = "321199001002"


DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Image:
    """What a backup has of a county."""

    files: dict[str, bytes]
    database: str


class Server(uvicorn.Server):
    """Ends when it is told to. uvicorn's own looks ten times a second whether it shall, and waits
    a tenth more; a suite that starts hundreds spends a minute on that."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ended = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told: asyncio.Event | None = None

    def end(self) -> None:
        self._ended.set()
        if self._loop is not None and self._told is not None:
            self._loop.call_soon_threadsafe(self._told.set)

    async def main_loop(self) -> None:
        await self.on_tick(0)
        self._told = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        if not self._ended.is_set():
            await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.001)


class County:
    """start, stop, start again; its clock stands still unless it is told."""

    def __init__(self, folder: Path, cluster: Cluster | None = None) -> None:
        self.folder = folder
        self.cluster = cluster
        self.database = cluster.take() if cluster else ""
        self._taken = [self.database]
        self.now_ms = NOW_MS
        self.port = 0
        self.store: Store = self._opened()
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def database_url(self) -> str | None:
        return self.cluster.url(self.database) if self.cluster else None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        listening = listen("127.0.0.1", self.port)
        self.port = listening.getsockname()[1]
        app = make_app(self.store, county_key(self.folder), lambda: self.now_ms)
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
        )
        self._server = Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.end()
            self._thread.join(20)
            assert not self._thread.is_alive()
            self._server = None

    def image(self) -> Image:
        """The county's folder and database, as a backup has them."""
        self.close()
        files = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        image = Image(files, self._copied(self.database))
        self._open()
        return image

    def restore(self, image: Image) -> None:
        self.close()
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in image.files.items():
            (self.folder / name).write_bytes(content)
        self.database = self._copied(image.database)
        self._open()

    def _copied(self, database: str) -> str:
        if self.cluster:
            self._taken.append(self.cluster.copy(database))
        return self._taken[-1]

    def _opened(self) -> Store:
        make_folder(self.folder)
        secret = county_key(self.folder).encode()
        return open_county(self.folder, self.database_url, secret, lambda: self.now_ms)

    def _open(self) -> None:
        self.store = self._opened()
        self.start()

    def close(self) -> None:
        self.stop()
        self.store.close()

    def end(self) -> None:
        """It is nobody's any more."""
        self.close()
        if self.cluster:
            for database in self._taken:
                self.cluster.give_back(database)

    def code(self, village: str = DONGSHENG) -> str:
        area = Area(village, f"village {village[-1]}")
        secret = county_key(self.folder).encode()
        dice = secrets.randbelow(CODES_THERE_ARE)
        return self.store.write(lambda c: issue_code(c, area, self.now_ms, secret, dice))

    def entries(self, village: str = DONGSHENG) -> dict[Ref, bytes]:
        query = select(ENTRIES).where(ENTRIES.c.village == village)
        return {
            Ref(row.device, row.epoch, row.seq): row.line
            for row in self.store.read(lambda c: c.execute(query).all())
        }

    def numbers(self, village: str = DONGSHENG) -> list[int]:
        query = select(ENTRIES.c.no).where(ENTRIES.c.village == village).order_by(ENTRIES.c.no)
        return list(self.store.read(lambda c: c.execute(query).scalars().all()))

    def reports(self, village: str = DONGSHENG) -> list[int]:
        query = select(REPORTS.c.seq).where(REPORTS.c.village == village).order_by(REPORTS.c.seq)
        return list(self.store.read(lambda c: c.execute(query).scalars().all()))

    def view(self, name: str, village: str = DONGSHENG) -> dict[str, bytes]:
        table = VIEW_TABLES[name]
        query = select(table.c.key, table.c.body).where(table.c.village == village)
        found = {row.key: row.body for row in self.store.read(lambda c: c.execute(query).all())}
        if name != Resident.table:
            return found
        secret = county_key(self.folder).encode()
        return self.store.read(lambda c: PeopleKeys(c, village, secret).open_bodies(found))


@pytest.fixture(params=DATABASES)
def county(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[County]:
    """The same county on every database that it may stand on."""
    is_sqlite = request.param == "sqlite"
    made = County(tmp_path / "county", None if is_sqlite else request.getfixturevalue("cluster"))
    made.start()
    yield made
    made.end()


@pytest.fixture
def sqlite_county(tmp_path: Path) -> Iterator[County]:
    """For what has nothing to do with the database that a county keeps."""
    made = County(tmp_path / "county")
    made.start()
    yield made
    made.end()
