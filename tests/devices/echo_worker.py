"""A worker for tests: says again what it is asked, hangs or ends when it is told to."""

from __future__ import annotations

import os
import threading
from typing import Any

from kiosk.devices.workers import serve


def answer(question: dict[str, Any]) -> dict[str, Any]:
    if "hang" in question:
        threading.Event().wait()
    if "end" in question:
        os._exit(1)
    if "print" in question:
        print("something")
    return {"said": question["say"], "pid": os.getpid()}


if __name__ == "__main__":
    serve(answer)
