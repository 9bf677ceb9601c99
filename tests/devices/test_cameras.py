"""The camera's simulator, and pictures from files; skipped where OpenCV is not installed."""

from __future__ import annotations

from itertools import islice

import pytest

from kiosk.devices.cameras import (
    LARGEST_BYTES,
    LONGEST_PX,
    NoCamera,
    NoPicture,
    as_jpeg,
    cameras_here,
    open_camera,
    read_picture,
)

cv2 = pytest.importorskip("cv2")
numpy = pytest.importorskip("numpy")


def lay(path, colour, size=(60, 80)):
    frame = numpy.full((*size, 3), colour, numpy.uint8)
    path.write_bytes(bytes(cv2.imencode(".png", frame)[1]))
    return path


def test_a_folder_stands_for_a_camera_and_new_pictures_come_in(tmp_path):
    camera = open_camera(str(tmp_path))
    frames = camera.frames()
    assert not next(frames).any()
    lay(tmp_path / "2.png", 20)
    lay(tmp_path / "1.png", 10)
    (tmp_path / "3.txt").write_text("no picture")
    seen = {int(frame[0, 0, 0]) for frame in islice(frames, 4)}
    assert seen == {10, 20}
    camera.close()


def test_a_folder_taken_away_is_a_camera_pulled_out(tmp_path):
    folder = tmp_path / "camera"
    folder.mkdir()
    frames = open_camera(str(folder)).frames()
    next(frames)
    folder.rmdir()
    with pytest.raises(NoCamera):
        next(frames)


def test_a_broken_picture_in_the_folder_is_a_dark_frame(tmp_path):
    (tmp_path / "1.jpg").write_bytes(b"\xff\xd8 cut short")
    assert not next(open_camera(str(tmp_path)).frames()).any()


def test_a_camera_that_is_not_there_is_told():
    with pytest.raises(NoCamera):
        open_camera("/dev/video_of_nobody")
    assert all(isinstance(name, str) for name in cameras_here())


def test_pictures_are_made_smaller_and_what_is_none_is_told(tmp_path):
    large = lay(tmp_path / "large.png", 5, (3000, 4000))
    assert max(read_picture(large).shape) == LONGEST_PX
    assert len(as_jpeg(read_picture(large), 400)) > 100
    for name, data in (("text.png", b"nothing"), ("empty.jpg", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NoPicture):
            read_picture(tmp_path / name)
    with pytest.raises(NoPicture):
        read_picture(tmp_path / "missing.png")
    huge = tmp_path / "huge.png"
    with huge.open("wb") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(NoPicture):
        read_picture(huge)
