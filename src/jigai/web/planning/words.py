"""Words of planning for lists and tags."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jigai.apps.planning.catalogue import ORIGINS, THEMES, Origin, Theme
from jigai.web.language import spoken

STATES = (
    ("draft", _("草稿")),
    ("submitted", _("待批准")),
    ("approved", _("已批准")),
    ("discarded", _("已放弃")),
)
LINE_STATES = {"added": _("新增"), "removed": _("删去"), "amended": _("修改")}
DIRECTIONS = {
    "up": _("上升"),
    "down": _("下降"),
    "cannot_tell": _("变为无法判断"),
    "aside": _("变化"),
}
THEME_CHOICES = tuple((theme.value, spoken(THEMES[theme])) for theme in Theme)
ORIGIN_CHOICES = tuple((one.value, spoken(ORIGINS[one])) for one in Origin)
TARGET_STATES = {"draft": _("草稿"), "published": _("已发布")}
