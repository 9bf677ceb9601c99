"""A real PostgreSQL of one's own: Debian's server, a cluster in a temporary folder, no TCP."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from sync.county.tables import META

MISSING = "PostgreSQL's server is not installed (Debian: postgresql)"
_NAMES = count(1)
_ROOM_BYTES = 1 << 30


def programs() -> Path | None:
    """The folder of initdb and postgres, of the newest version that is here."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    on_path = newest or shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@dataclass(frozen=True)
class Cluster:
    folder: Path
    _connection: psycopg.Connection[Any]
    _left: list[str] = field(default_factory=list)
    """Empty counties with their tables, which take longer to make than most tests."""

    def url(self, county: str, **settings: str) -> str:
        options = " ".join(f"-c{k}={v}" for k, v in {"search_path": county, **settings}.items())
        return f"{_address(self.folder)}&options={quote(options)}"

    def new(self) -> str:
        """The name of an empty county: a schema, which is quicker made than a database."""
        name = f"county_{next(_NAMES)}"
        self._do(f"CREATE SCHEMA {name}")
        return name

    def take(self) -> str:
        """The name of a county without a row, to be given back."""
        return self._left.pop() if self._left else self.new()

    def give_back(self, county: str) -> None:
        """Nobody is connected with it any more."""
        self._do(*(f"DELETE FROM {county}.{table}" for table in META.tables))
        self._left.append(county)

    def copy(self, county: str) -> str:
        """As a backup is restored: tables, keys, rows. To be given back."""
        name = self.take()
        made = "CREATE TABLE IF NOT EXISTS {0}.{2} (LIKE {1}.{2} INCLUDING ALL)"
        filled = "INSERT INTO {0}.{2} SELECT * FROM {1}.{2}"
        tables = list(META.tables)
        self._do(*(one.format(name, county, table) for table in tables for one in (made, filled)))
        return name

    def rename(self, county: str, to: str) -> None:
        self._do(f"ALTER SCHEMA {county} RENAME TO {to}")

    def cut_connections(self) -> None:
        self._do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )

    def _do(self, *statements: str) -> None:
        """All of them or none."""
        self._connection.execute(";".join(statements))


def _address(folder: Path) -> str:
    return f"postgresql://xianglin@/postgres?host={folder}"


def _quick_folder() -> str | None:
    """Making files is what takes most of a county's beginning; in memory it takes a fifth."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < _ROOM_BYTES:
        return None
    return str(memory)


@contextmanager
def running(bin_folder: Path, *, is_measured: bool = False) -> Iterator[Cluster]:
    """fsync on, as at a county. PostgreSQL does not run as root: then as its package's user.
    is_measured: its files are on a disk, whatever that costs."""
    quick = None if is_measured else _quick_folder()
    folder = Path(tempfile.mkdtemp(prefix="xl-pg-", dir=quick))
    who: dict[str, Any] = {}
    if os.getuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    # The folder is another user's then: the socket in it must be reachable.
    folder.chmod(0o711)
    data = folder / "data"
    initdb = [bin_folder / "initdb", "-D", data, "-U", "xianglin", "-A", "trust", "-E", "UTF8"]
    control = [bin_folder / "pg_ctl", "-D", data, "-w", "-t", "60"]
    settings = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=on"
    log = folder / "log"

    def run(*command: object) -> None:
        # initdb's own syncing only guards against a power cut before the tests have begun.
        subprocess.run(
            list(map(str, command)),
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            timeout=120,
            **who,
        )

    try:
        # Its own syncing would only guard against a power cut before the tests have begun.
        run(*initdb, "--no-sync", "--locale=C")
        run(*control, "-l", log, "-o", settings, "start")
        try:
            with psycopg.connect(_address(folder), autocommit=True) as connection:
                yield Cluster(folder, connection)
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
