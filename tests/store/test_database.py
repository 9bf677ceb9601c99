"""The database's files under everything that may befall them."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseNewer,
    DiskFull,
    FolderReadOnly,
    KeyWrong,
)
from kiosk.store import backups, migrations
from kiosk.store import folder as files
from kiosk.store.database import connect, open_database
from kiosk.store.restore import restore_newest_backup
from kiosk.store.store import Store, open_store
from sync.standard.residents import ResidentCorrected
from tests.store.people import KEY, NOW_MS, NUMBER, WANG, check_in, register

ROOT = Path(__file__).parents[2]


def _open(folder: Path) -> Store:
    return open_store(folder, KEY, lambda: NOW_MS, os.urandom)


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[None]:
    """A small disk of its own. Skips where the system lets nobody mount."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a tmpfs needs root and CAP_SYS_ADMIN")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _fill_up(store: Store) -> int:
    """Checks people in until the disk is full. Returns how many were told that they are."""
    for saved in itertools.count():
        try:
            check_in(store.journal, "p" * 2000)
        except DiskFull:
            return saved
    raise AssertionError


def _spoil(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"spoilt!!" * 8)


def _filled(folder: Path) -> None:
    store = _open(folder)
    for number in range(100):
        register(store.journal, f"p{number}")
    store.close()


def test_a_disk_that_fills_loses_nothing_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _mounted(disk, "size=2m"):
        store = _open(disk / "data")
        saved = _fill_up(store)
        assert saved > 5
        assert store.journal.head().seq == saved
        assert len(store.visits.open_now(10_000)) == saved
        with pytest.raises(DiskFull):
            check_in(store.journal, "p" * 8000)
        subprocess.run(["mount", "-o", "remount,size=9m", str(disk)], check=True)
        check_in(store.journal, "after")
        store.close()
        again = _open(disk / "data")
        assert again.journal.entry_count() == saved + 1
        assert again.database.check() == []
        again.close()


def test_no_room_for_a_first_start(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _mounted(disk, "size=16k"), pytest.raises(DiskFull):
        _open(disk)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _mounted(disk, "size=9m"):
        _open(disk).close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(FolderReadOnly):
            _open(disk)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderReadOnly):
        _open(tmp_path / "file")
    with pytest.raises(FolderReadOnly):
        _open(tmp_path / "file" / "within")


def test_a_wrong_key(tmp_path: Path) -> None:
    _open(tmp_path).close()
    with pytest.raises(KeyWrong):
        open_database(tmp_path, bytes(32))
    (tmp_path / files.KEY_CHECK).unlink()
    with pytest.raises(KeyWrong):
        open_database(tmp_path, bytes(32))
    _open(tmp_path).close()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / files.DATABASE).write_bytes(b"PK" * 5000)
    with pytest.raises(KeyWrong):
        _open(tmp_path)


@pytest.mark.parametrize("what", ["first page", "gone", "empty"])
def test_a_damage_is_told_from_a_wrong_key(tmp_path: Path, what: str) -> None:
    _filled(tmp_path)
    path = tmp_path / files.DATABASE
    match what:
        case "first page":
            _spoil(path, 100)
        case "gone":
            path.unlink()
        case _:
            path.write_bytes(b"")
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DatabaseDamaged):
        _open(tmp_path)
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_damage_inside_is_found_after_an_unclean_stop(tmp_path: Path) -> None:
    _filled(tmp_path)
    _spoil(tmp_path / files.DATABASE, 4096 * 9 + 50)
    # After a clean stop the check is left to the background: the start must be quick.
    database = open_database(tmp_path, KEY)
    assert database.check() != []
    database.close()
    (tmp_path / files.CLEAN).unlink()
    with pytest.raises(DatabaseDamaged):
        _open(tmp_path)


def test_a_sound_database_opens_after_an_unclean_stop(tmp_path: Path) -> None:
    _filled(tmp_path)
    (tmp_path / files.CLEAN).unlink()
    store = _open(tmp_path)
    assert not (tmp_path / files.CLEAN).exists()
    assert store.residents.count() == 100
    store.close()
    assert (tmp_path / files.CLEAN).exists()


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    _filled(tmp_path)
    connection = connect(tmp_path / files.DATABASE, KEY)
    connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    connection.close()
    before = (tmp_path / files.DATABASE).read_bytes()
    with pytest.raises(DatabaseNewer):
        _open(tmp_path)
    assert (tmp_path / files.DATABASE).read_bytes() == before


def test_a_second_process_is_told_that_the_folder_is_taken(tmp_path: Path) -> None:
    store = _open(tmp_path)
    script = (
        "import sys; from pathlib import Path; from kiosk.store.database import open_database\n"
        "from kiosk.errors import DatabaseBusy\n"
        "try: open_database(Path(sys.argv[1]), bytes(range(32)))\n"
        "except DatabaseBusy: print('busy')\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=30)
    assert said.stdout.strip() == "busy"
    with pytest.raises(DatabaseBusy):
        restore_newest_backup(tmp_path, KEY)
    store.close()
    _open(tmp_path).close()


def test_the_newest_five_backups_are_kept_encrypted(store: Store, tmp_path: Path) -> None:
    made = []
    for number in range(7):
        register(store.journal, f"p{number}")
        made.append(store.database.back_up())
    assert backups.newest_first(tmp_path) == made[:1:-1]
    connection = connect(made[-1], KEY)
    assert connection.execute("SELECT count(*) FROM residents").fetchone() == (7,)
    connection.close()


def test_a_migration_begins_with_a_backup(tmp_path: Path) -> None:
    _filled(tmp_path)
    connection = connect(tmp_path / files.DATABASE, KEY)
    # As a file of an older version looks: its number is lower, but not 0, that of a new file.
    connection.execute("PRAGMA user_version = -1")
    connection.close()
    store = _open(tmp_path)
    assert store.residents.count() == 100
    assert store.database.row("PRAGMA user_version") == (migrations.VERSION,)
    assert len(backups.newest_first(tmp_path)) == 1
    store.close()


def test_a_backup_is_put_back_only_when_asked_and_the_damaged_files_stay(tmp_path: Path) -> None:
    store = _open(tmp_path)
    register(store.journal, "p1")
    sound = store.database.back_up()
    register(store.journal, "p2")
    unsound = store.database.back_up()
    store.close()
    _spoil(unsound, 4096 * 5 + 9)
    _spoil(tmp_path / files.DATABASE, 100)
    damaged = (tmp_path / files.DATABASE).read_bytes()
    with pytest.raises(DatabaseDamaged):
        _open(tmp_path)
    assert restore_newest_backup(tmp_path, KEY) == sound
    kept = list((tmp_path / files.DAMAGED).glob(f"*/{files.DATABASE}"))
    assert [path.read_bytes() for path in kept] == [damaged]
    again = _open(tmp_path)
    assert again.residents.count() == 1
    again.close()


def test_without_a_sound_backup_nothing_is_moved(tmp_path: Path) -> None:
    _filled(tmp_path)
    _spoil(tmp_path / files.DATABASE, 100)
    before = (tmp_path / files.DATABASE).read_bytes()
    with pytest.raises(DatabaseDamaged):
        restore_newest_backup(tmp_path, KEY)
    assert (tmp_path / files.DATABASE).read_bytes() == before


def test_no_file_of_the_folder_shows_a_name_or_number(store: Store, tmp_path: Path) -> None:
    for number in range(50):
        register(store.journal, f"p{number}", group="north group")
    store.journal.append(ResidentCorrected("p1", {"phone": "13912345678"}))
    store.database.back_up()
    register(store.journal, "after the backup: in the write-ahead log")
    secrets = [WANG.encode(), NUMBER.encode(), b"north group", b"13912345678", b"registered.1"]
    paths = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"journal.db", "journal.db-wal"} <= {path.name for path in paths}
    for path in paths:
        content = path.read_bytes()
        assert [secret for secret in secrets if secret in content] == [], path.name


KILLED = """
import os, sys
from pathlib import Path
from kiosk.store.store import open_store
from tests.store.people import KEY, NOW_MS, check_in
store = open_store(Path(sys.argv[1]), KEY, lambda: NOW_MS, os.urandom)
while True:
    print(check_in(store.journal, "p1"), flush=True)
"""


def test_nothing_that_was_told_is_lost_when_the_program_is_killed(
    open_here: Callable[[], Store], tmp_path: Path
) -> None:
    told: list[str] = []
    for lines in (1, 40, 90):
        command = [sys.executable, "-c", KILLED, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            told += [child.stdout.readline().strip() for _ in range(lines)]
            child.kill()
            told += [line.strip() for line in child.stdout if line.endswith("\n")]
    store = open_here()
    assert len(told) >= 131
    assert [visit for visit in told if store.visits.by_id(visit) is None] == []
    assert store.database.check() == []
    head = store.journal.head()
    assert store.journal.entry_count() == head.seq
    assert len(store.visits.open_of("p1")) == head.seq
