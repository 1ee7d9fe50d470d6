"""jigai serve: the web server and the background worker, started and stopped together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from types import FrameType

import click

from jigai.cli.last_setup import check_before_serving
from jigai.cli.refusing import refusing_alone
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

PATIENCE = 15
BREATH = 5
"""Seconds between two starts of the worker, so that a broken one does not busy the machine."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@refusing_alone
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and run the jobs until interrupted; daily jobs at the start of each day."""
    check_before_serving()
    _check_free(host, port)
    signal.signal(signal.SIGTERM, _interrupt)
    web = subprocess.Popen(_web(host, port, workers))  # noqa: S603
    worker = Worker()
    click.echo(f"http://{host}:{port}")
    try:
        while web.poll() is None:
            if worker.process is None and _answers(host, port):
                worker.start()  # only now: the first page need not wait for it
            worker.keep_going()
            time.sleep(0.1)
        code = 1
    except KeyboardInterrupt:
        code = 0
    _stop([web, *([worker.process] if worker.process else [])])
    sys.exit(code)


class Worker:
    """The process of the jobs; one that was killed is started anew and takes up its job again."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.started_at = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-m", "jigai.jobs.worker"])
        self.started_at = time.monotonic()

    def keep_going(self) -> None:
        is_gone = self.process is not None and self.process.poll() is not None
        if is_gone and time.monotonic() > self.started_at + BREATH:
            self.start()


class PortTaken(Refusal):
    code = "serve.port_taken"
    message = Sentence(
        "地址{host}:{port}已被别的程序占用。", "{host}:{port} is taken by another program."
    )
    remedy = Sentence(
        "请换一个端口，例如 make run PORT=8001。", "Choose another, as in make run PORT=8001."
    )


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            raise PortTaken(host=host, port=port) from None


def _answers(host: str, port: int) -> bool:
    """Whether the server answers anything at all; waits two seconds at most."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    with closing(HTTPConnection(reached, port, timeout=2)) as connection:
        try:
            connection.request("HEAD", "/accounts/login/")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
    return True


def _web(host: str, port: int, workers: int) -> list[str]:
    served = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    served += ["--blocking-threads", "4", "--no-ws", "jigai.config.wsgi:application"]
    return [sys.executable, "-m", "granian", *served]


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
