"""Voice notes and photos: sealed with their person's key, in a folder beside the database.

A file is on the disk before the entry that names it is written, under a name that says so
(FILE.new); what stands so at the next opening without an entry was never told as saved.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from kiosk.services.files import AttachedNow as AttachedNow
from kiosk.services.files import NobodyThere as NobodyThere
from kiosk.services.files import NoRoom as NoRoom
from kiosk.services.files import TooLarge as TooLarge
from kiosk.store.database import Database
from kiosk.store.folder import write_durably
from kiosk.store.people_keys import PeopleKeys
from kiosk.store.troubles import from_system
from sync.folders import make_folder, sync_folder
from sync.people_keys import open_file, seal_file
from sync.pieces import Pieces
from sync.standard.attachments import MAX_FILE_BYTES, Attached, is_file
from sync.standard.origin import SELF

FILES: Final = "files"
MAX_FOLDER_BYTES: Final = 2 * 1024 * 1024 * 1024
_NEW: Final = ".new"
_NAMED: Final = (
    "SELECT person, bytes FROM attachments WHERE key = ?"
    " AND person NOT IN (SELECT person FROM erased_people)"
)
_ERASED: Final = "SELECT key FROM attachments WHERE person IN (SELECT person FROM erased_people)"


class Files:
    """In no transaction of the caller's. Raises kiosk.errors.StoreTrouble."""

    def __init__(
        self,
        database: Database,
        random: Callable[[int], bytes],
        append: Callable[..., Any],
        max_folder_bytes: int = MAX_FOLDER_BYTES,
    ) -> None:
        """random: n random bytes. append: as the journal's."""
        self._database, self._random, self._append = database, random, append
        self._max_bytes = max_folder_bytes
        self._folder = database.folder / FILES
        self._pieces = Pieces(self._folder)
        self._people_keys = PeopleKeys(database)
        self._wanted: dict[str, None] = {}

    def attach(
        self,
        person: str,
        kind: str,
        content: bytes,
        by: str = SELF,
        about: str = "",
        length_ms: int = 0,
    ) -> AttachedNow | TooLarge | NoRoom | NobodyThere:
        """kind, about, length_ms: of sync.standard.attachments."""
        if len(content) > MAX_FILE_BYTES:
            return TooLarge()
        known = self._database.row("SELECT 1 FROM residents WHERE key = ?", (person,))
        if known is None or self._people_keys.is_erased(person):
            return NobodyThere()
        if sum(path.stat().st_size for path in self._paths()) + len(content) > self._max_bytes:
            return NoRoom()
        with self._database.transaction():
            key = self._people_keys.key_of(person, self._random)
        box = seal_file(key, person, content, self._random)
        file = hashlib.sha256(box).hexdigest()
        with _told():
            make_folder(self._folder)
            write_durably(self._folder / f"{file}{_NEW}", box)
        self._append(Attached(file, person, kind, len(box), about, length_ms), by=by)
        # The entry stands: what fails from here on is made good at the next opening.
        with contextlib.suppress(OSError):
            self._take_name(self._folder / f"{file}{_NEW}")
        return AttachedNow(file)

    def read(self, file: str) -> bytes | None:
        """What was attached; None while it is not here, and when its key is gone."""
        named = self._named(file)
        if named is None:
            return None
        with _told():
            box = self._pieces.read(file, 0, named[1])
        return open_file(self._people_keys.keys_of(named[0]), named[0], box)

    def is_here(self, file: str) -> bool:
        with _told():
            return self._named(file) is not None and self._pieces.is_whole(file)

    def want(self, file: str) -> None:
        """It is fetched from the county when nothing else is to be done."""
        self._wanted[file] = None

    def to_send(self) -> list[tuple[str, int]]:
        sent = {file for (file,) in self._database.rows("SELECT file FROM sent_files")}
        with _told():
            here = [(p, p.stat()) for p in self._paths() if is_file(p.name) and p.name not in sent]
        here.sort(key=lambda one: one[1].st_mtime_ns)
        return [(path.name, found.st_size) for path, found in here]

    def piece(self, file: str, offset: int, n: int) -> bytes:
        with _told():
            return self._pieces.read(file, offset, n)

    def note_sent(self, file: str) -> None:
        self._database.execute("INSERT OR IGNORE INTO sent_files VALUES (?)", (file,))

    def send_again(self) -> None:
        self._database.execute("DELETE FROM sent_files")

    def to_fetch(self) -> list[tuple[str, int, int]]:
        with _told():
            return [
                (file, named[1], self._pieces.have(file))
                for file in self._wanted
                if (named := self._named(file)) and not self._pieces.is_whole(file)
            ]

    def take_piece(self, file: str, offset: int, piece: bytes) -> int | None:
        named = self._named(file)
        if named is None or file not in self._wanted:
            return None
        with _told():
            if self._pieces.have(file) != offset:
                return None
            have = self._pieces.add(file, named[1], piece)
        if have == named[1]:
            # It came from there.
            self.note_sent(file)
        if have is None or have == named[1]:
            del self._wanted[file]
        return have

    def tidy(self) -> None:
        """At the opening: what a crash left between a file and its entry."""
        with _told():
            for path in self._paths():
                if path.name.endswith(f"{_NEW}.part"):
                    path.unlink()
                elif path.suffix == _NEW and self._named(path.stem) is not None:
                    self._take_name(path)
                elif path.suffix == _NEW:
                    path.unlink()

    def _named(self, file: str) -> tuple[str, int] | None:
        """(person, bytes) of a file that an entry names and whose person was not erased."""
        row = self._database.row(_NAMED, (file,)) if is_file(file) else None
        return (str(row[0]), int(row[1])) if row else None

    def _take_name(self, path: Path) -> None:
        path.rename(path.with_suffix(""))
        sync_folder(self._folder)

    def _paths(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []


def remove_erased(database: Database) -> None:
    """Removes the files of people who were erased. Raises StoreTrouble; then it is to be done
    again."""
    pieces = Pieces(database.folder / FILES)
    with _told():
        for (file,) in database.rows(_ERASED):
            if is_file(file):
                pieces.remove(file)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_system(error) from error
