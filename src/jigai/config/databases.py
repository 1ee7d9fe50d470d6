"""SQLite in one file by default; PostgreSQL by ``JIGAI_DATABASE_URL``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jigai.config.refused import SettingWrong
from jigai.domain.sentence import Sentence

EXPECTED = Sentence(
    "应为 postgresql://用户:口令@主机:端口/库名",
    "postgresql://user:password@host:port/name is expected",
)
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    "PRAGMA recursive_triggers=ON;"
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
)


def database_settings(home: Path) -> dict[str, Any]:
    """Django's settings for the one database.

    Raises:
        SettingWrong: the address names another kind of database.
    """
    address = os.environ.get("JIGAI_DATABASE_URL", "")
    if not address:
        return sqlite(home / "jigai.sqlite3")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise SettingWrong(name="JIGAI_DATABASE_URL", fault=EXPECTED) from None
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingWrong(name="JIGAI_DATABASE_URL", fault=EXPECTED)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }
