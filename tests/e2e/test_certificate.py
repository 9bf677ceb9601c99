"""A certificate printed with the cable out, and verified with the cable out."""

from __future__ import annotations

import re

from tests.e2e.programs import Programs

KEY_CHARACTERS = 64
NUMBER = re.compile(r"\d{12}-\d{4}-\w{5}-\d{5}")


def test_offline_issued_at_the_console_offline_verified(data, tmp_path, programs: Programs):
    file = tmp_path / "one.pdf"
    made = programs.main("--data", data, "certificate", "--any", "--out", file)
    assert made.code == 0, made.err
    assert file.read_bytes().startswith(b"%PDF-")
    text = made.out.split()[-1]
    told = programs.main("--data", data, "verify", text)
    assert told.code == 0
    assert NUMBER.findall(told.out) == NUMBER.findall(made.out)
    middle = len(text) // 2
    other = "A" if text[middle] != "A" else "B"
    assert programs.main("--data", data, "verify", text[:middle] + other + text[middle + 1 :]).code
    stranger = "0" * KEY_CHARACTERS
    assert programs.main("verify", text, "--county-key", stranger).code == 1


def test_a_machine_that_never_met_its_county_says_so(tmp_path, programs: Programs):
    asked = programs.main("--data", tmp_path, "certificate", "--any", "--out", tmp_path / "x.pdf")
    assert asked.code == 1
    assert asked.err
    assert not (tmp_path / "x.pdf").exists()
    assert programs.main("--data", tmp_path / "none", "verify", "XLZ1.A.B").code == 1
    assert not (tmp_path / "none").exists()
