"""The processes that serve: one, or on PostgreSQL as many as there are cores.

Python's threads share one core. Nothing of the county is kept in a process's memory between two
requests, so any number of them may answer on one socket; SQLite has one writer anyhow.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Final

import uvicorn
from fastapi import FastAPI
from nacl.signing import SigningKey
from uvicorn.supervisors import Multiprocess

from sync.county.api import make_app
from sync.county.store import CONNECTIONS, open_store

_PATIENCE_S: Final = 60
"""A process that does not answer its supervisor so long is replaced: a large batch is no reason."""

_COLLECTED_AT: Final = 100_000
_FEWEST: Final = 4
"""Connections of a process; together they are no more than PostgreSQL allows, 100."""


def how_many(database: str | None) -> int:
    return len(os.sched_getaffinity(0)) if database else 1


def run(
    listening: socket.socket,
    folder: Path,
    database: str | None,
    key: SigningKey,
    now_ms: Callable[[], int],
    processes: int,
) -> None:
    """Answers on this socket until told to stop. A process that dies is replaced."""
    config = uvicorn.Config(
        partial(
            _app, folder, database, max(_FEWEST, CONNECTIONS // processes), key.encode(), now_ms
        ),
        factory=True,
        workers=processes,
        timeout_worker_healthcheck=_PATIENCE_S,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=900,
        limit_concurrency=1000,
    )
    if processes == 1:
        uvicorn.Server(config).run(sockets=[listening])
    else:
        Multiprocess(config, [listening]).run()


def _app(
    folder: Path,
    database: str | None,
    connections: int,
    secret: bytes,
    now_ms: Callable[[], int],
) -> FastAPI:
    if (supervisor := parent_process()) is not None:
        Thread(target=_end_with, args=(supervisor,), daemon=True).start()
    store = open_store(folder, database, connections)
    app = make_app(store, SigningKey(secret), now_ms)
    # What is loaded by now stays: the collector must not walk all of it in the midst of a batch.
    gc.collect()
    gc.freeze()
    # A batch makes ten thousands of things at once, and none of them in a circle.
    gc.set_threshold(_COLLECTED_AT)
    return app


def _end_with(supervisor: BaseProcess) -> None:
    """A supervisor that was killed must leave nobody on its port: the next start needs it."""
    supervisor.join()
    os.kill(os.getpid(), signal.SIGTERM)
