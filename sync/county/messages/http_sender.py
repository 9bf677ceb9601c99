"""Sends by whatever HTTP interface a county's telephone company has: messages.toml says how.

urllib and no other library: httpx notes every address that it asks for, and with some companies
number and text stand in it (ADR 0043).
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from http.client import HTTPException
from typing import IO, Any, Final
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

import msgspec

from sync.county.messages.outgoing import Outgoing, Refused, Sender, Sent, Unreachable
from sync.county.messages.settings import SendingSettings, Success

_MOST_ANSWER_BYTES: Final = 65_536
_SLOT: Final = re.compile(r"\{(phone|text|id)\}")
_PATIENCE: Final = (408, 425, 429)
"""Answers that ask to come again; as do all from 500 on."""


class HttpSender(Sender):
    def __init__(self, settings: SendingSettings) -> None:
        self._settings = settings
        proxy = settings.proxy
        proxies = {"http": proxy, "https": proxy} if proxy else {}
        self._opener = build_opener(ProxyHandler(proxies), _NoRedirect())

    def send(self, outgoing: Outgoing) -> Sent | Refused | Unreachable:
        until = time.monotonic() + self._settings.timeout_s
        try:
            request = _request(self._settings, outgoing)
            with self._opener.open(request, timeout=self._settings.timeout_s) as answer:
                return _judged(_read(answer, until), self._settings.success)
        except HTTPError as error:
            with error:
                code = f"http_{error.code}"
            is_later = error.code >= 500 or error.code in _PATIENCE
            return Unreachable(code) if is_later else Refused(code)
        except TimeoutError:
            return Unreachable("timeout")
        except (OSError, HTTPException):
            return Unreachable("no_line")
        except ValueError:
            # An address or a header that cannot be: the county's settings, not this message.
            return Unreachable("settings")


class _NoRedirect(HTTPRedirectHandler):
    """Nobody's number is carried to an address that the county did not name."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _request(settings: SendingSettings, outgoing: Outgoing) -> Request:
    said = {"phone": outgoing.phone, "text": outgoing.text, "id": outgoing.id}
    url = settings.url
    if settings.query:
        url += ("&" if "?" in url else "?") + urlencode(_filled(settings.query, said))
    body, kind = None, ""
    if settings.json:
        body, kind = msgspec.json.encode(_filled(settings.json, said)), "application/json"
    elif settings.form:
        body = urlencode(_filled(settings.form, said)).encode()
        kind = "application/x-www-form-urlencoded"
    headers = ({"Content-Type": kind} if kind else {}) | settings.headers
    return Request(url, body, headers, method=settings.method)


def _filled(value: Any, said: Mapping[str, str]) -> Any:
    """Only what stands in the template is replaced: what was put in may hold braces itself."""
    match value:
        case str():
            return _SLOT.sub(lambda found: said[found[1]], value)
        case dict():
            return {name: _filled(one, said) for name, one in value.items()}
        case list():
            return [_filled(one, said) for one in value]
        case _:
            return value


def _read(answer: IO[bytes], until: float) -> bytes:
    """What was said in time. Raises TimeoutError."""
    found = b""
    while len(found) < _MOST_ANSWER_BYTES and (piece := answer.read1(4096)):  # type: ignore[attr-defined]
        found += piece
        if time.monotonic() > until:
            raise TimeoutError
    return found


def _judged(answer: bytes, success: Success) -> Sent | Refused:
    if success.contains and success.contains.encode() not in answer:
        return Refused("answer")
    if not success.field:
        return Sent()
    try:
        value = msgspec.json.decode(answer)
    except ValueError:
        return Refused("answer")
    for name in success.field.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return Sent() if said == success.equals else Refused("answer")
