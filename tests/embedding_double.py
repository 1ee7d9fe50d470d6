"""An embedding model on this machine: a loopback server that answers as the customary ones do."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from jigai.apps.matches import catalogue, given_space
from jigai.domain.matching.endpoint import Endpoint

KEY = "sk-of-the-double"
THEMES = (
    ("冲孔", "打孔", "穿孔"),
    ("毛刺", "锐边"),
    ("电池", "储能"),
    ("机器人", "机械臂"),
)
"""Words of one theme lie together, whether they are the same word or not."""


def vector_of(text):
    """How often each theme is touched, beside a part that all texts share."""
    return [1.0, *(3.0 * sum(text.count(word) for word in theme) for theme in THEMES)]


class EmbeddingDouble:
    """``texts`` is all that was ever asked; ``planned`` answers come before the true ones.

    A planned answer is a number (HTTP status), bytes (the body), ``"cut"`` (no answer), or what
    turns the true data into other data.
    """

    def __init__(self):
        self.texts, self.requests, self.planned, self.heads = [], 0, [], []
        self.vector_of = vector_of
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                content = self.rfile.read(int(self.headers["Content-Length"]))
                double._answer(self, json.loads(content))

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def endpoint(self, **more):
        return Endpoint(**({"url": self.url, "model": "themes", "key": KEY} | more))

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, handler, body):
        self.requests += 1
        self.heads.append(dict(handler.headers))
        planned = self.planned.pop(0) if self.planned else None
        if planned == "cut":
            handler.connection.close()
            return
        is_asked = handler.path == "/v1/embeddings" and set(body) == {"model", "input"}
        status = planned if isinstance(planned, int) else 200 if is_asked else 404
        self.texts += body["input"]
        data = [
            {"object": "embedding", "index": place, "embedding": self.vector_of(text)}
            for place, text in enumerate(body["input"])
        ]
        data = planned(data) if callable(planned) else data
        told = {"object": "list", "data": data} if status == 200 else {"error": f"no: {KEY}"}
        content = planned if isinstance(planned, bytes) else json.dumps(told).encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)


@pytest.fixture
def embedder():
    held = EmbeddingDouble()
    yield held
    held.close()


@pytest.fixture
def with_model(embedder, settings, tmp_path):
    """The county has set the double as its model; nothing of it is known yet."""
    settings.EMBEDDING = embedder.endpoint()
    settings.EMBEDDING_FOLDER = tmp_path / "embeddings"
    _forget()
    yield embedder
    _forget()


def anew():
    """As after a restart: memory is gone, the disk is not."""
    _forget()


def _forget():
    given_space._failures.clear()
    given_space._made.cache_clear()
    catalogue._kept.clear()
