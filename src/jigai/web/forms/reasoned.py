"""Forms whose change asks for its reason; the reason comes last."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonedForm(forms.Form):
    """A form that ends with the reason of the change, which stays in the history."""

    reason = forms.CharField(
        label=_("修改原因"), help_text=_("写进修改记录，别人能看到。"), max_length=300
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["reason"] = self.fields.pop("reason")


class VersionedForm(ReasonedForm):
    """A form that edits a record: it says which version of the record the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DayField(forms.DateField):
    """A day, chosen or typed as 2026-11-16."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)
