from __future__ import annotations

from kiosk.devices.sticks import sticks_in


def test_only_what_is_mounted_is_a_stick(tmp_path):
    media, run_media = tmp_path / "media", tmp_path / "run-media"
    there = [media / "RED", run_media / "officer" / "BLUE"]
    for folder in (*there, media / "cdrom", run_media / "officer" / "left-over"):
        folder.mkdir(parents=True)
    (media / "link").symlink_to(there[1])
    (media / "file").write_text("")
    found = sticks_in((media, run_media, tmp_path / "nowhere"), lambda folder: folder in there)
    assert found == tuple(there)
