"""Names as a village has them: families of a few surnames, the same given names over and over,
surnames that are read otherwise, names in two parts, characters that hardly anybody can type."""

from __future__ import annotations

import random
from collections.abc import Iterator

from stdnum.cn import ric

from kiosk.config import ASSETS
from sync.standard.residents import Personal

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶"
READ_OTHERWISE = {
    "单": "s", "仇": "q", "覃": "q", "曾": "z", "解": "x", "查": "z", "区": "o", "翟": "z",
    "盖": "g", "朴": "p", "任": "r", "逄": "p", "佘": "s", "乐": "y", "召": "s", "种": "c",
    "繁": "p", "缪": "m", "员": "y", "尉迟": "yc", "万俟": "mq", "单于": "cy", "澹台": "tt",
    "欧阳": "oy", "诸葛": "zg", "上官": "sg", "长孙": "zs", "令狐": "lh",
}  # fmt: skip
"""Surname -> the initials that whoever is called so types."""
GIVEN = "英秀玉兰华桂芳珍明国文芝凤云金建荣红梅春福生德平林清永海军志珠莲香琴洪兴龙光丽月霞新"
MODERN = "梓涵轩泽昊睿宸诺妍萱彤琪俊杰浩宇欣怡佳雪婷磊超鹏晨阳重长朝行乐调参宿都尽"
IN_PARTS = (
    "阿依古丽·买买提", "古丽娜尔·艾合买提", "买买提·吐尔逊", "次仁卓玛", "扎西顿珠", "巴图·孟和",
    "其其格", "洛桑・丹增", "阿卜杜热合曼•阿卜杜克热木江", "热依汗古丽‧阿不都热西提", "吉克·阿牛木",
)  # fmt: skip
COMMON = (*["王秀英"] * 5, "王秀兰", "李秀英", "张秀英", "王桂英")
"""Of each there are dozens."""


def names(dice: random.Random) -> Iterator[str]:
    rare = _rare_characters()
    while True:
        kind = dice.random()
        if kind < 0.05:
            yield dice.choice(COMMON)
        elif kind < 0.08:
            yield dice.choice(IN_PARTS)
        elif kind < 0.15:
            yield dice.choice([*READ_OTHERWISE]) + _given(dice, GIVEN)
        elif kind < 0.20:
            yield dice.choice(SURNAMES) + dice.choice(rare) + dice.choice(("", dice.choice(GIVEN)))
        else:
            # A few families are most of a village.
            surname = SURNAMES[min(int(dice.expovariate(0.12)), len(SURNAMES) - 1)]
            yield surname + _given(dice, GIVEN if dice.random() < 0.7 else MODERN)


def people(count: int, seed: int) -> Iterator[Personal]:
    """No two with one number."""
    dice = random.Random(seed)
    numbers: set[str] = set()
    for name in names(dice):
        body = f"321199{dice.randint(1935, 2005)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
        body += f"{dice.randrange(1000):03d}"
        number = body + ric.calc_check_digit(body + "0")
        if number not in numbers:
            numbers.add(number)
            yield Personal(number=number, name=name, group=f"{len(numbers) % 9}")
        if len(numbers) == count:
            return


def _given(dice: random.Random, characters: str) -> str:
    return "".join(dice.sample(characters, dice.choice((1, 2, 2, 2))))


def _rare_characters() -> str:
    """Of all that can be drawn, whether a dictionary reads it or not."""
    lines = (ASSETS / "pinyin" / "radicals.txt").read_text("utf-8").splitlines()
    groups = (group for line in lines for group in line.split("\t")[2].split(" "))
    return "".join(group.split(":")[1] for group in groups)
