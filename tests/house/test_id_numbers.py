"""The check that looks for ID numbers in logs finds them."""

from __future__ import annotations

from stdnum.iso7064 import mod_11_2

from tests.house.id_numbers import find_strays, id_numbers

BODY = "32119919480203123"
NUMBER = BODY + mod_11_2.calc_check_digit(BODY)


def test_numbers_are_found_in_any_company():
    text = f'found "{NUMBER}", old 321199480203123; hash {NUMBER}ab; time 1700000000000000'
    assert list(id_numbers(text)) == [NUMBER, "321199480203123"]
    assert not list(id_numbers(BODY + "0123456789X"["0123456789X".index(NUMBER[-1]) - 1]))


def test_strays_are_told_without_the_number(tmp_path):
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "kiosk.log").write_text(f"started\nregistered {NUMBER}\n", "utf-8")
    (tmp_path / f"{NUMBER}.txt").write_text("", "utf-8")
    strays = find_strays(tmp_path)
    assert len(strays) == 2
    assert "logs/kiosk.log:2" in strays
    assert not any(NUMBER in stray for stray in strays)
