"""A scanner's keys and a hand's, told apart in counted time."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.wedge_watch import GAP_MS, SHORTEST, SILENCE_MS, SURE, Key, Sort, WedgeWatch

CODE = "XL1.ABCDEFGH.ABCDEFGHIJKLMNOPQRSTUVWXYZ.ABCD"
ENTER, SHIFT, LEFT = "Enter", "Shift", "Left"
SORTS = {ENTER: Sort.END, "Tab": Sort.END, SHIFT: Sort.SHIFT, LEFT: Sort.OTHER, "^]": Sort.OTHER}


@dataclass
class Keyboard:
    """Counts the time itself, and rings the timer when it is due."""

    watch: WedgeWatch[str] = field(default_factory=WedgeWatch)
    ms: int = 1000
    out: list[str] = field(default_factory=list)
    """What went on to the page, in order; "-x" is x let go."""
    codes: list[str] = field(default_factory=list)

    def take(self, verdict, event: str) -> None:
        self.out += verdict.passed
        if verdict.scanned:
            self.codes.append(verdict.scanned)
        if event and not verdict.is_held:
            self.out.append(event)

    def wait(self, ms: int) -> None:
        due = self.watch.wait_ms
        if due and ms >= due:
            self.take(self.watch.rest(), "")
        self.ms += ms

    def strike(self, name: str, after_ms: int, held_ms: int = 1) -> None:
        self.wait(after_ms)
        sort = SORTS.get(name, Sort.CHARACTER)
        text = name if sort is Sort.CHARACTER else ""
        self.take(self.watch.press(Key(name, hash(name), sort, text, self.ms)), name)
        self.ms += held_ms
        self.take(self.watch.release(f"-{name}", hash(name)), f"-{name}")

    def scan(self, text: str, ending: tuple[str, ...] = (ENTER,), gap_ms: int = 3) -> None:
        for name in (*text, *ending):
            self.strike(name, gap_ms)

    def pause(self) -> None:
        self.wait(10 * SILENCE_MS)


def struck(*names: str) -> list[str]:
    return [event for name in names for event in (name, f"-{name}")]


def test_a_code_and_its_enter_reach_nobody_but_who_waits_for_codes():
    board = Keyboard()
    board.scan(CODE)
    board.pause()
    assert (board.codes, board.out) == ([CODE], [])


@given(st.integers(1, GAP_MS - 2), st.sampled_from([(), ("Tab",), (ENTER, ENTER), ("Tab", ENTER)]))
def test_scanners_of_every_speed_and_ending(gap_ms: int, ending: tuple[str, ...]) -> None:
    board = Keyboard()
    board.pause()
    board.scan(CODE, ending, gap_ms)
    board.pause()
    board.scan("6901234567892", ending, gap_ms)
    board.pause()
    assert (board.codes, board.out) == ([CODE, "6901234567892"], [])


def test_capitals_come_with_shift_and_control_characters_are_no_text():
    board = Keyboard()
    board.strike("X", 500)
    for name in (SHIFT, "L", "1", SHIFT, *CODE[3:20], "^]", *CODE[20:], ENTER):
        board.strike(name, 2)
    assert (board.codes, board.out) == ([CODE], [])


def test_a_short_ticket_ended_by_enter_is_a_code_too():
    board = Keyboard()
    board.scan("1234")
    board.pause()
    assert (board.codes, board.out) == (["1234"], [])


def test_a_radio_scanner_may_halt_within_a_code():
    board = Keyboard()
    board.scan(CODE[:20], ())
    board.strike(CODE[20], SILENCE_MS - 10)
    board.scan(CODE[21:])
    assert (board.codes, board.out) == ([CODE], [])


def test_one_key_of_a_hand_comes_late_and_whole():
    board = Keyboard()
    board.strike("7", 500, held_ms=5)
    assert board.out == []
    board.pause()
    assert board.out == struck("7")


def test_a_key_held_down_is_passed_on_before_it_is_let_go():
    board = Keyboard()
    board.take(board.watch.press(Key("7", 7, Sort.CHARACTER, "7", board.ms)), "7")
    board.wait(GAP_MS + 10)
    assert board.out == ["7"]
    board.take(board.watch.release("-7", 7), "-7")
    assert board.out == ["7", "-7"]


hands = st.lists(
    st.tuples(
        st.sampled_from("12ab+ ") | st.sampled_from([ENTER, LEFT, SHIFT]), st.integers(0, 400)
    ),
    max_size=30,
)


@given(hands)
def test_what_a_hand_types_arrives_once_and_in_order(typed: list[tuple[str, int]]) -> None:
    """However fast: fewer keys in a row than a scanner types."""
    board, fast = Keyboard(), 0
    for name, ms in typed:
        fast = fast + 1 if ms <= GAP_MS else 0
        gap_ms = ms if fast < SHORTEST - 1 else 3 * GAP_MS
        fast = fast if gap_ms == ms else 0
        board.strike(name, gap_ms)
    board.pause()
    assert board.codes == []
    presses = [event for event in board.out if not event.startswith("-")]
    assert presses == [name for name, _ in typed]
    assert sorted(board.out) == sorted(struck(*(name for name, _ in typed)))


@given(hands, hands)
def test_a_code_between_two_hands_takes_nothing_of_theirs(before, after) -> None:
    board = Keyboard()
    for name, _ in before:
        board.strike(name, 200)
    board.pause()
    board.scan(CODE)
    board.pause()
    for name, _ in after:
        board.strike(name, 200)
    board.pause()
    assert board.codes == [CODE]
    assert [e for e in board.out if e[0] != "-"] == [name for name, _ in (*before, *after)]


def test_enter_right_after_a_hand_s_key_waits_its_turn():
    board = Keyboard()
    board.strike("7", 500)
    board.strike(ENTER, 20)
    assert board.out == struck("7", ENTER)


def test_arrows_and_enter_alone_are_not_held():
    board = Keyboard()
    for name in (LEFT, ENTER, SHIFT):
        board.strike(name, 500)
    assert board.out == struck(LEFT, ENTER, SHIFT)


def test_two_codes_one_after_the_other():
    board = Keyboard()
    board.scan(CODE)
    board.scan(CODE[::-1])
    board.scan("1" * SURE, ())
    board.pause()
    assert (board.codes, board.out) == ([CODE, CODE[::-1], "1" * SURE], [])
