"""The form of one contact: who, why, what was said, and what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.coaches import officers
from jigai.apps.visits.actions.log_interaction import Promise, Told
from jigai.apps.visits.queries.caps import CapStanding
from jigai.apps.visits.queries.departments import departments_of
from jigai.web.forms.reasoned import DayField
from jigai.web.language import page_language
from jigai.web.visits.words import KINDS

PROMISES = (1, 2, 3)
NOBODY = ("", _("本部门"))


class LogForm(forms.Form):
    kind = forms.ChoiceField(label=_("方式"), choices=KINDS)
    held_on = DayField(label=_("日期"))
    agency_id = forms.TypedChoiceField(label=_("部门"), coerce=int)
    officer_id = forms.TypedChoiceField(
        label=_("联系人员"), coerce=int, required=False, empty_value=None
    )
    others = forms.CharField(
        label=_("其他人员"),
        max_length=120,
        required=False,
        help_text=_("没有账号的同事，例：镇工信站王工"),
    )
    purpose = forms.CharField(
        label=_("目的"), max_length=120, help_text=_("例：了解设备更新进展；不是检查")
    )
    consent = forms.CharField(
        label=_("企业怎样同意"), max_length=120, required=False,
        help_text=_("走访必填，例：企业邀请、电话约定"),
    )  # fmt: skip
    beyond_cap = forms.CharField(
        label=_("超过上限仍走访的原因"), max_length=200, required=False,
        help_text=_("本年走访已到上限时必填"),
    )  # fmt: skip
    met = forms.CharField(
        label=_("对方职务"), max_length=80, required=False,
        help_text=_("写职务即可，例：总工程师；不写电话和身份证号"),
    )  # fmt: skip
    said = forms.CharField(
        label=_("谈了什么"), max_length=2_000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *given: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*given, **options)
        is_english = page_language() == "en"
        agency: Any = self.fields["agency_id"]
        agency.choices = [
            (key, english if is_english and english else name)
            for key, name, english in departments_of(viewer)
        ]
        people = officers()
        officer: Any = self.fields["officer_id"]
        officer.choices = [("", _("— 不指定 —")), *people]
        for number in PROMISES:
            self._add_promise(number, people)

    def _add_promise(self, number: int, people: list[tuple[int, str]]) -> None:
        words = {"n": number}
        self.fields[f"promise_{number}"] = forms.CharField(
            label=gettext("跟进事项 %(n)s") % words, max_length=200, required=False
        )
        self.fields[f"due_{number}"] = DayField(
            label=gettext("事项 %(n)s 到期日") % words, required=False
        )
        self.fields[f"owner_{number}"] = forms.TypedChoiceField(
            label=gettext("事项 %(n)s 经办人") % words,
            coerce=int,
            required=False,
            empty_value=None,
            choices=[NOBODY, *people],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for number in PROMISES:
            text, day = cleaned.get(f"promise_{number}"), cleaned.get(f"due_{number}")
            if text and not day and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", ValidationError(gettext("请写明到期日。")))
            if day and not text:
                self.add_error(f"promise_{number}", ValidationError(gettext("请写明跟进什么。")))
        return cleaned

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(**{name: said[name] for name in Told.__dataclass_fields__})

    def promises(self) -> list[Promise]:
        return list(self._promises())

    def _promises(self) -> Iterator[Promise]:
        said = self.cleaned_data
        for number in PROMISES:
            if text := said[f"promise_{number}"]:
                yield Promise(text, said[f"due_{number}"], said[f"owner_{number}"])

    @property
    def about(self) -> list[Any]:
        return [field for field in self.visible_fields() if not field.name[-1].isdigit()]

    @property
    def promised(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name[-1].isdigit()]


def cap_words(standing: CapStanding) -> str:
    """How many visits the enterprise has had, said before one more is made."""
    words = {"count": standing.count, "most": standing.most}
    if standing.most is None:
        return gettext("本年各部门合计已走访 %(count)s 次，未设上限") % words
    if standing.is_reached:
        return (
            gettext("本年各部门合计已走访 %(count)s 次，已到上限 %(most)s 次；能打电话就打电话")
            % words
        )
    return gettext("本年各部门合计已走访 %(count)s 次，上限 %(most)s 次") % words
