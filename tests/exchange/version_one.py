"""Kiosk and county of protocol version 1, frozen: what they say and take, byte for byte.

Written from their last release and never changed with the program. Both are small: the kiosk sends
what it has and pulls, the county compares, chains, numbers and reports. They know the fields and
kinds of their time and skip others, as their decoders did.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import zstandard
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

KINDS = {
    "registered.1",
    "corrected.1",
    "consented.1",
    "withdrew.1",
    "checked_in.1",
    "checked_out.1",
    "visit_corrected.1",
}
GENESIS = b"\0" * 32
STATUS = {"version": 426, "gap": 409, "rewound": 409, "unknown": 403, "signature": 401}
STATUS |= {"fork": 422, "chain": 422, "form": 422}


def link(previous, seq, line):
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + line).digest()


def next_mark(mark, device, epoch, seq):
    said = f"{mark} {device}.{epoch}.{seq}".encode()
    return hashlib.blake2b(said, digest_size=4).hexdigest()


def signed(key, text):
    return base64.urlsafe_b64encode(key.sign(text).signature).decode().rstrip("=")


def is_known(line):
    try:
        return json.loads(line)["f"]["k"] in KINDS
    except (ValueError, KeyError, TypeError):
        return False


def b64(raw):
    return base64.b64encode(raw).decode()


class KioskOne:
    """ask: (method, path, body, X-Sign) -> (status, body), over any line."""

    def __init__(self, device, ask):
        self.device, self.ask = device, ask
        self.key, self.village = SigningKey.generate(), "-"
        self.own, self.lines, self.hashes = [], {}, [GENESIS]
        self.acked, self.at, self.mark = 0, 0, ""
        self.reported = []

    def write(self, line):
        self.own.append(line)
        self.lines[self.device, 1, len(self.own)] = line
        self.hashes.append(link(self.hashes[-1], len(self.own), line))

    def enrol(self, code, at_ms):
        body = {"code": code, "device": self.device, "key": b64(self.key.verify_key.encode())}
        status, answer = self.said("POST", "/enrol", json.dumps(body).encode(), at_ms)
        assert status == 200, answer
        self.village = json.loads(answer)["village"]

    def said(self, method, path, body, at_ms):
        head = f"xianglin.1 {method} {path} {self.village} {self.device} {at_ms} ".encode()
        signature = signed(self.key, head + hashlib.sha256(body).digest())
        return self.ask(method, path, body, f"{self.village} {self.device} {at_ms} {signature}")

    def hello(self, at_ms, versions=(1, 1)):
        greeting = {
            "v": versions,
            "epoch": 1,
            "seq": len(self.own),
            "hash": b64(self.hashes[-1]),
            "at": self.at,
            "mark": self.mark,
        }
        return self.said("POST", "/hello", json.dumps(greeting).encode(), at_ms)

    def batch(self, first, lines, version=1):
        header = {"v": version, "device": self.device, "epoch": 1, "from": first, "n": len(lines)}
        header["head"] = b64(self.hashes[first + len(lines) - 1])
        raw = b"\n".join((json.dumps(header, separators=(",", ":")).encode(), *lines))
        return zstandard.ZstdCompressor().compress(raw)

    def round(self, at_ms, most=500):
        """As version 1 did: hello, push all after the county's seq, pull."""
        status, answer = self.hello(at_ms)
        greeted = json.loads(answer)
        assert status == 200, answer
        assert greeted["v"][0] <= 1 <= greeted["v"][1]
        sent = greeted["seq"]
        assert base64.b64decode(greeted["shared"]) == self.hashes[min(sent, len(self.own))]
        head = greeted["scopes"]["village"]
        while sent < len(self.own):
            lines = self.own[sent : sent + most]
            status, answer = self.said("POST", "/push", self.batch(sent + 1, lines), at_ms)
            assert status == 200, answer
            receipt = json.loads(answer)
            sent = self.acked = receipt["ack"]
            self.reported += receipt.get("reports", [])
            before, head = receipt["village"]
            if (self.at, self.mark) == (before, receipt["marks"][0]):
                self.at, self.mark = head, receipt["marks"][1]
        while self.at < head:
            head = self.pull(at_ms)

    def pull(self, at_ms):
        mark = f"&mark={self.mark}" if self.mark else ""
        status, answer = self.said("GET", f"/pull?after={self.at}{mark}", b"", at_ms)
        assert status == 200, answer
        header, *lines = zstandard.ZstdDecompressor().decompress(answer).split(b"\n")
        page = json.loads(header)
        no = page["after"]
        assert no == self.at
        for device, epoch, seq, n in page["runs"]:
            no += n
            for i in range(n if device else 0):
                self.lines.setdefault((device, epoch, seq + i), lines.pop(0))
        assert (no, lines) == (page["upto"], [])
        self.at, self.mark = page["upto"], page["mark"]
        return page["head"]


