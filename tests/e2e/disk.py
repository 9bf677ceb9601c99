"""A disk whose power can be cut: what was synced is there afterwards, the rest is a matter of luck.

Stricter than most file systems. A file's content is safe when the file was synced, its name when
its folder was; nothing is safe by its age or for something else's sake. Of what is not safe, each
write is kept, lost or torn at the sectors, whatever came before or after it; each new, moved or
removed name is kept or lost. A rename is one thing, as every journaling file system has it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.e2e.syscalls import (
    Copied,
    Deed,
    Linked,
    Made,
    Moved,
    Removed,
    Shortened,
    Synced,
    Told,
    Wrote,
)

SECTOR: Final = 512


@dataclass
class _File:
    """unsafe: (at, data), or (size, None) where it was shortened, since the last sync."""

    now: bytearray = field(default_factory=bytearray)
    safe: bytes = b""
    unsafe: list[tuple[int, bytes | None]] = field(default_factory=list)

    def change(self, at: int, data: bytes | None) -> None:
        self.unsafe.append((at, data))
        _change(self.now, at, data)

    def sync(self) -> None:
        if self.unsafe:
            self.safe = bytes(self.now)
            self.unsafe.clear()

    def after_a_cut(self, dice: random.Random, luck: float) -> bytes:
        left = bytearray(self.safe)
        for at, data in self.unsafe:
            if data is None or dice.random() < 0.5:
                if dice.random() < luck:
                    _change(left, at, data)
                continue
            for start in range(0, len(data), SECTOR):
                if dice.random() < luck:
                    _change(left, at + start, data[start : start + SECTOR])
        return bytes(left)


def _change(content: bytearray, at: int, data: bytes | None) -> None:
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if data is None:
        del content[at:]
    else:
        content[at : at + len(data)] = data


class _Folder:
    """Stands for a folder among the names."""


def _node(path: Path) -> _Node:
    if path.is_dir():
        return _Folder()
    content = path.read_bytes()
    return _File(bytearray(content), content)


_Node = _File | _Folder
_Names = dict[str, _Node]


class Disk:
    """do() what was recorded, in its order; look at any time at what a cut would leave."""

    def __init__(self, root: Path) -> None:
        """What stands in root now is safe."""
        self._now: _Names = {str(path): _node(path) for path in root.rglob("*")}
        self._safe: _Names = dict(self._now)
        self._unsafe: list[tuple[str, dict[str, _Node | None]]] = []
        """(folder, its names that changed together)"""

    def do(self, deed: Deed) -> None:
        match deed:
            case Wrote(path, at, data):
                file = self._file(path)
                file.change(len(file.now) if at < 0 else at, data)
            case Shortened(path, size):
                self._file(path).change(size, None)
            case Copied(path, source, at, size):
                file = self._file(path)
                file.change(len(file.now), bytes(self._file(source).now[at : at + size]))
            case Synced(path):
                self._sync(path)
            case Made(path, is_folder):
                if path not in self._now:
                    self._name({path: _Folder() if is_folder else _File()})
            case Linked(path, to):
                self._name({to: self._now[path]})
            case Moved(path, to):
                self._move(path, to)
            case Removed(path):
                self._name({path: None})
            case Told():
                pass

    def _file(self, path: str) -> _File:
        node = self._now[path]
        assert isinstance(node, _File)
        return node

    def _move(self, path: str, to: str) -> None:
        node = self._now[path]
        assert isinstance(node, _File), "the names below a folder would have to move with it"
        if Path(path).parent == Path(to).parent:
            self._name({path: None, to: node})
        else:
            self._name({to: node})
            self._name({path: None})

    def _name(self, changed: dict[str, _Node | None]) -> None:
        self._unsafe.append((str(Path(next(iter(changed))).parent), changed))
        _rename(self._now, changed)

    def _sync(self, path: str) -> None:
        node = self._now.get(path)
        if isinstance(node, _File):
            node.sync()
            return
        for folder, changed in self._unsafe:
            if folder == path:
                _rename(self._safe, changed)
        self._unsafe = [(folder, changed) for folder, changed in self._unsafe if folder != path]

    def whole(self, below: Path) -> dict[Path, bytes | None]:
        """The files of a machine whose power stays on. None: a folder."""
        return _below(self._now, below, lambda file: bytes(file.now))

    def cut(self, below: Path, dice: random.Random) -> dict[Path, bytes | None]:
        """What stands there when the power comes back."""
        # Now and then all that is not safe is lost, or nearly all of it kept.
        luck = dice.choice((0.0, 0.5, 0.5, 0.9))
        names = dict(self._safe)
        for _, changed in self._unsafe:
            if dice.random() < luck:
                _rename(names, changed)
        return _below(names, below, lambda file: file.after_a_cut(dice, luck))


def _rename(names: _Names, changed: dict[str, _Node | None]) -> None:
    for path, node in changed.items():
        if node is None:
            names.pop(path, None)
        else:
            names[path] = node


def _below(
    names: _Names, below: Path, content: Callable[[_File], bytes]
) -> dict[Path, bytes | None]:
    """A name is there only when all folders above it are."""
    found: dict[Path, bytes | None] = {}
    for path, node in sorted(names.items()):
        place = Path(path)
        if below not in (place, *place.parents):
            continue
        if place == below or place.parent in found:
            found[place] = None if isinstance(node, _Folder) else content(node)
    return found


def write_out(found: dict[Path, bytes | None], root: Path, to: Path) -> None:
    """The same tree, on a real disk, below another folder."""
    for path, content in found.items():
        place = to / path.relative_to(root)
        if content is None:
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
