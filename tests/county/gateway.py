"""A telephone company's HTTP interface on loopback, that answers as it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Gateway:
    """answers: (status, body) for the next requests, the last one for ever after. asked: method,
    path, headers and body of each."""

    answers: list[tuple[int, str]] = field(default_factory=lambda: [(200, '{"code": 0}')])
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    may_answer: Event = field(default_factory=Event)
    was_asked: Event = field(default_factory=Event)
    url: str = ""

    def said(self) -> list[dict[str, Any]]:
        return [json.loads(body) for *_, body in self.asked]


@contextmanager
def gateway() -> Iterator[Gateway]:
    made = Gateway()
    made.may_answer.set()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            made.asked.append((self.command, self.path, dict(self.headers), body))
            made.was_asked.set()
            made.may_answer.wait(20)
            status, said = made.answers.pop(0) if len(made.answers) > 1 else made.answers[0]
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", made.url)
            self.send_header("Content-Length", str(len(said.encode())))
            self.end_headers()
            with suppress(OSError):  # Whoever asked may have lost patience.
                self.wfile.write(said.encode())

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    made.url = f"http://127.0.0.1:{server.server_address[1]}/send"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.may_answer.set()
        server.shutdown()
        server.server_close()
        thread.join(20)
