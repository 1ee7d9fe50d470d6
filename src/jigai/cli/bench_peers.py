"""The peers of ``jigai bench rules``, put once into a folder of their own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LOCKED = Path(__file__).resolve().parents[3] / "requirements" / "bench.txt"
PEERS = "JIGAI_BENCH_PEERS"
"""Names the folder to the measuring process, which looks there after everything else."""


class PeersUnavailable(Refusal):
    code = "bench.peers_unavailable"
    message = Sentence(
        "装不上对比用的软件（DuckDB、OpenFisca）：{fault}",
        "The peers to measure against (DuckDB, OpenFisca) cannot be installed: {fault}",
    )
    remedy = Sentence(
        "请在源码目录中、能访问软件包索引的机器上运行。",
        "Run it in a source tree, on a machine that reaches a package index.",
    )


def peers_folder() -> Path:
    """The folder with the locked peers, filled at the first call.

    Raises:
        PeersUnavailable: there is no lock file, or pip cannot fetch what it names.
    """
    if not LOCKED.exists():
        raise PeersUnavailable(fault=str(LOCKED.name))
    digest = hashlib.sha256(LOCKED.read_bytes()).hexdigest()[:16]
    home = Path(os.environ.get("JIGAI_HOME", "var"))
    folder = home.absolute() / "bench-peers" / digest
    if not folder.exists():
        click.echo(f"安装对比用的软件 / installing the peers → {folder}", err=True)
        _install(folder)
    return folder


def _install(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        target = Path(place) / "peers"
        words = ("install", "-q", "--disable-pip-version-check", "--no-input")
        exact = ("--require-hashes", "--only-binary", ":all:", "--target", str(target))
        done = subprocess.run(  # noqa: S603 - pip of our own environment
            [sys.executable, "-m", "pip", *words, *exact, "-r", str(LOCKED)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
            raise PeersUnavailable(fault=said[-1] if said else f"pip {done.returncode}")
        target.rename(folder)
