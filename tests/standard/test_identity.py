"""ID numbers as people write them, and what others may see of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from sync.standard.identity import (
    IdNumber,
    Slip,
    age_on,
    blind_index,
    likely_numbers,
    mask_name,
    mask_number,
    new_id,
    read_number,
)

TODAY = date(2026, 11, 22)
GOOD = "321199194602285500"


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        " 321199 19460228 5500 ",
        "\uff13\uff12\uff11\uff11\uff19\uff19\uff11\uff19\uff14\uff16\uff10\uff12\uff12\uff18\uff15\uff15\uff10\uff10",
        "321199-19460228-5500",
    ],
)
def test_every_spelling_of_a_good_number_is_read(text: str) -> None:
    assert read_number(text, TODAY) == IdNumber(GOOD)


def test_a_small_x_and_a_first_generation_number() -> None:
    assert read_number("32119919640920136x", TODAY) == IdNumber("32119919640920136X")
    assert read_number("321199360126820", TODAY) == IdNumber("321199193601268202")


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("", Slip.EMPTY),
        ("   ", Slip.EMPTY),
        ("32119919460228550", Slip.LENGTH),
        ("3211991946022855001", Slip.LENGTH),
        ("32119919460228X500", Slip.CHARACTERS),
        ("321199194602305509", Slip.BIRTH),
        ("321199209902285500", Slip.FUTURE),
        ("321199194602285501", Slip.CHECK),
        ("3.21199194602286E17", Slip.LENGTH),
    ],
)
def test_each_mistake_has_its_own_name(text: str, slip: Slip) -> None:
    assert read_number(text, TODAY) is slip


@given(
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
    st.integers(110000, 659999),
)
def test_what_the_library_makes_is_read_back(born: date, order: int, area: int) -> None:
    body = f"{area}{born:%Y%m%d}{order:03d}"
    number = body + ric.calc_check_digit(body + "0")
    read = read_number(number, TODAY)
    assert isinstance(read, IdNumber)
    assert read.birth == born
    assert read.sex == (1 if order % 2 else 2)


def test_swapped_neighbours_are_offered_first() -> None:
    swapped = GOOD[:15] + GOOD[16] + GOOD[15] + GOOD[17]
    wrong = "321199194602825500"  # 28 -> 82
    assert GOOD in likely_numbers(wrong, TODAY)
    assert swapped == GOOD or GOOD in likely_numbers(swapped, TODAY)


def test_suggestions_agree_with_the_birth_that_stands_beside() -> None:
    wrong = GOOD[:17] + "9"
    assert likely_numbers(wrong, TODAY, "1946-02")[-1] == GOOD
    assert GOOD not in likely_numbers(wrong, TODAY, "1950-01")


def test_masks_show_enough_and_no_more() -> None:
    assert mask_number(GOOD) == "3211" + "●" * 10 + "5500"
    assert [mask_name(n) for n in ("AB", "ABC", "ABCD", "A")] == ["A●", "A●C", "A●●D", "●"]


def test_age_turns_on_the_birthday() -> None:
    assert age_on(date(2008, 11, 22), TODAY) == 18
    assert age_on(date(2008, 11, 23), TODAY) == 17


@given(st.binary(min_size=16, max_size=32), st.binary(min_size=16, max_size=32))
def test_blind_index_needs_the_key(one: bytes, other: bytes) -> None:
    assert blind_index(GOOD, one) == blind_index(" " + GOOD, one)
    assert (blind_index(GOOD, one) == blind_index(GOOD, other)) == (one == other)
    assert GOOD[:6] not in blind_index(GOOD, one)


@given(st.integers(0, 2**47), st.binary(min_size=10, max_size=10))
def test_ids_are_uuids_of_version_7(ms: int, dice: bytes) -> None:
    import base64
    import uuid

    made = new_id(ms, dice)
    read = uuid.UUID(bytes=base64.urlsafe_b64decode(made + "=="))
    assert (read.version, read.variant, len(made)) == (7, uuid.RFC_4122, 22)
    assert read.int >> 80 == ms
