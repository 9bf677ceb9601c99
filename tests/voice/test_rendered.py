from __future__ import annotations

from array import array

from kiosk.voice.player import Sound
from kiosk.voice.rendered import MOST_AHEAD, Ahead, RenderedAhead

SOUND = Sound(array("h", [1] * 500))


def test_the_longest_unused_goes_when_there_is_too_much():
    kept = RenderedAhead(limit_bytes=3000)
    for text in ("a", "b", "c"):
        kept.put(text, SOUND, keep=False)
    assert kept.get("a") is SOUND
    kept.put("d", SOUND, keep=False)
    assert [text for text in "abcd" if text in kept] == ["a", "c", "d"]
    kept.put("d", SOUND, keep=False)
    assert kept.size_bytes == 3000


def test_spaces_do_not_matter_and_other_texts_are_others():
    kept = RenderedAhead()
    kept.put("a b", SOUND, keep=False)
    assert "ab" in kept
    assert "abc" not in kept


def test_forgetting_leaves_what_is_to_be_kept():
    kept = RenderedAhead()
    kept.put("name", SOUND, keep=False)
    kept.put("notice", SOUND, keep=True)
    kept.forget()
    assert ("name" in kept, "notice" in kept) == (False, True)
    assert kept.size_bytes == 1000


def test_the_newest_batch_is_next_in_its_own_order_and_the_asked_one_first():
    ahead = Ahead()
    ahead.want(["a", "b"], keep=False)
    ahead.want(["c", "d"], keep=False)
    order = []
    while text := ahead.next("b" if not order else ""):
        order.append(text)
    assert order == ["b", "c", "d", "a"]


def test_what_is_rendered_when_she_leaves_is_not_kept():
    ahead = Ahead()
    ahead.want(["name"], keep=False)
    assert ahead.next("") == "name"
    ahead.forget()
    ahead.came("name", SOUND)
    assert "name" not in ahead.done


def test_only_so_many_wait():
    ahead = Ahead()
    ahead.want([str(n) for n in range(2 * MOST_AHEAD)], keep=False)
    order = []
    while text := ahead.next(""):
        order.append(text)
    assert order == [str(n) for n in range(MOST_AHEAD)]
