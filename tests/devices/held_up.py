"""A village card as a camera sees it. Needs OpenCV."""

from __future__ import annotations

from importlib import import_module

import segno


def held_up(text: str, angle: float = 0.0, module_px: int = 5):
    """A card as a camera sees it: small, turned, unevenly lit, out of focus."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    rows = numpy.array(segno.make(text, error="q", micro=False).matrix, numpy.uint8)
    code = numpy.kron(1 - numpy.pad(rows, 4), numpy.ones((module_px, module_px))) * 235
    frame = numpy.full((720, 1280), 90, numpy.float32)
    top, left = 300 - len(code) // 2, 640 - len(code) // 2
    frame[top : top + len(code), left : left + len(code)] = code
    turn = cv2.getRotationMatrix2D((640, 300), angle, 1.0)
    frame = cv2.warpAffine(frame, turn, (1280, 720), borderValue=90)
    frame *= numpy.linspace(0.5, 1.0, 1280, dtype=numpy.float32)
    grey = cv2.GaussianBlur(frame, (0, 0), 1.2).astype(numpy.uint8)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
