"""Settings: read once at the start, frozen, handed to whoever needs them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import appdirs
import msgspec

from kiosk.services.ports import Rules
from kiosk.strings import FIRST, MANIFEST
from sync.standard.county_tables import HoursTable

ASSETS: Final = Path(__file__).resolve().parent.parent / "assets"
READER_OFF: Final = "off"
PORTRAIT: Final = (1080, 1920)


@dataclass(frozen=True, slots=True)
class Config:
    data: Path
    """Holds the journal, its key and its backups."""
    county_url: str = ""
    """Empty: the address that the enrolment noted, if any."""
    language: str = ""
    """A folder of assets/strings. Empty: the officer's choice."""
    window_px: tuple[int, int] = PORTRAIT
    fullscreen: bool = False
    voice: bool = True
    idle_s: int = 60
    """Without a touch, until the spoken warning."""
    warning_s: int = 30
    """From the warning until everything of the person is wiped."""
    camera: str = ""
    """A device, its number, or a folder of pictures in its place; empty: the first one there."""
    card_reader: str = ""
    """The ID-card reader's port; empty: whichever is found on USB; READER_OFF: none."""
    simulated_card_reader: bool = False
    """A reader that is none, and a window to lay invented people's cards on it."""
    simulated_microphone: bool = False
    """A microphone that hears a tone."""
    paper: Path | None = None
    """A folder in place of a printer."""
    picture: Path | None = None
    """Rewritten with the window's picture whenever that changes."""

    @property
    def strings(self) -> Path:
        return ASSETS / "strings" / (self.language or FIRST)


def languages() -> dict[str, str]:
    """Those that there are sentences in (docs/languages.md), the first one first: folder -> name
    in that language."""
    folders = (path for path in (ASSETS / "strings").iterdir() if path.is_dir())
    found = sorted(folders, key=lambda path: (path.name != FIRST, path.name))
    return {
        path.name: tomllib.loads((path / MANIFEST).read_text("utf-8"))["name"] for path in found
    }


def default_data() -> Path:
    return Path(appdirs.user_data_dir("xianglin", appauthor=False))


def load_rules(path: Path, groups: tuple[str, ...] = (), village: str = "") -> Rules:
    """The county's table (assets/rules/county.toml), this village's home groups and its code."""
    table = tomllib.loads(path.read_text("utf-8"))
    hours = msgspec.convert(table["hours"], HoursTable)
    stars = tuple(table["star_hours"])
    return Rules(stars, groups, table["consent_version"], village[:6], hours)
