from __future__ import annotations

from array import array

from kiosk.voice.player import Sound
from kiosk.voice.rendered import MOST_AHEAD, Ahead, RenderedAhead

SOUND = Sound(array("h", [1] * 500))


def test_the_longest_unused_goes_when_there_is_too_much():
    kept = RenderedAhead(limit_bytes=3000)
    for text in ("a", "b", "c"):
        kept.put(text, SOUND)
    assert kept.get("a") is SOUND
    kept.put("d", SOUND)
    assert [text for text in "abcd" if text in kept] == ["a", "c", "d"]
    kept.put("d", SOUND)
    assert kept.size_bytes == 3000


def test_spaces_do_not_matter_and_other_texts_are_others():
    kept = RenderedAhead()
    kept.put("a b", SOUND)
    assert "ab" in kept
    assert "abc" not in kept


def test_the_newest_batch_is_next_in_its_own_order_and_the_asked_one_first():
    ahead = Ahead()
    ahead.want(["a", "b"])
    ahead.want(["c", "d"])
    order = []
    while text := ahead.next("b" if not order else ""):
        order.append(text)
    assert order == ["b", "c", "d", "a"]


def test_when_she_leaves_nothing_is_kept_that_was_rendered_is_or_waits():
    ahead = Ahead()
    ahead.want(["name", "account", "thanks"])
    ahead.came(ahead.next(""), SOUND)
    assert "name" in ahead.done
    assert ahead.next("") == "account"
    ahead.forget()
    ahead.came("account", SOUND)
    assert ("name" in ahead.done, "account" in ahead.done) == (False, False)
    assert ahead.next("thanks") is None
    assert ahead.done.size_bytes == 0


def test_only_so_many_wait():
    ahead = Ahead()
    ahead.want([str(n) for n in range(2 * MOST_AHEAD)])
    order = []
    while text := ahead.next(""):
        order.append(text)
    assert order == [str(n) for n in range(MOST_AHEAD)]
