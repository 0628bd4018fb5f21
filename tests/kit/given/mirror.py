"""A download server on this machine that serves a tiny data set, well or badly."""

import gzip
import hashlib
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.kit.given.image_files import tiny_files

PACKED = {f"{name}.gz": gzip.compress(content, mtime=0) for name, content in tiny_files().items()}
RESOURCES = [(name, hashlib.md5(content).hexdigest()) for name, content in PACKED.items()]
LAST_FILE = RESOURCES[-1][0]


class Mirror(ThreadingHTTPServer):
    """Serves PACKED, the first half of each file in parts after a pause each.
    Where `cut`, the last file ends there; where `stalled`, it waits there to be let go.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.cut = self.stalled = False
        self.pause = 0.0
        self.let_go = threading.Event()
        self.requests: Counter[str] = Counter()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: Mirror

    def do_HEAD(self) -> None:
        self.send_error(404)  # as the real one, which has no page for its root

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self.server.requests[name] += 1
        content = PACKED[name]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        half = len(content) // 2
        for start in range(0, half, half // 4):
            time.sleep(self.server.pause)
            self.wfile.write(content[start : min(start + half // 4, half)])
        if name == LAST_FILE and self.server.stalled:
            self.server.let_go.wait(60)
        if not (name == LAST_FILE and self.server.cut):
            self.wfile.write(content[half:])

    def log_message(self, format: str, *args: object) -> None:
        """Requests are counted, not printed."""


@contextmanager
def running_mirror() -> Iterator[Mirror]:
    """A mirror that answers until the end of the block."""
    with Mirror() as mirror:
        thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield mirror
        finally:
            mirror.let_go.set()
            mirror.shutdown()
            thread.join()
