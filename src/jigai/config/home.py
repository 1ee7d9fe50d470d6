"""The folder of database, files and keys."""

from __future__ import annotations

import os
import secrets
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path


def jigai_home() -> Path:
    """``JIGAI_HOME``, by default ``var/`` in the working directory; made if absent."""
    home = Path(os.environ.get("JIGAI_HOME", "var")).expanduser().resolve()
    for folder in (home, home / "files", home / "keys", home / "static"):
        folder.mkdir(parents=True, exist_ok=True)
    return home


def secret_key(home: Path) -> str:
    """The signing key of sessions, made at first use and readable by the owner alone."""
    return _key(home / "keys" / "session.key")


def audit_key(home: Path) -> bytes:
    """The key of the audit chain; keep a copy off the machine with the printed head."""
    return bytes.fromhex(_key(home / "keys" / "audit.key"))


def channel_key(home: Path) -> bytes:
    """The key under which the addresses of group robots are sealed (Fernet's form)."""
    return urlsafe_b64encode(bytes.fromhex(_key(home / "keys" / "channel.key")))


def mail_server(home: Path) -> str:
    """``JIGAI_MAIL``, else the one line of ``keys/mail.url`` in the home; blank without either."""
    kept = home / "keys" / "mail.url"
    given = os.environ.get("JIGAI_MAIL", "")
    return given or (kept.read_text(encoding="utf-8").strip() if kept.exists() else "")


def _key(path: Path) -> str:
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # another process was first: its key counts
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
