"""A messenger on this machine: it checks what the real ones check and answers as they do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

A_MINUTE = 20
SECRET = "SEC-of-the-double"
OK = {"errcode": 0, "errmsg": "ok"}


class Double:
    """``received`` holds the accepted bodies; ``planned`` answers come before the checks.

    A planned answer is a dict (JSON), a number (HTTP status) or ``"cut"`` (no answer at all).
    """

    def __init__(self) -> None:
        self.received: list[dict] = []
        self.asked = 0
        self.planned: list = []
        self.now_ms = 0
        double = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                content = self.rfile.read(int(self.headers["Content-Length"]))
                double._answer(self, content)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def url(self, messenger: str) -> str:
        path = (
            "cgi-bin/webhook/send?key=k1" if messenger == "wecom" else "robot/send?access_token=t"
        )
        return f"http://{self.host}/{path}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, handler, content: bytes) -> None:
        self.asked += 1
        planned = self.planned.pop(0) if self.planned else None
        if planned == "cut":
            handler.connection.close()
            return
        status = planned if isinstance(planned, int) else 200
        told = planned if isinstance(planned, dict) else self._judge(handler, content)
        answer = json.dumps(told).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(answer)))
        handler.end_headers()
        handler.wfile.write(answer)

    def _judge(self, handler, content: bytes) -> dict:
        if not handler.headers["Content-Type"].startswith("application/json"):
            return {"errcode": 43004, "errmsg": "invalid http header"}
        parts = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        body = json.loads(content)
        if len(self.received) >= A_MINUTE:
            return {"errcode": 45009, "errmsg": "api freq out of limit"}
        judged = (
            self._as_wecom(query, body)
            if parts.path == "/cgi-bin/webhook/send"
            else self._as_dingtalk(query, body, content)
        )
        if judged is OK:
            self.received.append(body)
        return judged

    def _as_wecom(self, query, body) -> dict:
        if query != {"key": "k1"}:
            return {"errcode": 93000, "errmsg": "invalid webhook url"}
        if body.get("msgtype") != "markdown" or set(body) != {"msgtype", "markdown"}:
            return {"errcode": 40008, "errmsg": "invalid message type"}
        if len(body["markdown"]["content"].encode()) > 4096:
            return {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"}
        return OK

    def _as_dingtalk(self, query, body, content) -> dict:
        if query.get("access_token") != "t":
            return {"errcode": 300001, "errmsg": "token is not exist"}
        said = f"{query['timestamp']}\n{SECRET}".encode()
        digest = hmac.new(SECRET.encode(), said, hashlib.sha256).digest()
        if query["sign"] != base64.b64encode(digest).decode():
            return {"errcode": 310000, "errmsg": "sign not match"}
        if abs(int(query["timestamp"]) - self.now_ms) > 3_600_000:
            return {"errcode": 310000, "errmsg": "invalid timestamp"}
        if body.get("msgtype") != "markdown" or set(body["markdown"]) != {"title", "text"}:
            return {"errcode": 400105, "errmsg": "unsupported message type"}
        return OK if len(content) <= 20_000 else {"errcode": 460101, "errmsg": "message too long"}
