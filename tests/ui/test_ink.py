"""What counts as a stroke under a finger that trembles, and beside a palm."""

from __future__ import annotations

from kiosk.ui.ink import MOST_STROKES, Ink

PALM, FINGER = 1, 2


def draw(ink: Ink, *points: tuple[float, float], ms: int = 0, finger: int = FINGER) -> None:
    """In 300 ms."""
    ink.down(finger, points[0], ms)
    for point in points[1:]:
        ink.move(finger, point)
    ink.up(finger, ms + 300)


def test_each_stroke_is_one_and_the_last_can_be_taken_back() -> None:
    ink = Ink()
    draw(ink, (0.1, 0.5), (0.9, 0.5))
    draw(ink, (0.5, 0.1), (0.5, 0.9), ms=1000)
    assert ink.strokes == [((0.1, 0.5), (0.9, 0.5)), ((0.5, 0.1), (0.5, 0.9))]
    ink.undo()
    assert ink.strokes == [((0.1, 0.5), (0.9, 0.5))]
    ink.clear()
    assert ink.strokes == []
    ink.undo()
    assert ink.strokes == []


def test_a_finger_that_loses_the_glass_for_a_moment_goes_on_with_its_stroke() -> None:
    ink = Ink()
    draw(ink, (0.1, 0.5), (0.5, 0.5))
    draw(ink, (0.52, 0.51), (0.9, 0.5), ms=350)
    assert ink.strokes == [((0.1, 0.5), (0.5, 0.5), (0.52, 0.51), (0.9, 0.5))]


def test_lifted_longer_or_set_down_elsewhere_it_is_another_stroke() -> None:
    for point, ms in (((0.52, 0.51), 500), ((0.6, 0.5), 350)):
        ink = Ink()
        draw(ink, (0.1, 0.5), (0.5, 0.5))
        draw(ink, point, (0.9, 0.9), ms=ms)
        assert len(ink.strokes) == 2


def test_a_second_finger_does_not_write() -> None:
    ink = Ink()
    ink.down(FINGER, (0.1, 0.1), 0)
    ink.move(FINGER, (0.5, 0.1))
    draw(ink, (0.8, 0.8), (0.9, 0.9), ms=50, finger=PALM)
    ink.move(FINGER, (0.9, 0.1))
    ink.up(FINGER, 600)
    assert ink.strokes == [((0.1, 0.1), (0.5, 0.1), (0.9, 0.1))]


def test_a_palm_that_came_first_and_lies_there_does_not_keep_the_finger_from_writing() -> None:
    ink = Ink()
    ink.down(PALM, (0.9, 0.9), 0)
    ink.move(PALM, (0.91, 0.9))
    draw(ink, (0.1, 0.5), (0.5, 0.5), ms=400)
    draw(ink, (0.1, 0.8), (0.5, 0.8), ms=1400)
    assert not ink.up(PALM, 3000)
    assert ink.strokes == [((0.1, 0.5), (0.5, 0.5)), ((0.1, 0.8), (0.5, 0.8))]


def test_a_dot_is_a_stroke_and_a_sleeve_is_none() -> None:
    ink = Ink()
    draw(ink, (0.5, 0.2))
    ink.down(PALM, (0.9, 0.9), 1000)
    ink.up(PALM, 4000)
    assert ink.strokes == [((0.5, 0.2),)]


def test_what_the_window_system_takes_away_was_not_written() -> None:
    ink = Ink()
    ink.down(FINGER, (0.1, 0.1), 0)
    ink.move(FINGER, (0.5, 0.1))
    ink.lose()
    assert ink.strokes == []
    assert not ink.up(FINGER, 100)


def test_scribbling_has_an_end() -> None:
    ink = Ink()
    for n in range(MOST_STROKES + 20):
        draw(ink, (0.1, 0.1), (0.9, 0.9), ms=n * 1000)
    assert len(ink.strokes) == MOST_STROKES
