"""A real standalone cluster of Apache Spark on loopback: one master, two workers, free ports."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import Self

import pytest

PATIENCE_S = 90
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xss4m"
SETTINGS = {
    "spark.executor.memory": "512m",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
}
"""Small and soon there: what is tested is the meaning and the survival, not the speed."""


def need_java() -> None:
    """Skip at a desk without Java; in CI its absence is a failure."""
    if shutil.which("java"):
        return
    reason = "Java is not installed (tools/debian_packages installs it)."
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Cluster:
    """Started on entry; whatever still runs is killed by its own id at the end."""

    def __enter__(self) -> Self:
        need_java()
        self.folder = Path(tempfile.mkdtemp(prefix="jigai-spark-"))
        package = find_spec("pyspark")
        assert package is not None
        assert package.submodule_search_locations
        self.home = Path(package.submodule_search_locations[0])
        self.running: list[subprocess.Popen[bytes]] = []
        with ExitStack() as undone_on_a_fault:
            undone_on_a_fault.callback(self.__exit__)
            self._start("master", MASTER, "--port", "0")
            said = self._said("master", r"Starting Spark master at (spark://\S+)")
            self.address = said.group(1)
            size = ("--port", "0", "--cores", "1", "--memory", "768m")
            self.workers = [self._start(name, WORKER, *size, self.address) for name in "ab"]
            for name in "ab":
                self._said(name, "Successfully registered with master")
            undone_on_a_fault.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.running:
            process.kill()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self, name: str, what: str, *words: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_WORKER_DIR": str(self.folder / f"work-{name}"),
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": QUICK,
        }
        command = [str(self.home / "bin" / "spark-class"), what, "--host", "127.0.0.1"]
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--webui-port", "0", *words],
                env=environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )
        self.running.append(process)
        return process

    def _said(self, name: str, pattern: str) -> re.Match[str]:
        log = self.folder / f"{name}.log"
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            found = re.search(pattern, log.read_text(errors="replace"))
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(log.read_text(errors="replace"))
