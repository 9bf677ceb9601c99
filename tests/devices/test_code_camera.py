"""A code held before the camera: read in a process of its own, told once, and the camera rests."""

from __future__ import annotations

import queue
import threading

import pytest

from kiosk.devices.code_camera import CodeCamera, can_look
from kiosk.devices.code_reading import code_in
from sync.standard.village_cards import code_text
from tests.devices.held_up import held_up

cv2 = pytest.importorskip("cv2")
numpy = pytest.importorskip("numpy")
pytest.importorskip("zxingcpp")

CODE = code_text("village", bytes(range(16)))
PATIENCE_S = 20


@pytest.mark.parametrize("angle", [0, 25, 90, 200])
def test_a_card_is_read_however_it_is_held(angle):
    assert code_in(held_up(CODE, angle)) == CODE


def test_an_empty_picture_says_nothing():
    assert code_in(numpy.zeros((480, 640, 3), numpy.uint8)) == ""


def test_half_a_card_says_nothing():
    frame = held_up(CODE)
    frame[:, 640:] = 90
    assert code_in(frame) == ""


def test_what_is_held_up_is_told_once_and_then_the_camera_rests(tmp_path):
    told: queue.SimpleQueue[str] = queue.SimpleQueue()
    camera = CodeCamera(str(tmp_path), told.put)
    cv2.imwrite(str(tmp_path / "1.png"), held_up("https://example.com/pay"))
    cv2.imwrite(str(tmp_path / "2.png"), held_up(CODE))
    camera.look()
    texts = {told.get(timeout=PATIENCE_S), told.get(timeout=PATIENCE_S)}
    camera.close()
    assert texts == {"https://example.com/pay", CODE}
    assert told.empty()
    assert not camera.is_looking
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.png", "2.png"]


def test_a_look_ends_by_itself(tmp_path):
    told: list[str] = []
    camera = CodeCamera(str(tmp_path), told.append, 0.1)
    camera.look()
    (thread,) = (each for each in threading.enumerate() if each.name == "code camera")
    thread.join(PATIENCE_S)
    assert not camera.is_looking
    assert told == []


def test_whether_there_is_anything_to_look_through(tmp_path):
    assert can_look(str(tmp_path))
    assert not can_look(str(tmp_path / "none"))
    camera = CodeCamera(str(tmp_path / "none"), print)
    assert not camera.look()
    assert not camera.is_looking
