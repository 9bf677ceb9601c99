"""The repository as the house rules see it: its files, their syntax trees, the names they give."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
DOCS = ROOT / "docs"
HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
NOT_OURS = {".git", ".venv", ".hypothesis", "build", "dist", "__pycache__", "node_modules", "tour"}
TEXT = {".py", ".sh", ".toml", ".md", ".txt", ".csv", ".svg", ".in", ".html", ".css", ".json", ""}


def files(*folders: str) -> Iterator[Path]:
    """Every file of ours below these folders (a file's name stands for itself)."""
    for start in (ROOT / folder for folder in folders):
        if start.is_file():
            yield start
        # Not gone into: an environment beside has a hundred times as many.
        for folder_at, below, names in os.walk(start):
            below[:] = sorted(name for name in below if _is_ours(name))
            yield from (Path(folder_at, name) for name in sorted(names) if _is_ours(name))


def _is_ours(name: str) -> bool:
    return name not in NOT_OURS and not name.endswith("_cache")


def code() -> list[Path]:
    return [p for p in files("main.py", "kiosk", "sync", "packaging") if p.suffix == ".py"]


def tests() -> list[Path]:
    return [p for p in files("tests") if p.suffix == ".py"]


def texts() -> list[Path]:
    """Everything that somebody may read."""
    return [p for p in files(".") if p.suffix in TEXT and not p.name.endswith(".egg-info")]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def names_given(path: Path) -> Iterator[tuple[int, str]]:
    """(line, name) of every name that the file itself chooses: its own, its classes', functions',
    arguments', variables' and fields'. Names that a library chose are not ours to judge."""
    yield 1, path.stem
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield node.lineno, name
            case ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name


def words_of(name: str) -> list[str]:
    """check_in, CheckedIn, _HTMLPage -> their words, in lower case."""
    return [w.lower() for w in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def table(path: Path, columns: int) -> list[list[str]]:
    """The rows of a Markdown file's tables with so many columns, without their heads."""
    rows: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != columns:
            continue
        if all(cell and set(cell) <= set("-:") for cell in cells):
            rows.pop()  # a rule: what stood above it was the head
        else:
            rows.append(cells)
    return rows
