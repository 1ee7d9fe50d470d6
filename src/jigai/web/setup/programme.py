"""The settings of the programme: deadlines, tolerances, group size."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.audit.editing import RecordInvalid
from jigai.apps.audit.queries.versions import merged
from jigai.apps.reference.actions.open_programme import set_programme
from jigai.apps.reference.queries.settings import programme, programme_version
from jigai.web.authorship import change_by
from jigai.web.forms.conflicts import ConflictRow, conflict_rows, decided
from jigai.web.forms.refused import add_refusal
from jigai.web.requests import PageRequest
from jigai.web.setup.forms import ProgrammeForm
from jigai.web.toasts import tell


def settings(request: PageRequest) -> HttpResponse:
    """Two who edit at once lose nothing; saving also confirms the settings as the county's own."""
    require(request.viewer, Deed.ADMINISTER)
    held = programme()
    names = [name for name in ProgrammeForm.base_fields if name != "reason"]
    form = ProgrammeForm(
        request.POST or None, initial={name: getattr(held, name) for name in names}
    )
    conflicts: tuple[ConflictRow, ...] = ()
    if request.method == "POST" and form.is_valid():
        conflicts = _saved(request, form, names)
        if not conflicts and not form.errors:
            tell(request, _("设置已保存"))
            return HttpResponseRedirect(reverse("setup:show") + "#settings")
    version = request.POST.get("version") or programme_version()
    shown = {
        "form": form,
        "version": version,
        "conflicts": conflicts,
        "cancel_url": reverse("setup:show"),
    }
    return render(request, "setup/programme.html", shown)


def _saved(request: PageRequest, form: ProgrammeForm, names: list[str]) -> tuple[ConflictRow, ...]:
    """Save, or hand back what both sides changed."""
    held, given = programme(), request.POST.get("version", "")
    base = int(given) if given.isdecimal() else programme_version()
    join = merged(held, base=base, mine={name: form.cleaned_data[name] for name in names})
    values = decided(join, request.POST.dict())
    if values is None:
        return conflict_rows(join, form)
    values["set_up_on"] = held.set_up_on or localdate()
    try:
        set_programme(
            programme=held,
            base_version=programme_version(),
            values=values,  # type: ignore[arg-type]
            change=change_by(request, form.cleaned_data["reason"]),
        )
    except RecordInvalid as refusal:
        add_refusal(form, refusal)
    return ()
