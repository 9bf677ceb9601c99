"""What typed letters may mean in a name, by the real tables."""

from __future__ import annotations

import pytest

from kiosk.config import ASSETS
from kiosk.devices.hanzi import MOST_WHOLE, PinyinHanzi
from kiosk.devices.readings import Readings
from kiosk.devices.spelling import first_syllables, is_spelled, split

VILLAGE = ["王秀英", "李秀英", "王秀莲", "张玉莲", "王玉莲", "欧阳玉莲", "欧阳秀莲", "王淼", "䶮生"]
CANDIDATES = 6


@pytest.fixture(scope="module")
def plain() -> PinyinHanzi:
    return PinyinHanzi(ASSETS / "pinyin")


@pytest.fixture(scope="module")
def here() -> PinyinHanzi:
    hanzi = PinyinHanzi(ASSETS / "pinyin")
    hanzi.learn(VILLAGE)
    return hanzi


def texts(hanzi: PinyinHanzi, letters: str, before: str = "") -> list[str]:
    return [offer.text for offer in hanzi.offer(letters, before)]


@pytest.mark.parametrize(
    ("letters", "surname"),
    [
        ("wang", "王"), ("shan", "单"), ("zeng", "曾"), ("xie", "谢"), ("xie", "解"), ("qiu", "仇"),
        ("ou", "区"), ("zha", "查"), ("zhai", "翟"), ("ge", "盖"), ("piao", "朴"), ("qin", "覃"),
        ("ren", "任"), ("lv", "吕"), ("ouyang", "欧阳"), ("moqi", "万俟"),
        ("chanyu", "单于"), ("mu", "穆"), ("pang", "逄"), ("she", "佘"), ("kan", "阚"),
    ],
)  # fmt: skip
def test_surnames_are_among_the_first_as_they_are_read(
    plain: PinyinHanzi, letters: str, surname: str
) -> None:
    assert surname in texts(plain, letters)[:CANDIDATES]


def test_a_given_name_is_not_ranked_as_a_surname(plain: PinyinHanzi) -> None:
    assert texts(plain, "ying")[0] == "应"
    assert texts(plain, "ying", "王秀")[0] == "英"


def test_every_character_of_a_syllable_is_offered_once(plain: PinyinHanzi) -> None:
    found = texts(plain, "yi", "王秀")
    assert len(found) == len(set(found)) > 800


def test_the_first_syllable_is_taken_and_the_rest_stays(plain: PinyinHanzi) -> None:
    (first,) = (o for o in plain.offer("wangxiuying", "") if o.text == "王")
    assert first.used == len("wang")
    whole = plain.offer("wangxiuying", "")[0]
    assert (whole.text, whole.used) == ("王秀英", len("wangxiuying"))


def test_letters_that_may_be_parted_otherwise(plain: PinyinHanzi) -> None:
    syllables = Readings(ASSETS / "pinyin").all_syllables
    assert first_syllables("xian", syllables) == ["xian", "xia", "xi"]
    assert first_syllables("xiany", syllables) == ["xian", "xia", "xi"]
    assert split("xiuying", syllables) == ["xiu", "ying"]
    assert split("xiuyin", syllables) == ["xiu", "yin"]
    assert split("xiuv", syllables) == []
    assert {"先", "西"} <= set(texts(plain, "xian", "王秀"))


def test_a_name_may_be_begun() -> None:
    readings = Readings(ASSETS / "pinyin")
    for letters in ("xiuying", "xiuy", "xy", "xying"):
        assert is_spelled("秀英", letters, readings.syllables)
    for letters in ("", "xiu", "xiuyingx", "yx"):
        assert not is_spelled("秀英", letters, readings.syllables)


def test_what_is_no_syllable_yet_offers_what_it_may_become(plain: PinyinHanzi) -> None:
    assert texts(plain, "w")[0] == "王"
    assert texts(plain, "zh")[0] == "张"
    assert plain.offer("", "") == ()
    assert plain.offer("v", "") == ()


def test_the_village_s_given_names_come_whole_and_first(
    plain: PinyinHanzi, here: PinyinHanzi
) -> None:
    assert texts(here, "yulian", "王")[0] == "玉莲"
    assert texts(here, "yl", "王")[0] == "玉莲"
    assert "玉莲" not in texts(plain, "yl", "王")
    assert texts(here, "wangyl")[0] == "王玉莲"
    assert texts(here, "ouyangyl")[0] == "欧阳玉莲"
    assert all(len(texts(here, "yulian", "王")[n]) == 1 for n in (MOST_WHOLE, MOST_WHOLE + 1))


def test_characters_of_the_village_s_names_come_forward(
    plain: PinyinHanzi, here: PinyinHanzi
) -> None:
    assert texts(here, "miao", "李")[0] == "淼"
    assert texts(plain, "miao", "李")[0] != "淼"
    assert texts(here, "yan").index("䶮") < CANDIDATES <= texts(plain, "yan").index("䶮")


def test_nobody_learns_who_lives_here(here: PinyinHanzi) -> None:
    """A given name of one person alone is never offered whole, and a surname and a given name of
    the village are put together whether anybody has both or not."""
    alone = PinyinHanzi(ASSETS / "pinyin")
    alone.learn(["王淼焱", "李淼焱之"])
    assert "淼焱" not in texts(alone, "my", "王")
    assert texts(here, "wangyl")[0] == "王玉莲"
    both = PinyinHanzi(ASSETS / "pinyin")
    both.learn([*(name for name in VILLAGE if name != "王玉莲"), "陈玉莲"])
    assert texts(both, "wangyl")[0] == "王玉莲", "although nobody is called so"


def test_radicals_lead_to_the_rarest_characters(plain: PinyinHanzi) -> None:
    forms = {form: radical for radical in plain.radicals() for form, _ in radical.forms}
    assert dict(forms["氵"].forms)["氵"] == len("丶丶一")
    assert forms["讠"].number != forms["言"].number
    assert "㛃" in plain.of_radical(forms["女"].number)[6]
    assert "䶮" in plain.of_radical(forms["龙"].number)[4] + plain.of_radical("212")[4]
    assert "犇" in plain.of_radical(forms["牛"].number)[8]
    assert plain.of_radical("300") == {}
