"""jigai serve: the web server and the background worker, started and stopped together."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import click

from jigai.cli.running import now, refusing
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.jobs.apply_retention import set_next_run

PATIENCE = 15


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@refusing
def serve(host: str, port: int, workers: int) -> None:
    """Serve the pages and run the jobs until interrupted."""
    _check_free(host, port)
    signal.signal(signal.SIGTERM, _interrupt)
    running = [subprocess.Popen(line) for line in _commands(host, port, workers)]  # noqa: S603
    set_next_run(now=now())
    click.echo(f"http://{host}:{port}")
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.2)
        code = 1
    except KeyboardInterrupt:
        code = 0
    _stop(running)
    sys.exit(code)


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


def _commands(host: str, port: int, workers: int) -> list[list[str]]:
    served = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    served += ["--blocking-threads", "4", "--no-ws", "jigai.config.wsgi:application"]
    return [
        [sys.executable, "-m", "granian", *served],
        [sys.executable, "-m", "django", "db_worker", "--settings", "jigai.config.settings"],
    ]


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
