"""Village cards: any order, any repetition; a code is read as printed or told for what it is."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.clock import EARLIEST_MS, Stamp
from sync.standard.entry import Entry, encode
from sync.standard.fold import fold
from sync.standard.origin import Origin, Ref
from sync.standard.views import DictShelf
from sync.standard.village_cards import (
    TOKEN_BYTES,
    CardIssued,
    CardRevoked,
    CodeText,
    Unread,
    VillageCard,
    card_of,
    code_text,
    read_code,
    tag_of,
)

VILLAGE = "321183102205"
cards = st.sampled_from([card_of(bytes([n])) for n in range(3)])
people = st.sampled_from(["anna", "bao"])
facts = st.one_of(
    st.builds(CardIssued, people, cards),
    st.builds(CardRevoked, people, cards, st.sampled_from(["lost", "broken", ""])),
)
tokens = st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    return [
        Entry(Origin(Ref(device, 1, seq), Stamp(EARLIEST_MS + draw(st.integers(0, 5)), 0)), fact)
        for device in "ab"
        for seq, fact in enumerate(draw(st.lists(facts, max_size=6)), 1)
    ]


def folded(entries: list[Entry]) -> DictShelf:
    shelf = DictShelf()
    for entry in entries:
        fold(entry, shelf)
    return shelf


@given(st.data(), histories())
def test_order_and_repeats_do_not_matter(data: st.DataObject, history: list[Entry]) -> None:
    arrived = data.draw(st.permutations(history + history[::2]))
    assert folded(arrived).rows == folded(history).rows


@given(histories())
def test_a_card_counts_from_its_issue_until_anybody_takes_it_back(history: list[Entry]) -> None:
    issued = {e.fact.card for e in history if isinstance(e.fact, CardIssued)}
    revoked = {e.fact.card for e in history if isinstance(e.fact, CardRevoked)}
    rows = folded(history).rows.values()
    on = {row.card for row in rows if isinstance(row, VillageCard) and row.is_on}
    assert on == issued - revoked


@given(tokens)
def test_no_entry_says_the_token(token: bytes) -> None:
    text = code_text(VILLAGE, token)
    line = encode(CardIssued("anna", card_of(token)), Stamp(EARLIEST_MS, 0), "cadre")
    for secret in (token, token.hex().encode(), text.split(".")[2].encode()):
        assert secret not in line


@given(tokens, st.sampled_from([str.lower, str.upper, str.swapcase]), st.booleans())
def test_what_was_printed_is_read_in_any_case_and_width(token, case, is_wide) -> None:
    text = case(code_text(VILLAGE, token))
    if is_wide:  # an input method turned it into the characters of a Chinese line
        text = "".join(chr(ord(c) + 0xFEE0) if 0x20 < ord(c) < 0x7F else c for c in text)
    assert read_code(f"]Q1{text}\t") == CodeText(tag_of(VILLAGE), token)


@given(tokens, st.integers(4, 43))
def test_a_code_that_was_cut_is_torn_not_strange(token: bytes, length: int) -> None:
    assert read_code(code_text(VILLAGE, token)[:length]) is Unread.TORN


@given(tokens, st.integers(4, 43), st.sampled_from(string.ascii_uppercase + "234567"))
def test_one_wrong_character_is_told(token: bytes, at: int, other: str) -> None:
    text = code_text(VILLAGE, token)
    wrong = text[:at] + other + text[at + 1 :]
    if text[at] not in (".", other):
        assert read_code(wrong) is Unread.TORN


@given(tokens, st.integers(1, 16))
def test_a_code_without_its_beginning_is_torn(token: bytes, lost: int) -> None:
    assert read_code(code_text(VILLAGE, token)[lost:]) is Unread.TORN


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    assert read_code(text) in Unread


def test_what_never_was_a_card_is_strange() -> None:
    for text in (
        "https://example.com/pay?id=XL1.ABC",
        "6901234567892",
        "",
        "WIFI:S:village;T:WPA;P:secret;;",
        "EXAMPLE.INFO",
        "xl",
    ):
        assert read_code(text) is Unread.STRANGE


def test_nothing_in_it_is_long_or_personal() -> None:
    text = code_text(VILLAGE, bytes(TOKEN_BYTES))
    assert len(text) == 44
    assert VILLAGE not in text
