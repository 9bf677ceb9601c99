"""Writes assets/icons/*.svg: one file a picture, named by what it means on our screens.

    python make_pictures.py ICONS_JSON PICTURES_TXT FOLDER

ICONS_JSON is the set of @iconify-json/fluent-emoji-flat; PICTURES_TXT gives "ours theirs" a line.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

RECOLOURED = {"star_empty": "#E3D6C0", "yes": "#18523A"}
"""Pictures whose every fill becomes this colour: a star not yet reached, a tick that means good."""
_PETALS = re.compile(r'<path fill="#d3d3d3"( d="[^"]+"/>)')
_FACE = re.compile(r'<path fill="#321b41" d="[^"]+"/>')
_RIBS = (
    '<path fill="none" stroke="#d3542a" stroke-linecap="round" stroke-width="1.2" '
    'd="M16 8v20M11.5 8.5c-4 6-4 13 0 19M20.5 8.5c4 6 4 13 0 19"/>'
)
REDRAWN = {
    "mark_chrysanthemum": (
        _PETALS,
        r'<path fill="#e0a21b" transform="rotate(36 16 13.6)"\1<path fill="#fcd53f"\1',
    ),
    "sign_pumpkin": (_FACE, _RIBS),
}
"""What is put for what: petals enough for a chrysanthemum; a pumpkin, not a lantern."""


def draw(body: str, width: int, height: int) -> str:
    """One picture as a file of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{body}</svg>\n'
    )


def read_names(path: Path) -> dict[str, str]:
    """Our name -> the set's name."""
    lines = (line.split("#")[0].split() for line in path.read_text("utf-8").splitlines())
    return {line[0]: line[1] for line in lines if line}


def main(icons_json: Path, pictures_txt: Path, folder: Path) -> None:
    icons = json.loads(icons_json.read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    for ours, theirs in read_names(pictures_txt).items():
        icon = icons["icons"][theirs]
        body = icon["body"]
        if ours in RECOLOURED:
            body = re.sub(r'fill="#[0-9a-fA-F]+"', f'fill="{RECOLOURED[ours]}"', body)
        if ours in REDRAWN:
            pattern, instead = REDRAWN[ours]
            body = pattern.sub(instead, body)
        width, height = (icon.get(side, icons[side]) for side in ("width", "height"))
        (folder / f"{ours}.svg").write_text(draw(body, width, height), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
