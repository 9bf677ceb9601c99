"""Pictures of invented people's cards, read by the real engine in its real process."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from kiosk.devices.card_pictures import CardPictures, is_installed
from kiosk.services.card_picture import CardSeen, Doubt, PictureFault
from tests.devices.card_drawing import Drawn, save

EVERY = bool(os.environ.get("EVERY"))
TODAY = date(2026, 11, 22)
WANG = CardSeen(
    "321199194602285500",
    "\u738b\u79c0\u82f1",
    2,
    "\u6c49",
    date(1946, 2, 28),
    "\u6c5f\u82cf\u7701\u9547\u6c5f\u5e02\u4eac\u53e3\u533a\u8c61\u5c71\u8857\u9053\u4e1c\u5347\u67517\u7ec419\u53f7",
)
UYGHUR = Drawn(
    "\u4e70\u4e70\u63d0\u00b7\u5410\u5c14\u900a",
    "\u7537",
    "\u7ef4\u543e\u5c14",
    (1958, 11, 3),
    ("\u65b0\u7586\u5580\u4ec0\u5e02", "\u4eba\u6c11\u8def12\u53f7"),
    "65310119581103123X",
)
needs_engine = pytest.mark.skipif(not is_installed(), reason="the extra [ocr] is not installed")
slow = pytest.mark.skipif(not EVERY, reason="EVERY=1 reads them all: five seconds each")


@pytest.fixture(scope="module")
def pictures():
    pictures = CardPictures()
    yield pictures
    pictures.close()


@needs_engine
@slow
def test_a_card_is_read_and_nothing_of_it_is_left_behind(pictures, tmp_path, monkeypatch):
    """Neither the folder for temporary files nor the folder of the picture has anything new."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    picture = save(Drawn(), tmp_path / "card.png")
    before = sorted(tmp_path.rglob("*"))
    assert pictures.read_file(picture, TODAY) == WANG
    assert sorted(tmp_path.rglob("*")) == before
    if sys.platform == "linux":
        opened = [os.path.realpath(fd) for fd in Path(f"/proc/{pictures.pid}/fd").iterdir()]
        assert str(picture) not in opened
    assert pictures.read_file(tmp_path / "none.png", TODAY) is PictureFault.NO_PICTURE


@needs_engine
@slow
@pytest.mark.parametrize(
    "how",
    [
        {"angle": 4.0},
        {"angle": -12.0},
        {"angle": 90.0},
        {"angle": 180.0},
        {"blur": 3},
        {"light": 150},
    ],
    ids=str,
)
def test_however_it_lies(pictures, tmp_path, how):
    seen = pictures.read_file(save(Drawn(), tmp_path / "card.png", **how), TODAY)
    assert isinstance(seen, CardSeen)
    assert (seen.number, seen.name, seen.sex, seen.birth) == (
        (WANG.number, WANG.name, WANG.sex, WANG.birth)
    )
    assert not {Doubt.NUMBER, Doubt.BIRTH, Doubt.SEX} & set(seen.doubts)


@needs_engine
@slow
def test_by_the_camera_and_a_contradiction_is_told(tmp_path):
    folder = tmp_path / "camera"
    folder.mkdir()
    camera = CardPictures(str(folder))
    assert isinstance(camera.look(), bytes)
    assert camera.read_look(TODAY) is PictureFault.NO_CARD
    save(Drawn(sex="\u7537", birth=(1946, 2, 20)), folder / "card.png")
    assert isinstance(camera.look(), bytes)
    seen = camera.read_look(TODAY)
    assert isinstance(seen, CardSeen)
    assert {Doubt.NUMBER, Doubt.BIRTH, Doubt.SEX} <= set(seen.doubts)
    (folder / "card.png").unlink()
    save(UYGHUR, folder / "card.png")
    camera.look()
    seen = camera.read_look(TODAY)
    assert isinstance(seen, CardSeen)
    assert (seen.name, seen.ethnic_group, seen.number) == (
        UYGHUR.name,
        UYGHUR.ethnic,
        UYGHUR.number,
    )
    camera.rest()
    camera.close()
    assert camera.pid is None


@needs_engine
def test_without_a_camera_a_sentence(tmp_path):
    camera = CardPictures(str(tmp_path / "nothing"))
    assert camera.look() is PictureFault.NO_CAMERA
    camera.close()


@needs_engine
def test_what_is_no_picture_is_told_by_a_process_that_ends(tmp_path):
    (tmp_path / "card.jpg").write_bytes(b"\xff\xd8 cut short")
    pictures = CardPictures(idle_s=0.05)
    assert pictures.read_file(tmp_path / "card.jpg", TODAY) is PictureFault.NO_PICTURE
    assert pictures.read_file(tmp_path / "none.jpg", TODAY) is PictureFault.NO_PICTURE
    pictures.close()
    assert pictures.pid is None
