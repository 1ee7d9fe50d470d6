"""Group robots of the office messengers: the address, the message, the signature, the answer.

WeCom (企业微信群机器人): ``POST …/cgi-bin/webhook/send?key=…``, markdown of at most 4096 bytes, 20
messages a minute (developer.work.weixin.qq.com, path 91770). DingTalk (钉钉自定义机器人): ``POST
…/robot/send?access_token=…``, signed by ``timestamp`` and ``sign``, at most 20 000 bytes, 20
messages a minute and else ten minutes of silence (open.dingtalk.com, custom-robot-access). Both
answer 200 also when they refuse; the code in the body counts.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Collection

A_MINUTE = 20
"""Messages that either service takes from one robot within a minute."""


class Messenger(StrEnum):
    WECOM = "wecom"
    DINGTALK = "dingtalk"


@dataclass(frozen=True, slots=True)
class Service:
    """What one messenger prescribes."""

    name: Sentence
    host: str
    path: str
    secret_in: str
    most_bytes: int
    busy_codes: frozenset[int]


SERVICES = {
    Messenger.WECOM: Service(
        Sentence("企业微信", "WeCom"),
        "qyapi.weixin.qq.com",
        "/cgi-bin/webhook/send",
        "key",
        4096,
        frozenset({-1, 45009, 45033}),
    ),
    Messenger.DINGTALK: Service(
        Sentence("钉钉", "DingTalk"),
        "oapi.dingtalk.com",
        "/robot/send",
        "access_token",
        20_000,
        frozenset({-1, 130101, 410100, 90018}),
    ),
}
"""``busy_codes``: the service asks to come back later; every other code needs a person."""


class RobotAddressWrong(Refusal):
    code = "robot.address_wrong"
    message = Sentence("这不是{service}群机器人的地址。", "This is no robot address of {service}.")
    remedy = Sentence(
        "请在群里打开机器人，整行复制 Webhook 地址：https://{host}{path}?{secret}=…",
        "Open the robot in the group and copy its whole webhook: https://{host}{path}?{secret}=…",
    )


class SignatureMissing(Refusal):
    code = "robot.signature_missing"
    message = Sentence("钉钉机器人要有加签密钥。", "A DingTalk robot needs its signing secret.")
    remedy = Sentence(
        "请在机器人的“安全设置”里选“加签”，复制以 SEC 开头的密钥。",
        "Choose “sign” in its security settings and copy the secret, which begins with SEC.",
    )


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where a robot listens and what it signs with; never printed."""

    messenger: Messenger
    url: str
    secret: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a message went.

    Attributes:
        is_permanent: trying again would not help.
        is_uncertain: it may have arrived, but no answer came.
        code: of the service, or the HTTP status, or 0.
        said: the service's own words, without the address.
    """

    is_ok: bool
    is_permanent: bool = False
    is_uncertain: bool = False
    code: int = 0
    said: str = ""


def checked_address(address: Address, *, more_hosts: Collection[str] = ()) -> Address:
    """The address, if it is one of the service's own or of a host that the county allowed.

    Args:
        more_hosts: ``host[:port]`` of a private deployment.

    Raises:
        RobotAddressWrong, SignatureMissing: as named.
    """
    service, parts = SERVICES[address.messenger], urlsplit(address.url)
    is_own = parts.scheme == "https" and parts.netloc == service.host
    is_allowed = parts.scheme in {"https", "http"} and parts.netloc in more_hosts
    token = parse_qs(parts.query).get(service.secret_in, [""])[0]
    if not (is_own or is_allowed) or parts.path != service.path or not token:
        raise RobotAddressWrong(
            service=service.name, host=service.host, path=service.path, secret=service.secret_in
        )
    if address.messenger is Messenger.DINGTALK and not address.secret:
        raise SignatureMissing
    return address


def message_body(messenger: Messenger, *, title: str, text: str) -> dict[str, Any]:
    """The JSON of a markdown message in the service's own shape."""
    if messenger is Messenger.WECOM:
        return {"msgtype": "markdown", "markdown": {"content": text}}
    return {"msgtype": "markdown", "markdown": {"title": title, "text": text}}


def signature(secret: str, *, timestamp_ms: int) -> str:
    """DingTalk's sign: Base64 of HMAC-SHA256 over time stamp, line feed and secret, keyed by it.

    >>> signature("this is secret", timestamp_ms=1700000000000)
    'sSFWELbV2YwjdDQhWZwTcWlX5BWUx5J6TPpsZmuPii0='
    """
    said = f"{timestamp_ms}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()).decode()


def target(address: Address, *, timestamp_ms: int) -> str:
    """Path and query of a request, signed where the service wants it."""
    parts = urlsplit(address.url)
    query = parts.query
    if address.messenger is Messenger.DINGTALK:
        sign = quote(signature(address.secret, timestamp_ms=timestamp_ms), safe="")
        query = f"{query}&timestamp={timestamp_ms}&sign={sign}"
    return f"{parts.path}?{query}"


def read_answer(messenger: Messenger, *, status: int, content: bytes) -> Answer:
    """What the service's answer means.

    >>> read_answer(Messenger.WECOM, status=200, content=b'{"errcode":0,"errmsg":"ok"}').is_ok
    True
    """
    if status >= 500 or status == 429:  # noqa: PLR2004 - HTTP
        return Answer(is_ok=False, code=status, said=f"HTTP {status}")
    try:
        told = json.loads(content)
        code, said = int(told["errcode"]), str(told.get("errmsg", ""))[:200]
    except (ValueError, KeyError, TypeError):
        return Answer(is_ok=False, is_permanent=True, code=status, said=f"HTTP {status}")
    if code == 0:
        return Answer(is_ok=True, said=said)
    is_busy = code in SERVICES[messenger].busy_codes or "too fast" in said
    return Answer(is_ok=False, is_permanent=not is_busy, code=code, said=said)
