"""The hybrid clock: entries stay in order whatever the machine's clock says."""

from hypothesis import given
from hypothesis import strategies as st

from sync.standard.clock import (
    DAY_MS,
    EARLIEST_MS,
    LONGEST_SILENCE_MS,
    TOLERANCE_MS,
    Stamp,
    clock_is_doubtful,
    next_stamp,
)

NOW_MS = EARLIEST_MS + 100 * DAY_MS
walls = st.integers(min_value=0, max_value=EARLIEST_MS * 3)


@given(st.lists(walls, min_size=2, max_size=50), st.integers(EARLIEST_MS, EARLIEST_MS * 2))
def test_stamps_strictly_ascend_over_any_jumps(wall_times: list[int], trusted_ms: int) -> None:
    last: Stamp | None = None
    for wall_ms in wall_times:
        stamp = next_stamp(last, wall_ms, trusted_ms)
        if last is not None:
            assert (stamp.ms, stamp.count) > (last.ms, last.count)
        assert stamp.ms >= EARLIEST_MS
        last = stamp


def test_a_clock_of_1970_is_said_and_not_followed() -> None:
    stamp = next_stamp(Stamp(NOW_MS), 3_600_000)
    assert stamp == Stamp(NOW_MS, 1, doubtful=True)
    assert clock_is_doubtful(Stamp(NOW_MS), 3_600_000)


def test_a_small_step_back_is_nobodys_concern() -> None:
    stamp = next_stamp(Stamp(NOW_MS), NOW_MS - TOLERANCE_MS)
    assert stamp == Stamp(NOW_MS, 1, doubtful=False)


def test_a_leap_far_ahead_of_the_county_is_not_followed() -> None:
    trusted_ms = EARLIEST_MS + DAY_MS
    stamp = next_stamp(None, trusted_ms + LONGEST_SILENCE_MS + 1, trusted_ms)
    assert stamp == Stamp(trusted_ms, 0, doubtful=True)


def test_a_right_clock_is_followed_after_it_was_mended() -> None:
    stuck = next_stamp(Stamp(NOW_MS), 0)
    assert next_stamp(stuck, NOW_MS + 1000) == Stamp(NOW_MS + 1000, 0, doubtful=False)
