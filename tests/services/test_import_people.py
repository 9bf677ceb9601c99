"""Who is imported: consent, minors, one number in two rows, mending, people already here."""

from __future__ import annotations

import pytest

from kiosk.services.import_register import Outcome, mend_row
from kiosk.services.import_report import to_report
from kiosk.services.ports import Ports
from kiosk.services.withdraw import withdraw
from tests.plain_ports import plain_ports
from tests.services.import_desk import (
    GENTLEMAN,
    HEADINGS,
    LADY,
    MINOR,
    STRINGS,
    TODAY,
    WORDS,
    codes_of,
    import_all,
    plan_of,
    sheet_of,
    the_row,
    with_cell,
)


@pytest.fixture
def ports() -> Ports:
    return plain_ports()


@pytest.mark.parametrize(
    ("cell", "outcome", "codes"),
    [
        ("同意", Outcome.REGISTERED, []),
        (" 同 意 ", Outcome.REGISTERED, []),
        ("√", Outcome.REGISTERED, []),
        ("不同意", Outcome.DECLINED, ["declined"]),
        ("本人不在", Outcome.DECLINED, ["not_asked"]),
        ("", Outcome.DECLINED, ["not_asked"]),
        ("同意？", Outcome.DECLINED, ["consent_unclear"]),
        ("再想想", Outcome.DECLINED, ["consent_unclear"]),
    ],
)
def test_only_who_agreed_is_imported(ports, cell, outcome, codes):
    row = the_row(ports, *with_cell(LADY, "是否同意登记", cell))
    assert (row.outcome, codes_of(row)) == (outcome, codes)
    assert not row.can_be_mended or outcome is not Outcome.DECLINED


def test_a_register_without_a_consent_column_imports_nobody(ports):
    plan = plan_of(ports, sheet_of(LADY[:5], GENTLEMAN[:5], headings=HEADINGS[:5]))
    assert plan.counts[Outcome.DECLINED] == 2


def test_who_said_no_in_another_row_is_not_imported(ports):
    plan = plan_of(ports, sheet_of(LADY, with_cell(LADY, "是否同意登记", "不同意")))
    assert [codes_of(row) for row in plan.rows[1:]] == [["consent_differs"], ["declined"]]
    assert plan.remaining == 0


def test_who_withdrew_is_not_imported_again(ports):
    plan = import_all(ports, plan_of(ports, sheet_of(LADY)))
    assert plan.done == 1
    withdraw(ports, ports.residents.by_number(LADY[1]).person)
    row = the_row(ports, *LADY)
    assert (row.outcome, codes_of(row)) == (Outcome.DECLINED, ["withdrew"])


def test_a_number_of_somebody_registered_under_another_name(ports):
    import_all(ports, plan_of(ports, sheet_of(LADY)))
    row = the_row(ports, *with_cell(LADY, "姓名", "王大英"))
    assert (row.outcome, codes_of(row)) == (Outcome.MEND, ["number_taken"])


def test_a_namesake_with_my_number_is_not_taken_for_me(ports):
    namesake = with_cell(with_cell(LADY, "出生年月", "1979.01"), "联系电话", "18987490606")
    plan = plan_of(ports, sheet_of(LADY, namesake))
    assert [row.outcome for row in plan.rows[1:]] == [Outcome.REGISTERED, Outcome.MEND]
    assert codes_of(plan.rows[2]) == ["number_of_another"]


def test_when_nobody_can_tell_whose_number_it_is_all_are_mended(ports):
    other = with_cell(with_cell(LADY, "姓名", "赵玉春"), "联系电话", "")
    plan = plan_of(ports, sheet_of(LADY, other))
    assert [codes_of(row) for row in plan.rows[1:]] == [["number_unclear"], ["number_unclear"]]

    mended = mend_row(
        plan, 2, {"number": GENTLEMAN[1], "sex": "1", "birth": ""}, WORDS, ports.residents, TODAY
    )
    assert [row.outcome for row in mended.rows[1:]] == [Outcome.REGISTERED] * 2
    assert mended.rows[2].personal.sex == 1


def test_minors_wait_for_their_guardian(ports):
    row = the_row(ports, *MINOR)
    assert (row.outcome, codes_of(row)) == (Outcome.GUARDIAN, ["minor"])
    both = [*MINOR, "王芳", "13590830166"]
    columns = [*HEADINGS, "监护人姓名", "监护人电话"]
    assert the_row(ports, *both, headings=columns).personal.guardian == "王芳 13590830166"
    one = the_row(ports, *MINOR, "王芳（母亲）13590830166", headings=[*HEADINGS, "监护人"])
    assert one.outcome is Outcome.GUARDIAN, "brackets do not belong into a name"
    one = the_row(ports, *MINOR, "王芳，135-9083-0166", headings=[*HEADINGS, "监护人"])
    assert one.personal.guardian == "王芳 13590830166"
    assert the_row(ports, *MINOR, "王芳", headings=[*HEADINGS, "监护人"]).can_be_mended


def test_a_guardian_can_be_typed_in_the_preview(ports):
    plan = plan_of(ports, sheet_of(MINOR))
    changes = {"guardian_name": "王芳", "guardian_phone": "13590830166"}
    mended = mend_row(plan, 1, changes, WORDS, ports.residents, TODAY)
    assert import_all(ports, mended).done == 1
    assert ports.residents.by_number(MINOR[1]).personal.guardian == "王芳 13590830166"


def test_mending_a_row_frees_the_others_of_its_clash_and_keeps_what_is_done(ports):
    wrong = with_cell(LADY, "身份证号", "321199194602285501")
    plan = import_all(ports, plan_of(ports, sheet_of(GENTLEMAN, wrong)))
    mended = mend_row(plan, 2, {"number": LADY[1]}, WORDS, ports.residents, TODAY)
    assert mended.rows[1].is_done
    assert mended.remaining == 1
    assert import_all(ports, mended).done == 2


def test_consent_cannot_be_mended_in(ports):
    plan = plan_of(ports, sheet_of(with_cell(LADY, "是否同意登记", "不同意")))
    assert mend_row(plan, 1, {"consent": "同意"}, WORDS, ports.residents, TODAY) == plan


def test_a_typed_number_that_ends_in_zeros_is_believed(ports):
    number = "321199193008011000"
    row = with_cell(with_cell(LADY, "身份证号", number), "出生年月", "")
    plan = plan_of(ports, sheet_of(row))
    assert codes_of(plan.rows[1]) == ["number_rounded"]
    mended = mend_row(plan, 1, {"number": number}, WORDS, ports.residents, TODAY)
    assert mended.rows[1].outcome is Outcome.REGISTERED


def test_somebody_registered_between_preview_and_import(ports):
    plan = plan_of(ports, sheet_of(LADY, GENTLEMAN))
    import_all(ports, plan_of(ports, sheet_of(LADY)))
    done = import_all(ports, plan)
    assert [row.outcome for row in done.rows[1:]] == [Outcome.KNOWN, Outcome.REGISTERED]
    assert to_report(done, STRINGS.show)["counts"]["registered"] == 1
    assert ports.residents.count() == 2
