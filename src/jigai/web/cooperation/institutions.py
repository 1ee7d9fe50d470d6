"""The directory of institutions, and one with what it runs, agreed, trained and offers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.cooperation.queries.access import acts_for, institution_for
from jigai.apps.cooperation.queries.catalogue import (
    visible_achievement_rows,
    visible_expert_rows,
)
from jigai.apps.cooperation.queries.institutions import (
    agreement_rows,
    body_rows,
    due_terms,
    institution_rows,
    member_rows,
    reads_county,
    training_rows,
    visible_institutions,
)
from jigai.apps.cooperation.words import (
    AGREEMENT_STATES,
    BODY_KINDS,
    INSTITUTION_KINDS,
    TERM_KINDS,
    TERM_PARTIES,
)
from jigai.web.cooperation.words import INSTITUTION_CHOICES, worded
from jigai.web.fragments import fragment
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage
from jigai.web.lists.show import list_response
from jigai.web.requests import PageRequest

AHEAD = timedelta(days=90)
INSTITUTIONS = ListPage(
    name="institutions",
    title=gettext_lazy("合作院校"),
    subtitle=gettext_lazy("与本县共建平台、签有协议或提供成果和专家的高校院所"),
    noun=gettext_lazy("家院校"),
    rows=institution_rows,
    visible=visible_institutions,
    columns=(
        Column(key="name", title=gettext_lazy("院校名称"), path="name", sort_path="name_sort"),
        Column(key="kind", title=gettext_lazy("类别"), path="kind", kind=Kind.CHOICE,
               choices=INSTITUTION_CHOICES),
        Column(key="place", title=gettext_lazy("所在地"), path="place"),
        Column(key="bodies", title=gettext_lazy("共建平台"), path="body_count", kind=Kind.NUMBER,
               unit=gettext_lazy("个")),
        Column(key="achievements", title=gettext_lazy("公开成果"), path="achievement_count",
               kind=Kind.NUMBER, unit=gettext_lazy("项")),
        Column(key="active", title=gettext_lazy("合作中"), path="is_active", kind=Kind.FLAG,
               is_shown=False),
    ),
    sort="name",
    search_paths=("name", "short_name", "name_en"),
    code_paths=("name_sort",),
    initials_paths=("name_initials",),
    row_url=lambda pk: reverse("cooperation:institution", args=[pk]),
    empty=FirstStep(
        text=gettext_lazy("登记合作院校之后，这里列出共建平台、协议和成果。"),
        action=gettext_lazy("登记院校"),
        url_name="cooperation:institution_new",
    ),
)  # fmt: skip


def institution_list(request: PageRequest) -> HttpResponseBase:
    is_keeper = may(request.viewer, Deed.KEEP_REGISTERS)
    extra = {
        "here_tab": "institutions",
        "first_url": reverse("cooperation:institution_new") if is_keeper else "",
        "first_words": _("登记院校"),
    }
    return list_response(request, INSTITUTIONS, template="cooperation/list.html", extra=extra)


@require_safe
@vary_on_headers("HX-Request")
def institution(request: PageRequest, pk: int) -> HttpResponse:
    viewer, today = request.viewer, localdate()
    found = institution_for(viewer, pk)
    is_inside = reads_county(viewer) or acts_for(viewer, found)
    achievements: Any = visible_achievement_rows(viewer, today).filter(institution=pk)
    experts: Any = visible_expert_rows(viewer, today).filter(institution=pk)
    shown = {
        "institution": found,
        "kind": worded(INSTITUTION_KINDS, found.kind),
        "bodies": [(one, worded(BODY_KINDS, one.kind)) for one in body_rows(pk)],
        "agreements": [
            (one, worded(AGREEMENT_STATES, one.state))
            for one in agreement_rows(viewer, on=today, institution_id=pk)
        ],
        "figures": training_rows(pk) if is_inside else [],
        "is_inside": is_inside,
        "achievements": achievements.order_by("-maturity", "pk")[:10],
        "experts": experts.order_by("name_sort", "pk")[:10],
        "members": member_rows(pk) if may(viewer, Deed.ADMINISTER) else [],
        "rights": {
            "keep": may(viewer, Deed.KEEP_REGISTERS),
            "admit": may(viewer, Deed.ADMINISTER),
        },
    }
    return render(request, "cooperation/institution.html" + fragment(request, "record"), shown)


@require_safe
def agreement_list(request: PageRequest) -> HttpResponse:
    """Every agreement that the viewer sees, and what of them is due within 90 days."""
    today = localdate()
    due = due_terms(request.viewer, on=today, until=today + AHEAD)
    shown = {
        "here_tab": "agreements",
        "due": [
            (one, worded(TERM_KINDS, one.kind), worded(TERM_PARTIES, one.party)) for one in due
        ],
        "agreements": [
            (one, worded(AGREEMENT_STATES, one.state))
            for one in agreement_rows(request.viewer, on=today)
        ],
    }
    return render(request, "cooperation/agreements.html", shown)
