"""What programs did to their files, recorded by strace: every write with its bytes, every fsync,
every name made, moved or taken away, in one order for all of them.

Read strictly: a call that changes a file in a way that is not known here is an error, so that a
new way of writing cannot slip past the tests that stand on this.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# With a question mark: no processor has them all.
_CALLS: Final = (
    "?openat,?open,?creat,?write,?pwrite64,?pwritev,?pwritev2,?writev,?ftruncate,?truncate,?fsync,"
    "?fdatasync,?sync,?syncfs,?sync_file_range,?rename,?renameat,?renameat2,?unlink,?unlinkat,"
    "?link,?linkat,?symlink,?symlinkat,?mkdir,?mkdirat,?rmdir,?sendfile,?splice,?copy_file_range,"
    "?fallocate"
)
_STRACE: Final = ("strace", "-f", "--seccomp-bpf", "-e", f"trace={_CALLS}")
_PATIENCE_S: Final = 120
_LINE: Final = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_BEGUN: Final = re.compile(r"(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_ENDED: Final = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_ARGUMENT: Final = re.compile(r'"([^"]*)"|<([^>]*)>(\(deleted\))?|([^,<"]+)')
_MEMORY: Final = "-shm"
"""Shared memory by another name: SQLite makes it anew after a crash."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """at: -1 for the end of the file."""

    path: str
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Shortened:
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Copied:
    """To the end of the file."""

    path: str
    source: str
    at: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    path: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file, if nothing stood there."""

    path: str
    is_folder: bool


@dataclass(frozen=True, slots=True)
class Moved:
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Linked:
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Removed:
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line on the standard output: from here on somebody relies on it."""

    line: str


Deed = Wrote | Shortened | Copied | Synced | Made | Moved | Linked | Removed | Told


def why_not() -> str:
    """What stands in the way of recording here; "" when nothing does."""
    if shutil.which("strace") is None:
        return "recording needs strace"
    tried = subprocess.run([*_STRACE, "true"], capture_output=True, check=False)
    return "tracing is forbidden here" if tried.returncode else ""


def record(module: str, folder: Path) -> list[Deed]:
    """Runs `python -m module folder` to its end. What it did in folder, and what it told."""
    log = folder.with_name(f"{folder.name}.strace")
    telling = ("-y", "-xx", "-s", str(1 << 24), "-o", str(log))
    subprocess.run(
        [*_STRACE, *telling, sys.executable, "-m", module, str(folder)],
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=_PATIENCE_S,
        stdout=subprocess.DEVNULL,
    )
    with log.open() as lines:
        deeds = list(_deeds(_whole(lines), str(folder)))
    # As large as all that was written, four times over.
    log.unlink()
    return deeds


def _whole(lines: Iterator[str]) -> Iterator[tuple[str, str, int]]:
    """(call, arguments, result); a call counts where it has ended."""
    begun: dict[str, str] = {}
    for line in lines:
        if found := _BEGUN.match(line):
            begun[found[1]] = f"{found[1]} {found[2]}({found[3]}"
            continue
        if found := _ENDED.match(line):
            line = begun.pop(found[1]) + found[3]
        if (found := _LINE.match(line)) and int(found[4]) >= 0:
            yield found[2], found[3], int(found[4])


def _deeds(calls: Iterator[tuple[str, str, int]], root: str) -> Iterator[Deed]:
    for call, text, result in calls:
        given = [_read(found) for found in _ARGUMENT.finditer(text) if found[0].strip()]
        if call == "write" and given[0] == "1":
            yield from map(Told, str(given[2], "utf-8").splitlines())
        elif any(_is_within(one, root) for one in given):
            yield from (deed for deed in _deed(call, given, result) if not _is_memory(deed))


def _is_within(given: str | bytes | Path | None, root: str) -> bool:
    text = given.decode(errors="replace") if isinstance(given, bytes) else str(given)
    return not isinstance(given, str) and (text == root or text.startswith(f"{root}/"))


def _is_memory(deed: Deed) -> bool:
    return not isinstance(deed, Told) and deed.path.endswith(_MEMORY)


def _read(found: re.Match[str]) -> str | bytes | Path | None:
    """bytes: a text or a path that was given; Path: of an open file; None: of one without a name;
    str: anything else."""
    text, path, is_deleted, word = found.groups()
    if is_deleted:
        return None
    if path is not None:
        return Path(_plain(path).decode())
    return _plain(text) if text is not None else word.strip()


def _plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _deed(call: str, given: Sequence[str | bytes | Path | None], result: int) -> Iterator[Deed]:
    match call, *given:
        case "openat", _, Path() as at, bytes(name), str(flags), *_:
            path = _at(at, name)
            if "O_CREAT" in flags:
                yield Made(path, is_folder=False)
            if "O_TRUNC" in flags:
                yield Shortened(path, 0)
        case "pwrite64", _, Path() as path, bytes(data), _, str(at):
            yield Wrote(str(path), int(at), data[:result])
        case "write", _, Path() as path, bytes(data), _:
            yield Wrote(str(path), -1, data[:result])
        case "ftruncate", _, Path() as path, str(size):
            yield Shortened(str(path), int(size))
        case "sendfile", _, Path() as path, _, Path() as source, str(at), _:
            yield Copied(str(path), str(source), int(at[1 : at.index("]")]), result)
        case "fsync" | "fdatasync", _, Path() as path:
            yield Synced(str(path))
        case "mkdir", bytes(name), _:
            yield Made(name.decode(), is_folder=True)
        case "mkdirat", _, Path() as at, bytes(name), _:
            yield Made(_at(at, name), is_folder=True)
        case "rename", bytes(name), bytes(to):
            yield Moved(name.decode(), to.decode())
        case "renameat" | "renameat2", _, Path() as at, bytes(name), _, Path() as to_at, *rest:
            (to, *_) = rest
            assert isinstance(to, bytes)
            yield Moved(_at(at, name), _at(to_at, to))
        case "link", bytes(name), bytes(to):
            yield Linked(name.decode(), to.decode())
        case "linkat", _, Path() as at, bytes(name), _, Path() as to_at, bytes(to), _:
            yield Linked(_at(at, name), _at(to_at, to))
        case "unlink", bytes(name):
            yield Removed(name.decode())
        case "unlinkat", _, Path() as at, bytes(name), _:
            yield Removed(_at(at, name))
        case (_, _, None, *_) | (_, str(), str(), *_):
            pass
        case _:
            raise ValueError(f"{call} is not known here")


def _at(folder: Path, name: bytes) -> str:
    return str(folder / name.decode())
