"""miniaudio without numpy, which it loads wherever it is installed (the neural voice brings it):
20 MB of every kiosk, for arrays that nobody here gives it."""

from __future__ import annotations

import sys

if "numpy" in sys.modules:
    import miniaudio
else:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import miniaudio
    finally:
        del sys.modules["numpy"]

__all__ = ["miniaudio"]
