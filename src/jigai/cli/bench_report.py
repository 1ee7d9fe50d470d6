"""The dated report of all benches: machine, versions, figures, and what changed since the last."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

Figures = Mapping[str, Any]
PACKAGES = ("jigai", "django", "python-calamine", "psycopg", "polars-lts-cpu", "granian")
HEAD = "| figure | now | before | change |"


def machine() -> dict[str, str]:
    """What figures depend on: processor, cores, system, versions, how busy it was."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
        "python": sys.version.split()[0],
        **{name: said for name in PACKAGES if (said := _version(name))},
    }


def write_report(found: Sequence[Figures], *, folder: Path, at: datetime) -> Path:
    """Write ``<moment>.json`` and ``<moment>.md``, compared with the newest report there.

    Returns:
        The readable one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    last = last_report(folder)
    now = {"at": at.isoformat(timespec="seconds"), "machine": machine(), "found": list(found)}
    file = folder / f"{at:%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(now, ensure_ascii=False, indent=2), encoding="utf-8")
    page = file.with_suffix(".md")
    page.write_text("\n".join(_lines(now, last)) + "\n", encoding="utf-8")
    return page


def last_report(folder: Path) -> dict[str, Any] | None:
    """The newest report of a folder."""
    files = sorted(folder.glob("*.json"))
    return json.loads(files[-1].read_text(encoding="utf-8")) if files else None


def _lines(now: Figures, last: Figures | None) -> Iterator[str]:
    yield f"# Benchmarks of {now['at']}"
    yield ""
    yield ", ".join(f"{name} {said}" for name, said in now["machine"].items() if said) + "."
    yield f"Compared with {last['at']}." if last else "There is no earlier report here."
    if last and last["machine"]["processor"] != now["machine"]["processor"]:
        yield f"That one was of another machine: {last['machine']['processor']}."
    before = {one["bench"]: one for one in last["found"]} if last else {}
    for one in now["found"]:
        yield from (
            "",
            f"## {one['bench']}",
            "",
            "| figure | now | before | change |",
            "|---|---|---|---|",
        )
        for name, value in one.items():
            if name != "bench" and not isinstance(value, list | dict):
                was = before.get(one["bench"], {}).get(name)
                yield f"| {name} | {value} | {'' if was is None else was} | {_change(was, value)} |"


def _change(was: object, now: object) -> str:
    if not isinstance(was, int | float) or not isinstance(now, int | float) or not was:
        return ""
    return f"{(now - was) / was:+.0%}"


def _processor() -> str:
    try:
        said = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    named = [line.partition(":")[2].strip() for line in said.splitlines() if "model name" in line]
    return named[0] if named else platform.processor()


def _version(name: str) -> str:
    try:
        return version(name)
    except ImportError:  # PackageNotFoundError
        return ""
