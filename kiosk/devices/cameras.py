"""A camera, or a folder of pictures in its place: one frame after another, nothing kept.

For a worker process alone (kiosk.devices.workers): OpenCV takes memory, and a camera that hangs
hangs with it; who asked for a frame ends the process when it is late. No frame reaches a disk.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol

Frame = Any
"""A numpy array of height x width x 3 bytes, blue, green, red."""

PICTURES: Final = (".jpg", ".jpeg", ".png", ".bmp", ".webp")
LARGEST_BYTES: Final = 40_000_000
"""Of a file; no phone takes larger pictures."""
LONGEST_PX: Final = 2000
"""A longer side tells no more of a card and takes the memory."""
BAD_FRAMES: Final = 20
"""In a row, until a camera counts as gone: some begin with a few."""


class NoCamera(Exception):
    """It is not there, somebody else has it, or it was pulled out."""


class NoPicture(Exception):
    """The file is not there, too large, or no picture that can be read."""


class Camera(Protocol):
    def frames(self) -> Iterator[Frame]:
        """Without end, each as it is now. Raises NoCamera."""
        ...

    def close(self) -> None: ...


def is_installed() -> bool:
    """Whether OpenCV is there (it comes with the extra `[ocr]`). Loads nothing."""
    return find_spec("cv2") is not None


def cameras_here() -> list[str]:
    """Names for open_camera of those on this machine, "" for one that cannot be looked for."""
    if sys.platform != "linux":
        return [""]
    return [str(path) for path in sorted(Path("/dev").glob("video[0-9]*"))]


def open_camera(source: str = "") -> Camera:
    """source: a number, a device (/dev/video0), a folder of pictures, "" for the first one there.
    Raises NoCamera."""
    folder = Path(source)
    if source and folder.is_dir():
        return PictureFolder(folder)
    return OpenCvCamera(source)


def read_picture(path: Path) -> Frame:
    """Upright as the phone meant it, made smaller where it is very large. Raises NoPicture."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise NoPicture("too large")
        data = path.read_bytes()
    except OSError as error:
        raise NoPicture(type(error).__name__) from None
    cv2: Any = import_module("cv2")
    numpy: Any = import_module("numpy")
    frame = None
    with suppress(cv2.error):
        frame = cv2.imdecode(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR)
    if frame is None:
        raise NoPicture("not readable")
    return _smaller(frame, LONGEST_PX)


def as_jpeg(frame: Frame, longest_px: int) -> bytes:
    """To be looked at on the screen; in memory only."""
    cv2: Any = import_module("cv2")
    return bytes(cv2.imencode(".jpg", _smaller(frame, longest_px))[1])


class OpenCvCamera:
    def __init__(self, source: str) -> None:
        """Raises NoCamera."""
        cv2: Any = import_module("cv2")
        is_number = not source.strip("0123456789")
        self._capture = cv2.VideoCapture(int(source or "0") if is_number else source)
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, 1280)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, 720)
        # What was seen a second ago is of no use.
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if not self._capture.isOpened():
            raise NoCamera("not opened")

    def frames(self) -> Iterator[Frame]:
        bad = 0
        while bad < BAD_FRAMES:
            is_there, frame = self._capture.read()
            bad = 0 if is_there else bad + 1
            if is_there:
                yield frame
        raise NoCamera("no frames")

    def close(self) -> None:
        self._capture.release()


class PictureFolder:
    """The simulator: the folder's pictures in the order of their names, over and over, looked up
    anew for every frame; dark while there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def frames(self) -> Iterator[Frame]:
        numpy: Any = import_module("numpy")
        for number in count():
            try:
                found = sorted(p for p in self._folder.iterdir() if p.suffix.lower() in PICTURES)
            except OSError as error:
                raise NoCamera(type(error).__name__) from None
            if found:
                with suppress(NoPicture):
                    yield read_picture(found[number % len(found)])
                    continue
            yield numpy.zeros((480, 640, 3), numpy.uint8)

    def close(self) -> None:
        """Nothing is held open."""


def _smaller(frame: Frame, longest_px: int) -> Frame:
    cv2: Any = import_module("cv2")
    part = longest_px / max(frame.shape[:2])
    if part >= 1:
        return frame
    return cv2.resize(frame, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
