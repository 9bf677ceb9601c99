"""The page on which anybody verifies a certificate: by its text, or by a link that holds it."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from sync.certifying import Doubt
from sync.county.store import Store
from sync.county.strings import say
from sync.county.verifying import look_at
from sync.standard.certificates import MAX_TEXT

_MOST_BYTES: Final = 3 * MAX_TEXT
"""Of a form: each character may come as three."""
_HEADERS: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""A link with somebody's name in it is to stay nowhere."""


def add_verifying(app: FastAPI, pages: Environment, store: Store, county_key: bytes) -> None:
    """county_key: the public one."""

    def page(text: str) -> HTMLResponse:
        text = text.strip()
        found = store.read(lambda c: look_at(c, county_key, text)) if text else None
        doubt = found if isinstance(found, Doubt) else None
        verified = None if found is None or isinstance(found, Doubt) else found
        shown = pages.get_template("verify.html").render(
            text=text,
            doubt=doubt,
            found=verified,
            hours_of=_hours,
            hours=_hours(verified.certified.statement.minutes) if verified else "",
            hours_now=_hours(verified.minutes) if verified else "",
            key=county_key.hex(),
        )
        return HTMLResponse(shown, headers=_HEADERS)

    @app.get("/verify", summary=say("api.verify"), response_class=HTMLResponse)
    def by_link(text: str = "") -> HTMLResponse:
        return page(text[:_MOST_BYTES])

    @app.post("/verify", summary=say("api.verify"), response_class=HTMLResponse)
    async def by_form(request: Request) -> HTMLResponse:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST_BYTES:
                return HTMLResponse(say("verify.doubt_strange"), 413)
        text = QueryParams(bytes(body).decode("utf-8", "replace")).get("text", "")
        return await run_in_threadpool(page, text)


def _hours(minutes: int) -> str:
    """Cut off, as the kiosk says them: nobody is told an hour that is not there."""
    tenths = minutes * 10 // 60
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"
