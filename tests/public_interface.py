"""A public interface on this machine that answers as a test says, and a clock that never waits."""

import json
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace


def reply(status=200, body=None, **headers):
    """Return an answer. body: what becomes JSON, or bytes."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return status, {name.replace("_", "-"): str(value) for name, value in headers.items()}, data


class PublicInterface(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        self.requests = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self._answers = {}

    def says(self, path, *answers):
        """Give these answers one after the other, and the last one again and again.

        An answer is a `reply`, or a function of the request's handler.
        """
        self._answers[path] = list(answers)

    def answer_to(self, path):
        answers = self._answers.get(path, [reply(404, {"message": "Not Found"})])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @property
    def paths(self):
        return [request.path for request in self.requests]

    def handle_error(self, request, client_address):
        """A client that has had enough is no error here."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def do_GET(self):
        server = self.server
        with server.lock:
            server.requests.append(SimpleNamespace(path=self.path, headers=dict(self.headers)))
            server.at_once += 1
            server.most_at_once = max(server.at_once, server.most_at_once)
        answer = server.answer_to(self.path)
        try:
            with suppress(OSError):
                answer(self) if callable(answer) else self.send(*answer)
        finally:
            with server.lock:
                server.at_once -= 1

    def send(self, status, headers, body):
        """Answer 304 instead if the request has the validator of what it would get."""
        for validator, condition in (
            ("ETag", "If-None-Match"),
            ("Last-Modified", "If-Modified-Since"),
        ):
            if status == 200 and headers.get(validator, "") == self.headers.get(condition):
                status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def public_interface():
    with PublicInterface() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.stopping.set()
        server.shutdown()
        thread.join()


class Clock:
    """Takes the place of the time and of waiting in `editorial.refreshing.asking`."""

    def __init__(self, monkeypatch):
        self.time = 1_795_392_000.0  # 23 November 2026, midnight
        self.waits = []
        for name in ("now", "sleep"):
            monkeypatch.setattr(f"editorial.refreshing.asking.{name}", getattr(self, name))

    def now(self):
        return self.time

    async def sleep(self, seconds):
        self.waits.append(round(seconds))
        self.time += seconds
