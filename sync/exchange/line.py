"""The line to the county: HTTP by requests, one kept connection, no byte too many.

Every call ends: connecting, each read, and the whole answer have limits, and so has its size.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import requests
from urllib3.util import SKIP_HEADER

from sync.standard.wire import MAX_PACKED_BYTES, SIGN

CONNECT_S: Final = 10.0
"""Also bounds each 16 KB piece of a sent body: 10 s holds down to 13 kbit/s."""
READ_S: Final = 30.0
ANSWER_S: Final = 120.0


class Why(StrEnum):
    """Why there was no contact, as a code that the strings know."""

    NO_NETWORK = "no_network"
    """No route, no name, or nobody listens there."""
    TIMEOUT = "timeout"
    CUT = "cut"
    """The line broke in the middle."""
    CERTIFICATE = "certificate"
    NOT_COUNTY = "not_county"
    """Somebody answered, but it was not the county: a captive portal, another server."""
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, of whoever it may be. signature: "" when it has none."""

    status: int
    body: bytes
    signature: str


@dataclass(frozen=True, slots=True)
class NoAnswer:
    why: Why


class Line:
    """url: https://county.example/ with or without a path. One thread at a time."""

    def __init__(self, url: str, connect_s: float = CONNECT_S, read_s: float = READ_S) -> None:
        self.url = url.rstrip("/")
        self._limits_s = (connect_s, read_s)
        self._session = requests.Session()
        # Default headers cost 130 bytes a request; on a 2G line that is 30 ms.
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER})
        # A .netrc or a proxy variable of the desktop must not lead the kiosk's words elsewhere.
        self._session.trust_env = False
        self.requests = 0
        self.sent_bytes = 0
        self.received_bytes = 0

    def ask(self, method: str, path: str, body: bytes, sign: str) -> Answered | NoAnswer:
        self.requests += 1
        self.sent_bytes += len(body)
        try:
            with self._session.request(
                method,
                self.url + path,
                data=body or None,
                headers={SIGN: sign},
                timeout=self._limits_s,
                allow_redirects=False,
                stream=True,
            ) as response:
                return self._read(response)
        except requests.exceptions.SSLError:
            return NoAnswer(Why.CERTIFICATE)
        except requests.Timeout:
            return NoAnswer(Why.TIMEOUT)
        except requests.exceptions.ChunkedEncodingError:
            return NoAnswer(Why.CUT)
        except requests.ConnectionError as error:
            return NoAnswer(Why.CUT if "aborted" in str(error) else Why.NO_NETWORK)
        except requests.RequestException:
            return NoAnswer(Why.NOT_COUNTY)

    def _read(self, response: requests.Response) -> Answered | NoAnswer:
        # A server that drips one byte every few seconds would never trip the read limit.
        end = time.monotonic() + ANSWER_S
        body = bytearray()
        for piece in response.iter_content(65536):
            body += piece
            if len(body) > MAX_PACKED_BYTES:
                return NoAnswer(Why.TOO_LARGE)
            if time.monotonic() > end:
                return NoAnswer(Why.TIMEOUT)
        self.received_bytes += len(body)
        return Answered(response.status_code, bytes(body), response.headers.get(SIGN, ""))

    def close(self) -> None:
        self._session.close()
