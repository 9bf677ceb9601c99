"""Engines that read handwriting as badly as can be: `python -m tests.devices.odd_reader HOW`."""

from __future__ import annotations

import os
import sys
import threading

from kiosk.devices.workers import Message, serve


def answer(question: Message) -> Message:
    match sys.argv[1]:
        case "dies":
            os._exit(1)
        case "freezes":
            threading.Event().wait()
        case "babbles":
            return {"lost": question}
    return {"found": ["a", "b"]}


if __name__ == "__main__":
    serve(answer)
