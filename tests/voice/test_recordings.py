from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.voice.player import NoSound, decode
from kiosk.voice.recordings import Recordings, sentence_hash

DATA = Path(__file__).parent / "data"
EMPTY_WAV = (DATA / "tone.wav").read_bytes()[:40] + bytes(4)


@pytest.mark.parametrize("name", ["tone.wav", "tone.flac", "tone.ogg"])
def test_these_are_decoded(name):
    sound = decode((DATA / name).read_bytes())
    assert sound.length_s == pytest.approx(0.2, abs=0.02)
    assert max(sound.frames) == pytest.approx(8000, rel=0.1)


@pytest.mark.parametrize(
    "data", [(DATA / "tone.opus").read_bytes(), b"", EMPTY_WAV, b"no sound at all"]
)
def test_opus_and_rubbish_are_not(data):
    with pytest.raises(NoSound):
        decode(data)


def test_a_recorded_sentence_is_found_whatever_its_spaces(tmp_path):
    _pack(tmp_path, {"今天您来做什么？": "tone.ogg"})
    assert Recordings(tmp_path).sound_of(" 今天您来 做什么？").length_s > 0.1
    assert Recordings(tmp_path).sound_of("今天您来做什么") is None


def test_an_empty_folder_and_a_broken_manifest_hold_nothing(tmp_path):
    assert len(Recordings(tmp_path / "none")) == 0
    for broken in (b"[sentences", b"\xff\xfe", b"sentences = 3", b'[sentences]\n"a" = 3'):
        (tmp_path / "manifest.toml").write_bytes(broken)
        assert len(Recordings(tmp_path)) == 0


def test_a_file_that_is_gone_or_broken_is_as_good_as_none(tmp_path):
    _pack(tmp_path, {"one": "gone.ogg", "two": "broken.ogg"})
    (tmp_path / "broken.ogg").write_bytes(b"OggS")
    assert Recordings(tmp_path).sound_of("one") is None
    assert Recordings(tmp_path).sound_of("two") is None


def test_nothing_outside_the_folder_is_opened(tmp_path):
    folder = tmp_path / "pack"
    _pack(folder, {"one": "../tone.ogg", "two": str(DATA / "tone.ogg")})
    (tmp_path / "tone.ogg").write_bytes((DATA / "tone.ogg").read_bytes())
    assert Recordings(folder).sound_of("one") is None
    assert Recordings(folder).sound_of("two") is None


def _pack(folder, sentences):
    folder.mkdir(exist_ok=True)
    lines = [f'"{sentence_hash(text)}" = "{name}"' for text, name in sentences.items()]
    (folder / "manifest.toml").write_text("\n".join(["[sentences]", *lines]), "utf-8")
    (folder / "tone.ogg").write_bytes((DATA / "tone.ogg").read_bytes())
