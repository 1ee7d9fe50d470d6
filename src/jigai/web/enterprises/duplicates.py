"""Records that may be one enterprise; merge two, and take a merge back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.projects.queries.project_list import projects_named
from jigai.apps.registry.queries.access import enterprise_for, merge_for
from jigai.apps.registry.queries.duplicates import likely_duplicates
from jigai.apps.registry.queries.enterprises import enterprise_profile
from jigai.apps.visits.queries.interactions import interactions_named
from jigai.domain.change import Change
from jigai.flows.merge_enterprises import Unmerged, merge_enterprises, unmerge_enterprises
from jigai.web.authorship import change_by
from jigai.web.changes.table_words import TABLES
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.requests import PageRequest


@require_safe
def duplicates(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.KEEP_REGISTERS)
    shown = {"pairs": likely_duplicates(request.viewer)}
    return render(request, "enterprises/duplicates.html", shown)


def merge(request: PageRequest, pk: int, merged: int) -> HttpResponse:
    """Join one record into another: its projects move, both keep names, contacts and years."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    kept, other = enterprise_for(request.viewer, pk), enterprise_for(request.viewer, merged)
    act = Act(
        title=_("合并企业"),
        about=_("“%(merged)s”并入“%(kept)s”") % {"merged": other.name, "kept": kept.name},
        back=reverse("enterprises:show", args=[pk]),
        said=_("已合并；两份原记录都保留，可以撤回。"),
        submit=_("合并"),
        template="enterprises/merge.html",
    )

    def join(_values: dict[str, Any], change: Change) -> None:
        merge_enterprises(kept=kept, merged=other, merged_on=localdate(), change=change)

    shown = {"records": [enterprise_profile(kept), enterprise_profile(other)]}
    return acted(request, ReasonedForm(request.POST or None), act, join, shown=shown)


def unmerge(request: PageRequest, pk: int) -> HttpResponse:
    """Raise the merged record again; projects of the meantime are named for assignment."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    held = merge_for(request.viewer, pk)
    act = Act(
        title=_("撤回合并"),
        about=_("“%(merged)s”从“%(kept)s”分出")
        % {"merged": held.merged.name, "kept": held.kept.name},
        back=reverse("enterprises:show", args=[held.kept_id]),
        said="",
        submit=_("撤回合并"),
    )
    form = ReasonedForm(request.POST or None)
    if not form.is_valid():
        return render(request, "forms/page.html", {"form": form, "act": act})
    change = change_by(request, form.cleaned_data["reason"])
    done = unmerge_enterprises(merge=held, on=localdate(), change=change)
    return render(request, "enterprises/unmerged.html", _told(held, done))


def _table_word(table: str) -> Any:
    name = table.partition("/")[0]
    return TABLES.get(name, name)


def _told(held: Any, done: Unmerged) -> dict[str, Any]:
    return {
        "merge": {"kept": held.kept.name, "kept_id": held.kept_id, "merged": held.merged.name,
                  "merged_id": held.merged_id},
        "returned": projects_named(done.returned),
        "to_assign": projects_named(done.to_assign),
        "visits_returned": interactions_named(done.visits_returned),
        "visits_to_assign": interactions_named(done.visits_to_assign),
        "others": [
            (_table_word(one.table), len(one.returned), len(one.to_assign))
            for one in done.others
        ],
    }  # fmt: skip
