"""The pages as another person sees them: whom, why, and the way back."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from jigai.apps.accounts.actions.preview_as import begin_preview, end_preview
from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.queries.people import PersonRow, person_rows
from jigai.apps.accounts.queries.previewed import PREVIEW
from jigai.domain.refusal import Refusal
from jigai.web.authorship import change_by
from jigai.web.forms.refused import add_refusal
from jigai.web.people.words import ROLES
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class PreviewForm(forms.Form):
    person_id = forms.TypedChoiceField(label=gettext_lazy("人员"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("原因"),
        max_length=200,
        help_text=gettext_lazy("记入修改记录，例如：核对崔口镇能看到的项目"),
    )


def preview(request: PageRequest) -> HttpResponse:
    """Ask whom and why; with both given, the pages are shown so from the next one on."""
    require(request.viewer, Deed.PREVIEW)
    form = PreviewForm(request.POST or None)
    others = [p for p in person_rows(on=localdate()) if p.is_active]
    form.fields["person_id"].choices = [  # type: ignore[attr-defined]
        (p.id, _words(p)) for p in others if p.id != request.viewer.user_id
    ]
    if request.method == "POST" and form.is_valid():
        pk = form.cleaned_data["person_id"]
        change = change_by(request, form.cleaned_data["reason"])
        try:
            name = begin_preview(person_id=pk, viewer=request.viewer, change=change)
        except Refusal as refusal:
            add_refusal(form, refusal, field="person_id")
        else:
            request.session[PREVIEW] = pk
            tell(request, _("现在看到的是%(name)s能看到的内容") % {"name": name})
            return HttpResponseRedirect("/")
    return render(request, "people/preview.html", {"form": form})


@require_POST
def preview_end(request: PageRequest) -> HttpResponse:
    if request.session.pop(PREVIEW, None) is not None:
        end_preview(change=change_by(request, "结束预览"))
        tell(request, _("预览已结束"))
    return HttpResponseRedirect("/")


def _words(person: PersonRow) -> str:
    roles = dict(ROLES)
    held = [
        " ".join(filter(None, (str(roles[one.role]), one.agency or one.division)))
        for one in person.appointments
    ]
    return f"{person.display_name}{_('（')}{_('；').join(held) or '—'}{_('）')}"
