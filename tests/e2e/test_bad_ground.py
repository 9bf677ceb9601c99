"""Whatever stands in the way: a clear sentence with its code, and nothing is lost."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import ASSETS
from kiosk.store import folder as files
from kiosk.store import migrations
from kiosk.store.database import connect
from kiosk.strings import load_strings
from tests.e2e.programs import Programs, Ran
from tests.e2e.villages import all_there, opened, write_numbers

STRINGS = load_strings(ASSETS / "strings" / "zh_CN")
READY = STRINGS.show("cli.ready")
DEMO_PEOPLE = 60


def open_kiosk(programs: Programs, folder: Path) -> Ran:
    """The window; it closes itself."""
    return programs.main("--data", folder, "--silent", "--seconds", "0.2")


def says(ran: Ran, code: str) -> bool:
    """The sentence in Chinese, its code before it."""
    sentence = STRINGS.show(f"error.{code}.say")
    return STRINGS.show("cli.trouble", code=code, sentence=sentence) in ran.err


def stops_safely(programs: Programs, folder: Path, code: str) -> None:
    """Window and console both say so and end with 1; the journal is not touched."""
    before = (folder / files.DATABASE).read_bytes()
    for ran in (open_kiosk(programs, folder), programs.main("--data", folder, "rebuild")):
        assert ran.code == 1
        assert says(ran, code), ran.err
        assert "Traceback" not in ran.err
        assert READY not in ran.out
    assert (folder / files.DATABASE).read_bytes() == before


def is_whole(folder: Path) -> bool:
    with opened(folder) as village:
        return village.ports.residents.count() == DEMO_PEOPLE


def spoil(path: Path, at: int) -> bytes:
    """Overwrites some bytes. Returns the file as it was."""
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + b"spoilt!!" * 8 + whole[at + 64 :])
    return whole


def test_a_damaged_first_page(programs: Programs, data: Path) -> None:
    whole = spoil(data / files.DATABASE, 100)
    stops_safely(programs, data, "D04")
    (data / files.DATABASE).write_bytes(whole)
    assert is_whole(data)


def test_a_damage_inside_after_a_power_cut(programs: Programs, data: Path) -> None:
    (data / files.CLEAN).unlink()
    spoil(data / files.DATABASE, 4096 * 9 + 50)
    stops_safely(programs, data, "D04")


def test_a_newer_programs_data(programs: Programs, data: Path) -> None:
    connection = connect(data / files.DATABASE, bytes.fromhex((data / files.KEY).read_text()))
    connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    connection.close()
    stops_safely(programs, data, "D03")


def test_another_machines_key(programs: Programs, data: Path) -> None:
    own = (data / files.KEY).read_text()
    (data / files.KEY).write_text("5a" * 32)
    stops_safely(programs, data, "D05")
    assert (data / files.KEY).read_text() == "5a" * 32, "no key is made in the place of another"
    (data / files.KEY).write_text(own)
    assert is_whole(data)


def test_a_lost_key(programs: Programs, data: Path) -> None:
    (data / files.KEY).rename(data / "elsewhere")
    stops_safely(programs, data, "D05")
    assert not (data / files.KEY).exists()
    (data / "elsewhere").rename(data / files.KEY)
    assert is_whole(data)


def test_a_second_kiosk_on_the_folder(programs: Programs, data: Path) -> None:
    first = programs.start("main.py", "--data", data, "--silent")
    first.line_with(READY)
    for second in (open_kiosk(programs, data), programs.main("--data", data, "rebuild")):
        assert second.code == 1
        assert says(second, "D06"), second.err
    assert first.process.poll() is None
    first.stop()
    assert is_whole(data)


def test_a_folder_that_cannot_be_written(programs: Programs, data: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=9m") as disk:
        subprocess.run(["cp", "-a", data, disk / "data"], check=True)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        stops_safely(programs, disk / "data", "D02")
        empty = open_kiosk(programs, disk / "new")
        assert (empty.code, says(empty, "D02")) == (1, True)


def test_no_room_for_a_first_start(programs: Programs, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=16k") as disk:
        ran = open_kiosk(programs, disk / "data")
        assert (ran.code, says(ran, "D01")) == (1, True)


def test_a_disk_that_fills_while_people_check_in(
    programs: Programs, data: Path, tmp_path: Path
) -> None:
    numbers = write_numbers(data, tmp_path / "numbers", 30)
    with small_disk(tmp_path / "disk", "size=6m") as disk:
        subprocess.run(["cp", "-a", data, disk / "data"], check=True)
        kiosk = programs.start("-m", "tests.e2e.tapping", disk / "data", numbers, "--called")
        told: set[int] = set()
        refused: list[str] = []
        for line in kiosk.lines():
            word, _, rest = line.partition(" ")
            if word == "saved":
                told.add(int(rest))
            if word == "trouble":
                refused.append(rest)
                (disk / "filler").unlink()
            if word == "saved" and not refused and not (disk / "filler").exists():
                fill(disk / "filler")
            if word in ("ready", "saved", "trouble"):
                kiosk.call()
        assert kiosk.process.wait(30) == 0
        assert len(refused) == 1, "when there is room again it goes on by itself"
        assert "D01" in refused[0]
        assert told == set(range(30))
        all_there(disk / "data", numbers, told)


@contextlib.contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A small disk of its own. Skips where the system lets nobody mount."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a tmpfs needs root and CAP_SYS_ADMIN")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(path: Path) -> None:
    """Until there is no room for another byte."""
    with path.open("wb", buffering=0) as file:
        for size in (65536, 512, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD_REGISTERS = {
    "W01": OLE + bytes(4096),
    "W02": OLE + bytes(1024) + "EncryptedPackage".encode("utf-16-le") + bytes(4096),
    "W05": "村,组\n东升,一组\n".encode(),
}


@pytest.mark.parametrize("code", ["W01", "W02", "W03", "W04", "W05"])
def test_a_register_that_is_none(programs: Programs, tmp_path: Path, code: str) -> None:
    register, report = tmp_path / "register.xlsx", tmp_path / "report.json"
    if code in BAD_REGISTERS:
        register.write_bytes(BAD_REGISTERS[code])
    if code == "W03":
        with register.open("wb") as file:
            file.truncate(1 << 30)
    ran = programs.main(
        "--data", tmp_path / "data", "import", register, "--report", report
    )  # fmt: skip
    assert ran.code == 1
    assert says(ran, code), ran.err
    assert "Traceback" not in ran.err
    assert not report.exists()


def test_people_stay_when_an_import_fails(programs: Programs, data: Path, tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_bytes(BAD_REGISTERS["W05"])
    ran = programs.main("--data", data, "import", tmp_path / "register.csv")
    assert (ran.code, says(ran, "W05")) == (1, True)
    assert is_whole(data)
