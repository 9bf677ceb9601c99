"""A real county on loopback: uvicorn, FastAPI, SQLite on a disk."""

from __future__ import annotations

import secrets
import threading
from pathlib import Path

import uvicorn
from sqlalchemy import select

from sync.county.api import make_app
from sync.county.areas import Area
from sync.county.devices import CODES_THERE_ARE, issue_code
from sync.county.serve import county_key, listen
from sync.county.store import Store, open_store
from sync.county.tables import ENTRIES, REPORTS, VIEW_TABLES
from sync.standard.origin import Ref

NOW_MS = 1_790_000_000_000
DONGSHENG = "321199001001"
XISHENG = "321199001002"


class County:
    """start, stop, start again; its clock stands still unless it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now_ms = NOW_MS
        self.port = 0
        self.store: Store = open_store(folder)
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        listening = listen("127.0.0.1", self.port)
        self.port = listening.getsockname()[1]
        app = make_app(self.store, county_key(self.folder), lambda: self.now_ms)
        config = uvicorn.Config(
            app, log_level="error", access_log=False, server_header=False, date_header=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        if self._server is not None and self._thread is not None:
            self._server.should_exit = True
            self._thread.join(20)
            assert not self._thread.is_alive()
            self._server = None

    def image(self) -> dict[str, bytes]:
        """The county's folder, as a backup has it."""
        self.close()
        kept = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        self._open()
        return kept

    def restore(self, image: dict[str, bytes]) -> None:
        self.close()
        for path in self.folder.iterdir():
            path.unlink()
        for name, content in image.items():
            (self.folder / name).write_bytes(content)
        self._open()

    def _open(self) -> None:
        self.store = open_store(self.folder)
        self.start()

    def close(self) -> None:
        self.stop()
        self.store.close()

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
        return {row.key: row.body for row in self.store.read(lambda c: c.execute(query).all())}
