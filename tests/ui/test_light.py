"""The sync light says what is known and nothing more."""

from __future__ import annotations

import pytest

from kiosk.config import ASSETS
from kiosk.flows.screen import Tone
from kiosk.strings import load_strings
from kiosk.ui.light import light_of
from sync.exchange.status import State, Status
from sync.standard.clock import DAY_MS, HOUR_MS, start_of
from tests.plain_ports import TODAY

STRINGS = load_strings(ASSETS / "strings" / "zh_CN")
NOW_MS = start_of(TODAY) + 10 * HOUR_MS


def status(
    state: State, waiting: int = 0, aside: int = 0, ago_ms: int = 0, why: str = ""
) -> Status:
    return Status(state, waiting, aside, NOW_MS - ago_ms, why)


@pytest.mark.parametrize(
    ("seen", "tone", "words"),
    [
        (status(State.ALL_SENT, ago_ms=HOUR_MS // 2), Tone.GREEN, "全部已上传 · 上次联系 9:30"),
        (status(State.WAITING, 3), Tone.GOLD, "3 条等待上传 · 上次联系 10:00"),
        (status(State.WAITING, 3, ago_ms=3 * DAY_MS), Tone.GOLD, "3 条等待上传 · 3 天没联系上了"),
        (status(State.WAITING, 1, 2, why="forked"), Tone.RED, "3 条等待上传 · 上次联系 10:00"),
        (Status(State.NOT_ENROLLED, 5, 0, 0, ""), Tone.GOLD, "还没有连到县里"),
        (Status(State.WAITING, 5, 0, 0, "no_line"), Tone.GOLD, "5 条等待上传 · 还没联系上"),
    ],
)
def test_words_and_colour(seen: Status, tone: Tone, words: str) -> None:
    light = light_of(seen, STRINGS, NOW_MS, is_doubtful=False)
    assert (light.tone, light.words) == (tone, f"已存在本机 · {words}")


def test_a_wrong_clock_is_said_and_never_green() -> None:
    light = light_of(status(State.ALL_SENT), STRINGS, NOW_MS, is_doubtful=True)
    assert light.tone is Tone.RED
    assert light.words.endswith("本机时间不准")


def test_what_is_still_being_loaded_is_said_and_never_green() -> None:
    seen = Status(State.ALL_SENT, 0, 0, NOW_MS, "", loading=(250, 1000))
    light = light_of(seen, STRINGS, NOW_MS, is_doubtful=False)
    assert light.tone is Tone.GOLD
    assert light.words == "正在取回本村记录，才取了 25% · 上次联系 10:00"
