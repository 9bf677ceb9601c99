from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.card_fields import BIRTH, KIND, NUMBER, SEX, read_fields
from kiosk.devices.card_frames import answer_frame
from kiosk.devices.card_module import text_of
from kiosk.devices.simulated_module import text_of_card
from kiosk.services.cards import Card, CardFault, CardKind
from tests.devices.cards import GROUPS, TODAY, number_of, some_card

BORN = date(1948, 2, 3)
NUMBER_TEXT = number_of("321199", BORN, 122)
HERS = {
    "name": "王秀英",
    "number": NUMBER_TEXT,
    "address": "江苏省镇江市丹徒区高桥镇12号",
    "issuer": "镇江市公安局丹徒分局",
    "valid_from": "20081101",
    "valid_until": "长期",
}


def read(**changed: str) -> Card | CardFault:
    return read_fields(text_of_card(**{**HERS, **changed}), GROUPS, TODAY)


def test_a_resident_s_card_is_read_whole():
    assert read(ethnic_group="05", sex="2") == Card(
        kind=CardKind.RESIDENT,
        name="王秀英",
        sex=2,
        ethnic_group="维吾尔",
        birth=BORN,
        address="江苏省镇江市丹徒区高桥镇12号",
        number=NUMBER_TEXT,
        issuer="镇江市公安局丹徒分局",
        valid_from=date(2008, 11, 1),
        valid_until=None,
    )


def test_every_ethnic_group_has_its_name():
    assert [f"{code:02}" in GROUPS for code in range(1, 57)] == [True] * 56
    assert len(set(GROUPS.values())) == len(GROUPS) == 58
    assert GROUPS["56"] == "基诺"


def test_rare_names_are_read():
    for name in ("阿依古丽·买买提", "𬭊〇", "王\ue815", "欧阳修"):
        card = read(name=name)
        assert isinstance(card, Card)
        assert card.name == name


def test_other_cards_with_the_same_chip():
    taiwan = number_of("830000", BORN, 11)
    card = read(number=taiwan, kind="J", ethnic_group="")
    assert isinstance(card, Card)
    assert (card.kind, card.number, card.ethnic_group) == (CardKind.HK_MACAO_TAIWAN, taiwan, "")

    foreign = number_of("911036", BORN, 12)
    latin = {"number": foreign, "kind": "Y", "name": "", "ethnic_group": "00", "issuer": ""}
    card = read(**latin, address="MUELLER-LUEDENSCHEIDT, ANNA MARIA M", latin_rest="ARGARETE")
    assert isinstance(card, Card)
    assert card.name == "MUELLER-LUEDENSCHEIDT, ANNA MARIA MARGARETE"
    assert card.address == ""
    card = read(**{**latin, "name": "安娜"}, address="ANNA")
    assert isinstance(card, Card)
    assert card.name == "安娜"


def test_cards_that_are_none_of_ours():
    assert read(kind="I") is CardFault.FOREIGNER_2017
    assert read(kind="Q") is CardFault.NOT_ID


@pytest.mark.parametrize(
    "changed",
    [
        {"number": NUMBER_TEXT[:-1] + ("1" if NUMBER_TEXT[-1] != "1" else "2")},
        {"number": NUMBER_TEXT[:-1]},
        {"number": ""},
        {"number": NUMBER_TEXT.replace("3", "３", 1)},
        {"birth": "19480204"},
        {"birth": "19480231"},
        {"birth": " "},
        {"number": number_of("321199", date(2031, 1, 1), 5)},
        {"name": ""},
        {"name": "王\x07英"},
        {"name": "王5英"},
        {"sex": "3"},
        {"sex": ""},
        {"ethnic_group": "57"},
        {"ethnic_group": ""},
        {"valid_from": "20081301"},
        {"valid_until": "20081031"},
        {"valid_until": "长久"},
        {"address": "江苏\x00\x01省"},
    ],
    ids=str,
)
def test_what_contradicts_itself_is_a_fault(changed):
    assert read(**changed) is CardFault.WRONG


def test_half_a_character_is_a_fault():
    text = bytearray(text_of_card(**HERS))
    text[0:2] = b"\x00\xd8"
    assert read_fields(bytes(text), GROUPS, TODAY) is CardFault.WRONG
    assert read_fields(bytes(text[:-1]), GROUPS, TODAY) is CardFault.AGAIN


def test_fields_filled_up_with_zeros_are_read_alike():
    spaced = text_of_card(**HERS)
    zeroed = spaced.decode("utf-16-le").replace(" ", "\0").encode("utf-16-le")
    assert read_fields(zeroed, GROUPS, TODAY) == read_fields(spaced, GROUPS, TODAY) == read()


@given(st.binary(min_size=256, max_size=256))
def test_no_bytes_are_too_strange(text):
    assert isinstance(read_fields(text, GROUPS, TODAY), CardFault)


@given(st.integers(0), st.integers(0, 255), st.integers(0, 255), st.sampled_from([NUMBER, BIRTH]))
def test_two_wrong_bytes_never_make_another_birth_date(seed, first, second, place):
    """Even where the checksum is fooled, number and birth date hold each other."""
    dice = random.Random(seed)
    text, card = some_card(dice)
    damaged = bytearray(text)
    for mask in (first, second):
        damaged[dice.randrange(place.start, place.stop)] ^= mask
    found = read_fields(bytes(damaged), GROUPS, TODAY)
    assert isinstance(found, CardFault) or found.birth == card.birth


def test_an_expired_card_says_so():
    card = read(valid_until="20281101")
    assert isinstance(card, Card)
    assert [card.is_valid_on(date(2028, 11, day)) for day in (1, 2)] == [True, False]
    assert not card.is_valid_on(date(2008, 10, 31))
    forever = read()
    assert isinstance(forever, Card)
    assert forever.is_valid_on(date(2099, 1, 1))


def test_a_card_tells_nothing_by_mistake():
    card = read()
    assert repr(card) == "Card(...)"
    assert "王" not in f"{card} {card!r}"


@pytest.mark.parametrize("fingerprints", [None, 0, 512, 1024])
def test_text_is_taken_and_the_rest_left(fingerprints):
    text = text_of_card(**HERS)
    parts = [text, bytes(1024)] + ([bytes(fingerprints)] if fingerprints is not None else [])
    data = b"".join(len(part).to_bytes(2, "big") for part in parts) + b"".join(parts)
    lengths = {None: 1295, 0: 1297, 512: 1809, 1024: 2321}
    assert len(answer_frame(0x90, data)) == lengths[fingerprints]
    assert text_of(data) == text
    assert text_of(data[:-1]) is None
    assert text_of(data + b"\0") is None


def test_places_are_the_standard_s():
    assert (SEX.start, NUMBER.start, KIND.start) == (30, 122, 248)
