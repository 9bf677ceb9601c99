from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.card_frames import (
    BODY_MAX,
    PREAMBLE,
    Answer,
    Command,
    Damaged,
    FrameReader,
    answer_frame,
    command_frame,
)


def test_frames_are_those_that_makers_publish():
    assert command_frame(Command.FIND.value).hex() == "aaaaaa96690003200122"
    assert command_frame(Command.SELECT.value).hex() == "aaaaaa96690003200221"
    assert command_frame(Command.READ.value).hex() == "aaaaaa96690003300132"
    assert command_frame(Command.READ_ALL.value).hex() == "aaaaaa96690003301023"
    assert command_frame(Command.STATE.value).hex() == "aaaaaa9669000311ffed"
    assert answer_frame(0x9F, bytes(4)).hex() == "aaaaaa9669000800009f0000000097"
    assert answer_frame(0x90, bytes(8)).hex() == "aaaaaa9669000c0000900000000000000000" + "9c"
    assert answer_frame(0x41).hex() == "aaaaaa9669000400004145"


@given(
    st.lists(st.binary(max_size=200), min_size=1, max_size=4),
    st.binary(max_size=64).filter(
        lambda noise: PREAMBLE not in noise and not noise.endswith(b"\xaa")
    ),
    st.integers(1, 50),
)
def test_frames_are_found_behind_noise_in_any_pieces(contents, noise, piece):
    stream = b"".join(noise + answer_frame(0x90, data) for data in contents)
    reader, found = FrameReader(), []
    for at in range(0, len(stream), piece):
        reader.feed(stream[at : at + piece])
        while (answer := reader.next_answer()) is not None:
            found.append(answer)
    assert found == [Answer(0x90, data) for data in contents]


@given(st.binary(max_size=300), st.integers(min_value=0), st.integers(1, 255))
def test_no_single_wrong_byte_is_believed(data, place, mask):
    frame = bytearray(answer_frame(0x90, data))
    frame[place % len(frame)] ^= mask
    reader = FrameReader()
    reader.feed(bytes(frame))
    assert not isinstance(reader.next_answer(), Answer)


def test_a_frame_behind_a_damaged_one_is_found():
    reader = FrameReader()
    reader.feed(answer_frame(0x90, b"x")[:-1] + b"?" + answer_frame(0x9F, b"abcd"))
    assert reader.next_answer() == Damaged()
    assert reader.next_answer() == Answer(0x9F, b"abcd")


@pytest.mark.parametrize("length", [0, 3, BODY_MAX + 1, 0xFFFF])
def test_a_length_that_none_has_swallows_nothing(length):
    reader = FrameReader()
    reader.feed(PREAMBLE + length.to_bytes(2, "big") + answer_frame(0x80))
    assert reader.next_answer() == Answer(0x80, b"")


def test_noise_without_end_is_not_kept():
    reader, dice = FrameReader(), random.Random(5)
    for _ in range(200):
        reader.feed(dice.randbytes(1000).replace(b"\xaa", b""))
        assert reader.next_answer() is None
    assert len(reader._heard) < len(PREAMBLE)
