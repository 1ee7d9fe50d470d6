"""What the last setup of a demo county left: nothing need be done again while all is as it was."""

from __future__ import annotations

import json
import os
import sqlite3
import sysconfig
from contextlib import closing
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import jigai

PACKAGE = Path(jigai.__file__).parent
STAMP = "setup.json"
LOOKED_AT = (
    "JIGAI_DATABASE_URL",
    "JIGAI_EMBEDDING_URL",
    "JIGAI_EMBEDDING_MODEL",
    "JIGAI_MAIL",
    "JIGAI_MAIL_FROM",
)
"""Settings that only Django's start can judge."""
SCHEMA = """
SELECT (SELECT group_concat(type || name || ifnull(sql, '')) FROM sqlite_schema),
       (SELECT count(*) || '/' || max(id) FROM django_migrations),
       (SELECT count(*) || '/' || max(is_demo) FROM reference_programme)
"""


def said_last_time() -> str:
    """What setup printed when code, environment and schema were as they are now; else blank.

    Read without Django, in a tenth of a second. Only SQLite is looked at: another database may
    have been changed from elsewhere.
    """
    stamp = _stamp()
    if os.environ.get("JIGAI_DATABASE_URL") or not stamp.exists():
        return ""
    kept = json.loads(stamp.read_text(encoding="utf-8"))
    return str(kept["said"]) if kept["state"] == _state() else ""


def remember(said: str) -> None:
    """Keep what was printed beside the keys, readable by the owner alone."""
    if os.environ.get("JIGAI_DATABASE_URL"):
        return
    stamp = _stamp()
    stamp.touch(mode=0o600)
    stamp.write_text(json.dumps({"state": _state(), "said": said}), encoding="utf-8")


def check_before_serving() -> None:
    """Refuse to serve a home without tables or with a setting that is wrong.

    Django is asked only where that is not plain.

    Raises:
        SystemExit: refused, the reason said.
    """
    if _schema() and not any(os.environ.get(name) for name in LOOKED_AT):
        return
    running = import_module("jigai.cli.running")
    running.start()
    running.refusing(import_module("jigai.cli.database").check_set_up)()


def _home() -> Path:
    """As ``config.home`` has it; the folders are made when Django starts."""
    return Path(os.environ.get("JIGAI_HOME", "var")).expanduser().resolve()


def _stamp() -> Path:
    return _home() / "keys" / STAMP


def _state() -> str:
    """A digest of every file of the product, the installed packages, the schema, the settings."""
    digest = sha256()
    for folder, _, names in sorted(os.walk(PACKAGE)):
        if folder.endswith("__pycache__"):
            continue
        for name in sorted(names):
            seen = (Path(folder) / name).stat()
            digest.update(f"{folder}/{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    packages = sorted(p.name for p in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    given = sorted(f"{n}={v}" for n, v in os.environ.items() if n.startswith("JIGAI_"))
    digest.update(json.dumps([packages, given, _schema()]).encode())
    return digest.hexdigest()


def _schema() -> list[str]:
    file = _home() / "jigai.sqlite3"
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return [str(part) for part in database.execute(SCHEMA).fetchone()]
    except sqlite3.Error:  # no file yet, or not one of ours: setup will see
        return []
