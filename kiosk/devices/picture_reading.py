"""The process that reads ID cards off pictures: `python -m kiosk.devices.picture_reading`.

RapidOCR with the models inside its wheel; it asks no network. Pictures stand in this process's
memory, one at a time, and nowhere else. Questions and answers (kiosk.devices.workers):

    {"file": path}        {"lines": [[text, score, [[x, y] x 4]], ...]}  or  {"fault": ...}
    {"look": source}      {"jpeg": base64}, the frame that is kept till the next one
    {"frame": true}       {"lines": ...} of that frame
    {"rest": true}        {}, and the camera is let go
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from kiosk.devices.cameras import (
    Camera,
    Frame,
    NoCamera,
    NoPicture,
    as_jpeg,
    open_camera,
    read_picture,
)
from kiosk.devices.workers import Message, serve
from kiosk.services.card_picture import PictureFault

NEEDED: Final = ("rapidocr", "onnxruntime", "cv2", "numpy")
THREADS: Final = 2
PREVIEW_PX: Final = 640


class Reading:
    def __init__(self) -> None:
        self._engine: Any = None
        self._camera: Camera | None = None
        self._frames: Iterator[Frame] = iter(())
        self._source = ""
        self._frame: Frame = None

    def answer(self, question: Message) -> Message:
        try:
            match question:
                case {"file": str(path)}:
                    return self._read(read_picture(Path(path)))
                case {"look": str(source)}:
                    self._frame = self._next_frame(source)
                    return {"jpeg": base64.b64encode(as_jpeg(self._frame, PREVIEW_PX)).decode()}
                case {"frame": _} if self._frame is not None:
                    return self._read(self._frame)
                case _:
                    self._rest()
                    return {}
        except NoPicture:
            return {"fault": PictureFault.NO_PICTURE}
        except NoCamera:
            self._rest()
            return {"fault": PictureFault.NO_CAMERA}

    def _next_frame(self, source: str) -> Frame:
        if self._camera is None or source != self._source:
            self._rest()
            self._camera, self._source = open_camera(source), source
            self._frames = self._camera.frames()
        return next(self._frames)

    def _rest(self) -> None:
        if self._camera is not None:
            self._camera.close()
        self._camera, self._frame = None, None

    def _read(self, frame: Frame) -> Message:
        found = self._eyes()(frame)
        if found.txts is None:
            return {"lines": []}
        read = zip(found.txts, found.scores, found.boxes, strict=True)
        return {"lines": [[text, float(score), box.tolist()] for text, score, box in read]}

    def _eyes(self) -> Any:
        if self._engine is None:
            rapidocr: Any = import_module("rapidocr")
            params = {
                "Global.log_level": "critical",
                "Global.max_side_len": 1280,
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            }
            self._engine = rapidocr.RapidOCR(params=params)
        return self._engine


def main() -> NoReturn:
    # onnxruntime reports its use to its makers and keeps a file for it; nothing leaves this kiosk.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    serve(Reading().answer)


if __name__ == "__main__":
    main()
