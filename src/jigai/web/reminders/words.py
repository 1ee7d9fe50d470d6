"""Words of media, messengers and states of messages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MEDIA: dict[str, Promise] = {
    "page": _("页面"),
    "email": _("邮件"),
    "calendar": _("日历"),
}
MESSENGERS: tuple[tuple[str, Promise], ...] = (
    ("wecom", _("企业微信群机器人")),
    ("dingtalk", _("钉钉群机器人")),
)
CHANNELS: dict[str, Promise] = {"email": _("邮件"), **dict(MESSENGERS)}
STATES: dict[str, Promise] = {
    "waiting": pgettext_lazy("message", "等待发送"),
    "sending": pgettext_lazy("message", "正在发送"),
    "sent": pgettext_lazy("message", "已送达"),
    "failed": pgettext_lazy("message", "未送达"),
    "uncertain": pgettext_lazy("message", "不确定是否送达"),
    "dropped": pgettext_lazy("message", "不再发送"),
}
TAGS = {"sent": "good", "failed": "bad", "uncertain": "warn", "waiting": "warn"}
PROBLEMS: dict[str, Promise] = {
    "interrupted": _("发送时进程中断"),
    "stopped": _("收信人已停收或没有邮箱"),
    "refused": _("邮件服务器拒收"),
    "no mail server": _("没有配置邮件服务器"),
}


def problem_words(code: int, said: str) -> str:
    """Why a try failed, with the code of the service."""
    words = str(PROBLEMS.get(said, said))
    return f"{code} {words}".strip() if code else words
