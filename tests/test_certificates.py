"""`main.py verify` says in words all that the code states: who compares it with the paper sees a
digit that was changed there."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import msgspec
import pytest

from kiosk.certificates import tell_certificate
from kiosk.config import Config
from kiosk.strings import load_strings
from sync.certifying import certify, give_warrant
from tests.test_certifying import COUNTY, COUNTY_KEY, DEVICE, GIVEN, STATEMENT, TEXT, WARRANT

CONFIG = Config(Path("nowhere"))
STRINGS = load_strings(CONFIG.strings)


def said_of(text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    given = Namespace(text=text, county_key=COUNTY_KEY.hex())
    code = tell_certificate(CONFIG, given, STRINGS)
    return code, capsys.readouterr().out.splitlines()


def test_all_of_it_is_told_and_what_cannot_be(capsys: pytest.CaptureFixture[str]) -> None:
    code, (stated, compare) = said_of(TEXT, capsys)
    assert code == 0
    for shown in ("王秀英", "321199********5500", "43", "86", "1月4日", "11月20日", "某县东升村"):
        assert shown in stated
    assert "明细" in compare


@pytest.mark.parametrize(
    "changed",
    [
        {"no": "321199001001-20261122-0001"},
        {"name": "王秀芳"},
        {"number": "321199********5501"},
        {"minutes": 5_225},
        {"visits": 48},
        {"since": "2026-01-09"},
        {"until": "2026-11-26"},
        {"issued": "2026-11-23"},
    ],
)
def test_another_statement_is_another_sentence(
    changed: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    other = certify(DEVICE, GIVEN, msgspec.structs.replace(STATEMENT, **changed))
    assert said_of(TEXT, capsys)[1][0] != said_of(other, capsys)[1][0]


def test_another_village_is_another_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    given = give_warrant(COUNTY, msgspec.structs.replace(WARRANT, village_name="西盛村"))
    assert "西盛村" in said_of(certify(DEVICE, given, STATEMENT), capsys)[1][0]


def test_one_changed_character_of_the_text_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """Each of them in turn."""
    for at, sign in enumerate(TEXT):
        changed = TEXT[:at] + ("B" if sign == "A" else "A") + TEXT[at + 1 :]
        assert said_of(changed, capsys) == (1, []), at
