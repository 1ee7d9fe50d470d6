"""What a wrong setting is told; the value is never quoted, since a password may stand in it."""

from __future__ import annotations

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class SettingWrong(Refusal):
    code = "config.setting_wrong"
    message = Sentence("设置 {name} 不对：{fault}。", "The setting {name} is wrong: {fault}.")
    remedy = Sentence(
        "请改正后再启动；写法见 docs/reference/settings.md。",
        "Mend it and start again; docs/reference/settings.md shows how it is written.",
    )
