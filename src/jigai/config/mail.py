"""The mail server from one address: ``smtp://``, ``smtp+starttls://`` or ``smtps://``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE_S = 20


@dataclass(frozen=True, slots=True, repr=False)
class MailServer:
    """Where mail is handed in; without a host there is none and nothing is ever sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    is_tls_from_start: bool = False
    is_tls_later: bool = False

    @property
    def backend(self) -> str:
        kind = "smtp" if self.host else "dummy"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def read_mail_server(address: str, *, sender: str) -> MailServer:
    """The server of an address; a blank one is no server.

    Raises:
        ValueError: the address names another kind of server, or no sender is given with it.
    """
    if not address:
        return MailServer()
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"JIGAI_MAIL: smtps://user:password@host is expected, not {parts.scheme}:")
    if not sender:
        raise ValueError("JIGAI_MAIL_FROM: the address from which mail is sent is missing")
    return MailServer(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls_from_start=parts.scheme == "smtps",
        is_tls_later=parts.scheme == "smtp+starttls",
    )
