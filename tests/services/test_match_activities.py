"""Which activities suit somebody, and why: pure, and told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.match_activities import AgeBar, Match, Offered, Times, Why, match_activities
from sync.standard.activities import Activity
from sync.standard.clock import HOUR_MS
from sync.standard.personal import Personal
from tests.services.held import NINE_MS, a_plan


def activity(name: str = "a", **changed: object) -> Activity:
    return Activity(name, a_plan(is_open=True, **changed))


SKILLED = Personal(skills=("cook",), wishes=("elders",), group="Group 3", birth="1950-01-01")


def matched(*rows: Activity, personal: Personal | None = SKILLED) -> list[Match]:
    return list(match_activities([Offered(row, 1) for row in rows], personal))


def test_what_suits_her_stands_first_and_says_why() -> None:
    plain = activity("plain", start_ms=NINE_MS)
    wished = activity("wished", field="elders", start_ms=NINE_MS + HOUR_MS)
    best = activity("best", field="elders", skills=("cook",), place="Group 3, the hall")
    found = matched(plain, wished, best)
    assert [one.activity.key for one in found] == ["best", "wished", "plain"]
    assert [one.why for one in found] == [(Why.SKILL, Why.WISH, Why.NEAR), (Why.WISH,), ()]


def test_who_has_not_said_who_she_is_sees_the_soonest_first() -> None:
    found = matched(activity("late", start_ms=9), activity("soon", start_ms=5), personal=None)
    assert [one.activity.key for one in found] == ["soon", "late"]


def test_age_is_that_of_the_day_and_hides_nothing() -> None:
    young = activity("young", most_age=60)
    old = activity("old", least_age=80)
    bars = {one.activity.key: one.bar for one in matched(young, old, activity("any"))}
    assert bars == {"any": None, "young": AgeBar.TOO_OLD, "old": AgeBar.TOO_YOUNG}


def test_a_clash_stands_below_what_is_free() -> None:
    held = [Times(NINE_MS, NINE_MS + 4 * HOUR_MS)]
    soon = activity("soon")
    later = activity("later", start_ms=NINE_MS + 5 * HOUR_MS, end_ms=NINE_MS + 6 * HOUR_MS)
    found = match_activities([Offered(soon, 1), Offered(later, 1)], SKILLED, held)
    assert [(one.activity.key, one.is_clash) for one in found] == [("later", False), ("soon", True)]


plans = st.builds(
    a_plan,
    field=st.sampled_from(["clean", "elders"]),
    skills=st.sampled_from([(), ("cook",)]),
    most_age=st.sampled_from([0, 60]),
)


@given(st.lists(plans, max_size=6), st.data())
def test_all_are_offered_once_whatever_their_order(rows: list[object], data: st.DataObject) -> None:
    offered = [
        Offered(Activity(f"{at}", plan), data.draw(st.integers(0, 1)))  # type: ignore[arg-type]
        for at, plan in enumerate(rows)
    ]
    found = match_activities(offered, SKILLED)
    assert sorted(one.activity.key for one in found) == [f"{at}" for at in range(len(rows))]
    assert found == match_activities(data.draw(st.permutations(offered)), SKILLED)
