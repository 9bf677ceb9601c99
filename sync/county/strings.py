"""The county's sentences (assets/strings/county.zh_CN.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parents[2] / "assets" / "strings" / "county.zh_CN.toml"


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def say(key: str, **args: str | int) -> str:
    """key: "console.title". Raises KeyError for an unknown key."""
    at: Any = _sentences()
    for part in key.split("."):
        at = at[part]
    return str(at).format_map(args)
