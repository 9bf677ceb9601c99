from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.strings import Strings, load_strings
from kiosk.voice.reading import reading_of

STRINGS = Path(__file__).parents[2] / "assets" / "strings" / "zh_CN"
read = reading_of(load_strings(STRINGS))


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("9:42", "九点四十二分"),
        ("现在 09:05", "现在 九点零五分"),
        ("14:00", "十四点整"),
        ("2:30", "两点三十分"),
        ("9：42", "九点四十二分"),
        ("2026-03-08", "二零二六年三月八日"),
        ("2026年3月8日", "二零二六年三月八日"),
        ("2026年10月", "二零二六年十月"),
        ("1950 年 1 月 12 日", "一九五零年一月十二日"),
        ("3月8日", "三月八日"),
        ("2月2日", "二月二日"),
        ("138 0013 8000", "幺三八，零零幺三，八零零零"),
        ("13800138000", "幺三八零零幺三八零零零"),
        ("32119919500101123X", "三二幺幺九九幺九五零零幺零幺幺二三艾克斯"),
        ("尾号 1234", "尾号 幺二三四"),
        ("尾号 007", "尾号 零零七"),
        ("2小时", "两小时"),
        ("2 小时 20 分钟", "两小时 二十分钟"),
        ("2.5 小时", "二点五小时"),
        ("12 小时", "十二小时"),
        ("还有 3 条等待上传", "还有 三条等待上传"),
        ("1500 小时", "一千五百小时"),
        ("¥12.50", "十二元五角"),
        ("3.05元", "三元零五分"),
        ("200 元", "二百元"),
        ("85%", "百分之八十五"),
        ("-3 分", "负三分"),
        ("第 2 组", "第 二组"),
        ("没有数字，照样说。", "没有数字，照样说。"),
        ("", ""),
    ],
)
def test_what_is_shown_is_said_in_words(shown, said):
    assert read(shown) == said


@given(st.text(alphabet="0123456789 -.:/年月日元个Xx¥%小时", max_size=30))
def test_whatever_stands_there_no_digit_is_left_and_nothing_raises(text):
    assert not any(each in "0123456789" for each in read(text))


def test_a_language_without_words_for_digits_is_read_as_written():
    assert reading_of(Strings({}))("9:42") == "9:42"
