"""The county over HTTP: raw, signed endpoints, and two pages for people.

Bodies are read raw and decoded by msgspec; the framework only carries them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader
from nacl.signing import SigningKey
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from sync.county import deeds, file_deeds
from sync.county.gate import Answer, Asked, Gate
from sync.county.hours import VillageHours
from sync.county.overview import age_in_words, figures
from sync.county.store import Store
from sync.county.strings import say
from sync.county.verify_page import add_verifying
from sync.standard.attachments import MAX_PIECE_BYTES
from sync.standard.wire import (
    BATCH_LINES,
    MAX_PACKED_BYTES,
    SIGN,
    WHY_BUSY,
    WHY_TOO_LARGE,
    Refusal,
)

_log: Final = logging.getLogger(__name__)
_ZONE: Final = ZoneInfo("Asia/Shanghai")
_PAGES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"), autoescape=True
)
_PAGES.globals["say"] = say
MAX_ENROL_BYTES: Final = 4096
Deed = Callable[[Gate, Asked], Answer]


def make_app(store: Store, county_key: SigningKey, now_ms: Callable[[], int]) -> FastAPI:
    app = FastAPI(
        title=say("api.title"), description=say("api.about"), docs_url=None, redoc_url=None
    )
    gate = Gate(store, county_key, now_ms)
    _add_deeds(app, gate)
    _add_files(app, gate)
    _add_pages(app, gate)
    add_verifying(app, _PAGES, store, county_key.verify_key.encode())
    return app


def _add_deeds(app: FastAPI, gate: Gate) -> None:
    @app.post("/enrol", summary=say("api.enrol"), **_told("application/json", 403, 422, 429))
    async def enrol(request: Request) -> Response:
        return await _do(gate, deeds.enrol, request, MAX_ENROL_BYTES)

    @app.post("/hello", summary=say("api.hello"), **_told("application/json", 401, 403))
    async def hello(request: Request) -> Response:
        return await _do(gate, deeds.hello, request, MAX_ENROL_BYTES)

    @app.post(
        "/push", summary=say("api.push"), **_told("application/zstd", 401, 403, 409, 413, 422)
    )
    async def push(request: Request) -> Response:
        return await _do(gate, deeds.push, request, MAX_PACKED_BYTES)

    @app.post("/remind", summary=say("api.remind"), **_told("application/zstd", 401, 403, 413, 422))
    async def remind(request: Request) -> Response:
        return await _do(gate, deeds.remind, request, MAX_PACKED_BYTES)

    @app.get("/pull", summary=say("api.pull"), **_told("", 401, 403))
    async def pull(
        request: Request,
        after: int,
        mark: str = "",
        own: bool = False,
        lines: int = BATCH_LINES,
    ) -> Response:
        def one(at: Gate, asked: Asked) -> Answer:
            return deeds.pull(at, asked, after, mark, own, lines)

        return await _do(gate, one, request, 0)


def _add_files(app: FastAPI, gate: Gate) -> None:
    @app.get("/file/{file}", summary=say("api.file"), **_told("", 401, 403, 404))
    async def look_or_give(request: Request, file: str, at: int = 0, offset: int = 0) -> Response:
        def one(gate: Gate, asked: Asked) -> Answer:
            deed = file_deeds
            return deed.look(gate, asked, file) if at else deed.give(gate, asked, file, offset)

        return await _do(gate, one, request, 0)

    @app.put(
        "/file/{file}",
        summary=say("api.put_file"),
        **_told("application/octet-stream", 401, 403, 404, 409, 413, 422),
    )
    async def take(request: Request, file: str, offset: int) -> Response:
        def one(gate: Gate, asked: Asked) -> Answer:
            return file_deeds.take(gate, asked, file, offset)

        return await _do(gate, one, request, MAX_PIECE_BYTES)


def _add_pages(app: FastAPI, gate: Gate) -> None:
    hours = VillageHours()

    @app.get("/", summary=say("api.console"), response_class=HTMLResponse)
    def console() -> str:
        now_ms = gate.now_ms()
        rows = gate.store.read(partial(figures, hours=hours, now_ms=now_ms))
        ages = {row.village: age_in_words(row.last_contact_ms, now_ms) for row in rows}
        clock = datetime.fromtimestamp(now_ms / 1000, _ZONE).strftime("%Y-%m-%d %H:%M")
        return _PAGES.get_template("console.html").render(rows=rows, ages=ages, clock=clock)

    @app.get("/docs", include_in_schema=False, response_class=HTMLResponse)
    def docs() -> str:
        # The framework's own page loads its script from abroad: offline it shows nothing.
        return _PAGES.get_template("docs.html").render(schema=app.openapi())


async def _do(gate: Gate, deed: Deed, request: Request, max_bytes: int) -> Response:
    try:
        body = await _read(request, max_bytes)
    except ClientDisconnect:
        # Village lines break every day; nobody is there to be answered.
        return Response()
    url = request.url
    path = f"{url.path}?{url.query}" if url.query else url.path
    asked = Asked(request.method, path, request.headers.get(SIGN, ""), body or b"")
    if body is None:
        answer = gate.answer(asked, Refusal(WHY_TOO_LARGE, gate.now_ms()))
    else:
        answer = await run_in_threadpool(_done, deed, gate, asked)
    return Response(answer.body, answer.status, {SIGN: answer.sign})


def _done(deed: Deed, gate: Gate, asked: Asked) -> Answer:
    try:
        return deed(gate, asked)
    except DBAPIError as error:
        # A signed no: without a signature the kiosk would say that this is not the county.
        _log.error("database: %s", type(error.orig).__name__)
        return gate.answer(asked, Refusal(WHY_BUSY, gate.now_ms()))


async def _read(request: Request, max_bytes: int) -> bytes | None:
    """None for a body larger than it may be; it is never held in memory."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > max_bytes:
            return None
    return bytes(body)


_SAYS: Final = {
    401: "unsigned",
    403: "unknown",
    404: "unknown_file",
    409: "gap",
    413: "large",
    422: "fork",
    429: "tries",
}


def _told(body: str, *statuses: int) -> dict[str, Any]:
    """What /openapi.json says of a raw endpoint."""
    told: dict[str, Any] = {
        "parameters": [
            {"name": SIGN, "in": "header", "required": True, "schema": {"type": "string"}}
        ]
    }
    if body:
        told["requestBody"] = {
            "required": True,
            "content": {body: {"schema": {"type": "string", "format": "binary"}}},
        }
    answers: dict[int | str, dict[str, Any]] = {200: {"description": say("api.ok")}}
    answers |= {status: {"description": say(f"api.{_SAYS[status]}")} for status in statuses}
    return {"openapi_extra": told, "responses": answers}