class CountyOne:
    """Of one village. versions: what it says that it speaks."""

    def __init__(self, key, village, now_ms, versions=(1, 1)):
        self.key, self.village, self.now_ms, self.versions = key, village, now_ms, versions
        self.keys, self.heads = {}, {}
        self.log, self.reports = [], []
        self.batches = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _Asked)
        self.server.daemon_threads, self.server.county = True, self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever)
        self._thread.start()

    def close(self):
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()

    def entries(self):
        return {(device, epoch, seq): line for device, epoch, seq, line, _ in self.log}

    def answer(self, method, path, sign, body):
        village, device, at_ms, signature = sign.split(" ")
        text = f"xianglin.1 {method} {path} {village} {device} {at_ms} ".encode()
        try:
            raw = base64.urlsafe_b64decode(signature + "==")
            VerifyKey(self.keys[device]).verify(text + hashlib.sha256(body).digest(), raw)
            said = getattr(self, urlsplit(path).path[1:])(device, body, path)
        except KeyError:
            said = self.no("unknown")
        except BadSignatureError:
            said = self.no("signature")
        status = STATUS[said["why"]] if isinstance(said, dict) and "why" in said else 200
        said = said if isinstance(said, bytes) else json.dumps(said).encode()
        text = f"xianglin.1 answer {status} {signature} ".encode()
        return status, said, signed(self.key, text + hashlib.sha256(said).digest())

    def no(self, why, **more):
        return {"why": why, "now": self.now_ms, **more}

    def hello(self, device, body, _path):
        greeting = json.loads(body)
        if greeting["v"][0] > self.versions[1] or greeting["v"][1] < self.versions[0]:
            return self.no("version")
        hashes = self.heads.setdefault(device, [GENESIS])
        at, mark = greeting.get("at", 0), greeting.get("mark", "")
        return {
            "v": self.versions,
            "now": self.now_ms,
            "epoch": 1,
            "seq": len(hashes) - 1,
            "hash": b64(hashes[-1]),
            "shared": b64(hashes[min(greeting["seq"], len(hashes) - 1)]),
            "scopes": {"village": len(self.log)},
            "is_same_scope": not mark or (at <= len(self.log) and self.log[at - 1][4] == mark),
        }

    def push(self, device, body, _path):
        header, *lines = zstandard.ZstdDecompressor().decompress(body).split(b"\n")
        header = json.loads(header)
        self.batches.append(header)
        if header["v"] != 1:
            return self.no("version")
        if header["n"] != len(lines) or not lines:
            return self.no("form")
        hashes = self.heads.setdefault(device, [GENESIS])
        known, first = len(hashes) - 1, header["from"]
        if first > known + 1:
            return self.no("gap", expect=known + 1)
        here = self.entries()
        before = len(self.log)
        for seq, line in enumerate(lines, first):
            if seq <= known and here[device, 1, seq] != line:
                return self.no("fork")
            if seq > known:
                hashes.append(link(hashes[-1], seq, line))
                mark = next_mark(self.mark(), device, 1, seq)
                self.log.append((device, 1, seq, line, mark))
                self.reports += [] if is_known(line) else [(device, seq)]
        last = first + len(lines) - 1
        assert hashes[last] == base64.b64decode(header["head"]), "chain"
        odd = [[s, "unreadable.x"] for d, s in self.reports if d == device and first <= s <= last]
        marks = [self.log[before - 1][4] if before else "", self.mark()]
        answer = {"ack": last, "now": self.now_ms, "village": [before, len(self.log)]}
        return answer | {"marks": marks} | ({"reports": odd} if odd else {})

    def pull(self, device, _body, path):
        asked = parse_qs(urlsplit(path).query)
        after, own = int(asked["after"][0]), "own" in asked
        if "mark" in asked and self.log[after - 1][4] != asked["mark"][0]:
            return self.no("rewound")
        rows = self.log[after : after + 2000]
        runs = [[d, e, s, 1] if own or d != device else ["", 0, 0, 1] for d, e, s, _, _ in rows]
        header = {"v": 1, "now": self.now_ms, "after": after, "upto": after + len(rows)}
        header |= {"mark": rows[-1][4] if rows else "", "head": len(self.log), "runs": runs}
        lines = [line for d, _, _, line, _ in rows if own or d != device]
        return zstandard.ZstdCompressor().compress(
            b"\n".join((json.dumps(header).encode(), *lines))
        )

    def mark(self):
        return self.log[-1][4] if self.log else ""


class _Asked(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        county = self.server.county
        status, answer, sign = county.answer(self.command, self.path, self.headers["X-Sign"], body)
        self.send_response(status)
        self.send_header("X-Sign", sign)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST

    def log_message(self, *args):
        pass
