"""Whether there is a network, and whether anybody listens at an address. Nothing is asked yet."""

from __future__ import annotations

import socket
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

_ANYWHERE: Final = ("192.0.2.1", 9)
"""An address kept for examples (RFC 5737): asking for the way there sends no byte."""
_PORTS: Final = {"http": 80, "https": 443}


class Reach(StrEnum):
    LISTENS = "listens"
    NO_NETWORK = "no_network"
    """No cable, no router: the machine knows no way out."""
    NO_ADDRESS = "no_address"
    """What was given is no address at all."""
    NAME_UNKNOWN = "name_unknown"
    NOBODY = "nobody"
    """The machine is there, but nothing listens."""
    SILENT = "silent"
    """Nothing comes back within the limit."""


def reach(url: str, limit_s: float) -> Reach:
    """limit_s: for one try to connect. Looking up the name has the system's own limit."""
    place = _place(url)
    if place is None:
        return Reach.NO_ADDRESS if _has_way(_ANYWHERE) else Reach.NO_NETWORK
    try:
        found = socket.getaddrinfo(*place, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return Reach.NAME_UNKNOWN if _has_way(_ANYWHERE) else Reach.NO_NETWORK
    if not any(_has_way(address, family) for family, _, _, _, address in found):
        return Reach.NO_NETWORK
    try:
        socket.create_connection(place, limit_s).close()
    except TimeoutError:
        return Reach.SILENT
    except OSError:
        return Reach.NOBODY
    return Reach.LISTENS


def _place(url: str) -> tuple[str, int] | None:
    """Host and port."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None


def _has_way(address: object, family: int = socket.AF_INET) -> bool:
    """Whether the machine knows a way there. A datagram's socket connects without sending."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            asking.connect(address)  # type: ignore[arg-type]
    except OSError:
        return False
    return True
