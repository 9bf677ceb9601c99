"""Single rows of a register: what is read, what must be mended, what is never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from kiosk.errors import WorkbookWithoutHeadings
from kiosk.services.import_register import Outcome
from kiosk.services.import_report import says
from kiosk.services.ports import Ports
from kiosk.services.register_sheets import Sheet
from tests.plain_ports import plain_ports
from tests.services.import_desk import (
    GENTLEMAN,
    HEADINGS,
    LADY,
    MINOR,
    STRINGS,
    codes_of,
    plan_of,
    sheet_of,
    the_row,
    with_cell,
)


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("３２１１９９１９４６０２２８５５００", "321199194602285500"),
        (" 321199 19460228 5500 ", "321199194602285500"),
        ("'321199194602285500", "321199194602285500"),
        ('="321199194602285500"', "321199194602285500"),
        ("321199460228550", "321199194602285500"),
        (321199460228550.0, "321199194602285500"),
    ],
)
def test_a_number_is_read_in_every_spelling(ports, cell, number):
    row = the_row(ports, *with_cell(LADY, "身份证号", cell))
    assert row.outcome is Outcome.REGISTERED
    assert row.personal.number == number


def test_a_small_x_is_read(ports):
    row = the_row(ports, *with_cell(GENTLEMAN, "身份证号", "32119919590430381x "))
    assert row.outcome is Outcome.REGISTERED
    assert row.personal.number == GENTLEMAN[1]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (3.21199194602285e17, "number_rounded"),
        (321199194602285500, "number_rounded"),
        (321199194602285500.0, "number_rounded"),
        ("3.21199E+17", "number_rounded"),
        ("3.21199194602285E+17", "number_rounded"),
        ("321199194602285000", "number_rounded"),
        ("", "number_empty"),
        ("32119919460228550", "number_length"),
        ("32119919460228550O", "number_characters"),
        ("321199194602305500", "number_birth"),
        ("321199204602285500", "number_future"),
        ("321199194602285501", "number_check"),
        ("³²¹¹⁹⁹１９４６０２２８５５０1", "number_check"),
    ],
)
def test_a_wrong_number_is_never_guessed(ports, cell, code):
    row = the_row(ports, *with_cell(LADY, "身份证号", cell))
    assert row.outcome is Outcome.MEND
    assert code in codes_of(row)
    assert row.personal.number == ""


def test_suggestions_agree_with_the_birth_and_sex_beside_the_number(ports):
    row = the_row(ports, *with_cell(LADY, "身份证号", "321199194602258500"))
    assert row.suggests["number"][0] == "321199194602285500"
    for number in row.suggests["number"]:
        assert number[6:12] == "194602"
        assert int(number[16]) % 2 == 0
    sentence = says(row, STRINGS.show)
    assert "第14、15位写反了" in sentence
    assert "321199" not in sentence


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("姓名", "", "name_empty"),
        ("姓名", "王" * 200, "name_long"),
        ("姓名", "王?", "name_characters"),
        ("姓名", "王\ue123", "name_characters"),
        ("性别", "男", "sex_differs"),
        ("性别", "不详", "sex_differs"),
        ("出生年月", "1946.03", "birth_differs"),
        ("出生年月", "1946年2月27日", "birth_differs"),
        ("出生年月", datetime(1946, 2, 27), "birth_differs"),  # noqa: DTZ001
        ("联系电话", "1359083016", "phone_length"),
        ("联系电话", "13590830166/13590830167", "phone_characters"),
    ],
)
def test_what_must_be_mended_is_said(ports, heading, cell, code):
    row = the_row(ports, *with_cell(LADY, heading, cell))
    assert (row.outcome, codes_of(row)) == (Outcome.MEND, [code])
    assert says(row, STRINGS.show).startswith("还没有登记。")


@pytest.mark.parametrize(
    "cell",
    [
        "1946.02", "1946.2", "1946-02-28", "1946/2/28", "194602", "19460228", "1946年2月28日",
        "1946年2月", 1946.02, 19460228.0, date(1946, 2, 28), datetime(1946, 2, 28), "1946", "",  # noqa: DTZ001
        "１９４６.０２",
    ],
)  # fmt: skip
def test_a_birth_date_that_agrees_is_read_in_every_spelling(ports, cell):
    row = the_row(ports, *with_cell(LADY, "出生年月", cell))
    assert (row.outcome, codes_of(row)) == (Outcome.REGISTERED, [])


def test_a_birth_date_that_cannot_be_read_is_noted(ports):
    row = the_row(ports, *with_cell(LADY, "出生年月", "农历正月廿七"))
    assert (row.outcome, codes_of(row)) == (Outcome.REGISTERED, ["birth_unclear"])


def test_october_that_lost_its_zero_is_not_held_against_anybody(ports):
    born_in_october = ["朱永", "321199197310101494", "男", 1973.10, "", "同意"]
    assert the_row(ports, *born_in_october).outcome is Outcome.REGISTERED


def test_words_become_codes_and_unknown_words_stay(ports):
    headings = [*HEADINGS, "文化程度", "政治面貌", "服务意向", "特长", "村民小组"]
    row = the_row(
        ports, *LADY, "文盲", "群众 ", "助老、卫生,看孩子", "唱戏", "一组", headings=headings
    )
    person = row.personal
    assert (person.education, person.politics, person.group) == ("90", "13", "一组")
    assert person.wishes == ("elders", "clean", "看孩子")
    assert person.skills == ("sing",)
    assert (row.outcome, codes_of(row)) == (Outcome.REGISTERED, ["wishes_unknown"])
    row = the_row(ports, *LADY, "私塾", "少先队员", "什么都行", "", "", headings=headings)
    assert codes_of(row) == ["education_unknown", "politics_unknown"]
    assert row.personal.wishes == ("any",)


def test_a_text_that_is_no_such_thing_is_not_kept(ports):
    headings = [*HEADINGS, "小组", "服务意向", "特长", "备注"]
    row = the_row(ports, *LADY, *["长" * 30_000] * 4, headings=headings)
    assert codes_of(row) == ["group_long", "skills_long", "wishes_long", "remark_left_out"]
    assert len(says(row, STRINGS.show)) < 300


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("陈　月英", "陈月英"),
        (" 陈 英 ", "陈英"),
        ("阿　依古丽•买买提", "阿依古丽·买买提"),
        ("𬭎䶮㛃", "𬭎䶮㛃"),
    ],
)
def test_names_are_kept_whole(ports, cell, name):
    assert the_row(ports, *with_cell(LADY, "姓名", cell)).personal.name == name


def test_headings_stand_anywhere_and_again(ports):
    first = Sheet("甲", [["名单"], [], ["", *HEADINGS], ["x", *LADY], ["合 计", "1人"]])
    turned = [HEADINGS[::-1], [*GENTLEMAN[::-1]], HEADINGS, MINOR]
    plan = plan_of(ports, first, Sheet("乙", [list(row) for row in turned]))
    assert [codes_of(row) or row.outcome.value for row in plan.rows] == [
        ["title"], ["blank"], ["heading"], "registered", ["subtotal"],
        ["heading"], "registered", ["heading"], ["minor"],
    ]  # fmt: skip
    assert [row.line.row for row in plan.rows] == [1, 2, 3, 4, 5, 1, 2, 3, 4]


def test_people_without_headings_are_not_passed_over(ports):
    headless = Sheet("乙", [["外出人员"], list(GENTLEMAN)])
    plan = plan_of(ports, sheet_of(LADY), headless)
    assert [codes_of(row) for row in plan.rows[2:]] == [["no_heading"], ["unheaded_person"]]
    assert plan.rows[3].outcome is Outcome.MEND
    with pytest.raises(WorkbookWithoutHeadings):
        plan_of(ports, headless)
    with pytest.raises(WorkbookWithoutHeadings):
        plan_of(ports)


def test_two_people_side_by_side_are_both_seen(ports):
    row = the_row(ports, *LADY, *GENTLEMAN, headings=HEADINGS * 2)
    assert (row.outcome, codes_of(row)) == (Outcome.MEND, ["two_people"])


def test_half_filled_forms(ports):
    plan = plan_of(
        ports,
        sheet_of(
            ["1", "", "", "", "", "", ""],
            ["", "", "", "女", "1946.02", "", "同意"],
            ["审核人：", "", "", "", "", "", ""],
            headings=["序号", *HEADINGS],
        ),
    )
    assert [codes_of(row) for row in plan.rows[1:]] == [
        ["blank"],
        ["name_empty", "number_empty"],
        ["footnote"],
    ]
