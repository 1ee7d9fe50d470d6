"""The mail server from one address: ``smtp://``, ``smtp+starttls://`` or ``smtps://``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from jigai.config.refused import SettingWrong
from jigai.domain.sentence import Sentence

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE_S = 20
EXPECTED = Sentence("应为 smtps://用户:口令@主机", "smtps://user:password@host is expected")
NO_SENDER = Sentence(
    "设了邮件服务器，还要写明发信地址", "with a mail server the address of the sender is needed"
)


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
        SettingWrong: the address names another kind of server, or no sender is given with it.
    """
    if not address:
        return MailServer()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise SettingWrong(name="JIGAI_MAIL", fault=EXPECTED) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise SettingWrong(name="JIGAI_MAIL", fault=EXPECTED)
    if not sender:
        raise SettingWrong(name="JIGAI_MAIL_FROM", fault=NO_SENDER)
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls_from_start=parts.scheme == "smtps",
        is_tls_later=parts.scheme == "smtp+starttls",
    )
