"""Addresses of robots are sealed under a key of the home, so that a copy of the tables is mute."""

from __future__ import annotations

import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from jigai.domain.refusal import Refusal
from jigai.domain.reminders.robots import Address, Messenger
from jigai.domain.sentence import Sentence


class SealBroken(Refusal):
    code = "robot.seal_broken"
    message = Sentence(
        "机器人“{name}”的地址用本机的密钥解不开。",
        "The address of robot “{name}” does not open with this machine's key.",
    )
    remedy = Sentence(
        "请恢复 keys/channel.key，或停用后重新添加机器人。",
        "Bring keys/channel.key back, or end the robot and add it anew.",
    )


def sealed(address: Address) -> str:
    text = json.dumps({"url": address.url, "secret": address.secret})
    return Fernet(settings.CHANNEL_KEY).encrypt(text.encode()).decode()


def opened(text: str, *, messenger: str, name: str) -> Address:
    """The address in a seal.

    Raises:
        SealBroken: it was sealed under another key.
    """
    try:
        kept = json.loads(Fernet(settings.CHANNEL_KEY).decrypt(text.encode()))
    except InvalidToken:
        raise SealBroken(name=name) from None
    return Address(Messenger(messenger), **kept)
