"""Lists that fields choose from, worded in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.queries.people import agency_rows
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.reference.queries.divisions import division_rows
from jigai.apps.reference.queries.settings import direction_rows
from jigai.apps.registry.queries.enterprise_list import found_enterprises
from jigai.web.language import page_language

NEAREST = 5
ABOVE = frozenset({"province", "prefecture"})


class Named(Protocol):
    """A row with an id and its name in both languages."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


class KeyChoiceField(forms.TypedChoiceField):
    """One of a list of records; cleaned to its id, or ``None``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)


def offered(rows: Iterable[Named]) -> list[tuple[Any, str]]:
    """Rows as choices, with an empty one first."""
    english = page_language() == "en"
    named = [(row.id, (row.name_en or row.name) if english else row.name) for row in rows]
    return [("", _("— 请选择 —")), *named]


def area_choices() -> list[tuple[Any, str]]:
    """The county and what lies in it."""
    rows = division_rows(on=localdate())
    return offered([row for row in rows if row.level not in ABOVE])


def direction_choices() -> list[tuple[Any, str]]:
    return offered(direction_rows())


def agency_choices() -> list[tuple[Any, str]]:
    return offered([row for row in agency_rows() if row.is_active])


class EnterpriseField(forms.CharField):
    """An enterprise by credit code or name, cleaned to its id; only those that the person sees."""

    viewer: Viewer | None = None

    def __init__(self, **options: Any) -> None:
        help_text = gettext_lazy("填统一社会信用代码或企业名称，可只填名称的一部分。")
        super().__init__(help_text=help_text, **options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).strip()
        if not typed or self.viewer is None:
            return None
        found = found_enterprises(viewer=self.viewer, words=typed, limit=NEAREST)
        exact = [one for one in found if typed in (one.name, one.credit_code)]
        if len(exact or found) == 1:
            return (exact or found)[0].id
        if not found:
            raise ValidationError(_("没有找到这家企业，请核对，或先在企业库登记。"))
        names = "、".join(one.name for one in found)
        raise ValidationError(_("有多家企业符合：%(names)s。请写全。") % {"names": names})
