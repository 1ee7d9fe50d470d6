"""Signed links by which a letter is stopped without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing

from jigai.domain.refusal import NotFound
from jigai.domain.reminders.kinds import BY_ID, EVERY_KIND
from jigai.domain.sentence import Sentence

SALT = "jigai.reminders.stop"


class StopLinkInvalid(NotFound):
    code = "reminders.stop_link_invalid"
    message = Sentence("这个停收链接无效。", "This link to stop is not valid.")
    remedy = Sentence(
        "请登录后在“提醒开关”里关闭。", "Sign in and switch it off under “my switches”."
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """What a link stops: one kind of mail to one person, or all of it."""

    user_id: int
    kind: str


def stop_secret(stop: Stop) -> str:
    return signing.dumps([stop.user_id, stop.kind], salt=SALT, compress=False)


def stop_by(secret: str) -> Stop:
    """What a link stops.

    Raises:
        StopLinkInvalid: it was not made here, or names nothing that can be stopped.
    """
    try:
        user_id, kind = signing.loads(secret, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise StopLinkInvalid from None
    if kind not in BY_ID and kind != EVERY_KIND:
        raise StopLinkInvalid
    return Stop(int(user_id), kind)
