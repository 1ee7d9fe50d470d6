"""The office's own layouts: what is in use, download, and a new version."""

from __future__ import annotations

from datetime import date

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reports.queries.layouts import NoSuchLayout, layout_content, layout_rows
from jigai.domain.refusal import Refusal
from jigai.flows.adopt_layout import LAYOUT_KINDS, adopt_layout, layout_kind
from jigai.flows.document_details import MEDIA
from jigai.web.authorship import change_by
from jigai.web.language import said_on_page
from jigai.web.layout.navigation import STAFF
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


class LayoutForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("种类"))
    file = forms.FileField(
        label=gettext_lazy("版式文件"),
        help_text=gettext_lazy("下载默认版式修改后上传，保留双花括号里的位置"),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("启用日"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("用于截止日不早于这一天的期次；更早的期次仍用原来的版式"),
    )
    note = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)


def layouts(request: PageRequest) -> HttpResponse:
    """Versions of each kind; a file with wrong places is refused with the cell."""
    form = LayoutForm(
        request.POST or None, request.FILES or None, initial={"valid_from": localdate()}
    )
    kinds = [(key, said_on_page(one.name)) for key, one in LAYOUT_KINDS.items()]
    form.fields["kind"].choices = kinds  # type: ignore[attr-defined]
    if request.method == "POST":
        require(request.viewer, Deed.PUBLISH)
        if form.is_valid() and _adopted(request, form):
            return HttpResponseRedirect(reverse("documents:layouts"))
    rows = layout_rows()
    shown = {
        "form": form,
        "kinds": [(key, name, [r for r in rows if r.kind == key]) for key, name in kinds],
    }
    return render(request, "documents/layouts.html", shown)


def layout_file(request: PageRequest, kind: str, pk: int) -> HttpResponse:
    """One version; number 0 is the layout that comes with the product."""
    if not request.viewer.has_role(*STAFF):
        raise NoSuchLayout(pk=pk)
    chosen = layout_kind(kind)
    name, content = layout_content(pk) if pk else (f"{kind}.{chosen.form}", chosen.default())
    answer = HttpResponse(content, content_type=MEDIA[chosen.form])
    answer["Content-Disposition"] = f'attachment; filename="{kind}-{pk}.{chosen.form}"'
    answer["X-Layout-Name"] = name.encode("ascii", "ignore").decode()
    return answer


def _adopted(request: PageRequest, form: LayoutForm) -> bool:
    asked, file = form.cleaned_data, form.cleaned_data["file"]
    day: date = asked["valid_from"]
    try:
        layout = adopt_layout(
            kind=asked["kind"],
            name=file.name,
            content=file.read(),
            valid_from=day,
            note=asked["note"],
            change=change_by(request, asked["note"] or "更换版式"),
        )
    except Refusal as refusal:
        form.add_error("file", said_on_page(refusal.said + refusal.advice))
        return False
    tell(request, _("已启用第 %(version)s 版") % {"version": layout.version})
    return True
