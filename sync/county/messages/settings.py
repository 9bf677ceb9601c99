"""How a county sends text messages: messages.toml in its data folder, passwords in the environment.

way = "http"                        # or "simulator": written into outbox.txt, nothing is sent
url = "https://sms.example/send"
method = "POST"                     # or "GET": then everything stands in [query]
timeout_s = 10
[headers]
Authorization = "Bearer ${SMS_TOKEN}"
[json]                              # or [form], [query]
mobile = "{phone}"
content = "{text}"
serial = "{id}"
[success]                           # of an answer 200 to 299
field = "result.code"               # where it stands in the JSON of the answer
equals = "0"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

FILE: Final = "messages.toml"
HTTP: Final = "http"
SIMULATOR: Final = "simulator"
LONGEST_TIMEOUT_S: Final = 60
_SECRET: Final = re.compile(r"\$\{(\w+)\}")


class WrongSettings(Exception):
    """str() says where, and holds no secret."""


class Success(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer 200 to 299 must say besides; "" = nothing. contains: anywhere in it."""

    field: str = ""
    equals: str = ""
    contains: str = ""


class SendingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """proxy: "" = none, whatever the environment names. Values of query, form and json may hold
    {phone}, {text} and {id}."""

    way: str
    url: str = ""
    method: str = "POST"
    timeout_s: float = 10
    proxy: str = ""
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    form: dict[str, str] = {}
    json: dict[str, Any] = {}
    success: Success = Success()


def read_settings(folder: Path, environment: Mapping[str, str]) -> SendingSettings | None:
    """None where the county has none: nothing is sent then. Raises WrongSettings."""
    path = folder / FILE
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        settings = msgspec.convert(_with_secrets(found, environment), SendingSettings)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise WrongSettings(f"{FILE}: {error}") from error
    _check(settings)
    return settings


def _check(settings: SendingSettings) -> None:
    is_http = settings.way == HTTP
    faults = {
        "way": not is_http and settings.way != SIMULATOR,
        "url": is_http and not settings.url.startswith(("https://", "http://")),
        "method": settings.method not in ("GET", "POST", "PUT"),
        "timeout_s": not 0 < settings.timeout_s <= LONGEST_TIMEOUT_S,
        "form, json": bool(settings.form) and bool(settings.json),
        "{phone}, {text}": is_http and not _has_both(settings),
    }
    for name, is_wrong in faults.items():
        if is_wrong:
            raise WrongSettings(f"{FILE}: {name}")


def _has_both(settings: SendingSettings) -> bool:
    said = repr((settings.query, settings.form, settings.json))
    return "{phone}" in said and "{text}" in said


def _with_secrets(value: Any, environment: Mapping[str, str]) -> Any:
    match value:
        case str():
            return _SECRET.sub(lambda found: _secret(found[1], environment), value)
        case dict():
            return {name: _with_secrets(one, environment) for name, one in value.items()}
        case list():
            return [_with_secrets(one, environment) for one in value]
        case _:
            return value


def _secret(name: str, environment: Mapping[str, str]) -> str:
    if name not in environment:
        raise WrongSettings(f"{FILE}: ${{{name}}}")
    return environment[name]
