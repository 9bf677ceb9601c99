from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.voice.fragments import Template, sentence_hash
from kiosk.voice.player import NoSound, decode
from kiosk.voice.recordings import Recordings

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
    _pack(tmp_path, "今天您来做什么？")
    assert Recordings(tmp_path).sound_of(" 今天您来 做什么？").length_s > 0.1
    assert Recordings(tmp_path).sound_of("明天您来做什么？") is None


def test_an_empty_folder_and_a_broken_manifest_hold_nothing(tmp_path):
    assert len(Recordings(tmp_path / "none")) == 0
    for broken in (b"[sentences", b"\xff\xfe", b"sentences = 3", b"[sentences]\na = 3"):
        (tmp_path / "manifest.toml").write_bytes(broken)
        assert len(Recordings(tmp_path)) == 0


def test_a_file_that_is_gone_or_broken_is_as_good_as_none(tmp_path):
    _pack(tmp_path, "one", "two")
    (tmp_path / f"{sentence_hash('one')}.ogg").unlink()
    (tmp_path / f"{sentence_hash('two')}.ogg").write_bytes(b"OggS")
    assert Recordings(tmp_path).sound_of("one") is None
    assert Recordings(tmp_path).sound_of("two") is None


def test_sentences_follow_each_other_with_a_pause(tmp_path):
    _pack(tmp_path, "one。", "two。")
    once, both = (Recordings(tmp_path).sound_of(text) for text in ("one。", "one。two。"))
    assert 2 * once.length_s < both.length_s < 2 * once.length_s + 1


def test_a_name_between_recorded_parts_is_left_to_the_live_voice(tmp_path):
    _pack(tmp_path, "hello,")
    template = Template(re.compile("(hello,)(.+?)()"), ("hello,",))
    recordings = Recordings(tmp_path, [template])
    hello, name = recordings.parts_of("hello, Anna")
    assert recordings.sound(hello).length_s > 0.1
    assert name == "Anna"
    assert recordings.sound_of("hello, Anna") is None


def _pack(folder, *texts):
    folder.mkdir(exist_ok=True)
    lines = [f'{sentence_hash(text)} = "{text}"' for text in texts]
    (folder / "manifest.toml").write_text("\n".join(["[sentences]", *lines]), "utf-8")
    for text in texts:
        tone = (DATA / "tone.ogg").read_bytes()
        (folder / f"{sentence_hash(text)}.ogg").write_bytes(tone)
