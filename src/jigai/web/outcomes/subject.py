"""Before and after of one enterprise or project: picture, table, print; figures of other parts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.outcomes.queries.before_after import before_after_card
from jigai.apps.outcomes.queries.follow_ups import follow_up_list
from jigai.apps.projects.queries.access import project_for
from jigai.apps.registry.queries.access import enterprise_for
from jigai.domain.results.before_after import CAVEAT
from jigai.domain.results.states import FOLLOW_UP_STATES, KINDS, STATES
from jigai.flows.print_outcomes import print_outcomes
from jigai.flows.take_outcomes import take_outcomes
from jigai.web.authorship import change_by
from jigai.web.language import page_language, said_on_page
from jigai.web.outcomes.subject_chart import before_after_chart
from jigai.web.outcomes.words import worded
from jigai.web.requests import PageRequest
from jigai.web.toasts import tell


@require_safe
def enterprise(request: PageRequest, pk: int) -> HttpResponse:
    found = enterprise_for(request.viewer, pk)
    rights = {
        "enter": reverse("outcomes:enter", args=[pk]) if may(request.viewer, Deed.REPORT) else "",
        "take": may(request.viewer, Deed.REPORT),
        "paper": reverse("outcomes:enterprise_paper", args=[pk]),
        "file": reverse("enterprises:show", args=[pk]),
    }
    return _shown(request, found, found.name, rights, follow_ups=[])


@require_safe
def project(request: PageRequest, pk: int) -> HttpResponse:
    found, may_report = project_for(request.viewer, pk), may(request.viewer, Deed.REPORT)
    rights = {
        "enter": reverse("outcomes:project_enter", args=[pk]) if may_report else "",
        "take": False,
        "paper": reverse("outcomes:project_paper", args=[pk]),
        "file": reverse("projects:show", args=[pk]),
    }
    follow_ups = follow_up_list(request.viewer, on=localdate(), project_id=pk)
    return _shown(request, found, found.name, rights, follow_ups=follow_ups)


@require_safe
def enterprise_paper(request: PageRequest, pk: int) -> HttpResponse:
    return _paper(enterprise_for(request.viewer, pk))


@require_safe
def project_paper(request: PageRequest, pk: int) -> HttpResponse:
    return _paper(project_for(request.viewer, pk))


@require_POST
def take(request: PageRequest, pk: int) -> HttpResponse:
    """Take over what diagnosis and planning hold; nobody types it again."""
    require(request.viewer, Deed.REPORT)
    found = enterprise_for(request.viewer, pk)
    change = change_by(request, request.POST.get("reason", "").strip() or _("取诊断和规划的数据"))
    done = take_outcomes(enterprise=found, on=localdate(), change=change)
    said = _("取到 %(taken)s 条，已有 %(same)s 条不变。") % {
        "taken": done.taken,
        "same": done.unchanged,
    }
    left = "；".join(said_on_page(one) for one in done.left)
    tell(request, f"{said}{_('未取：')}{left}" if left else said)
    return redirect("outcomes:enterprise", pk=pk)


def _shown(
    request: PageRequest,
    subject: Any,
    name: str,
    rights: dict[str, Any],
    *,
    follow_ups: list[Any],
) -> HttpResponse:
    card = before_after_card(subject)
    chart, rows = before_after_chart(card.rows)
    shown = {
        "name": name,
        "card_pk": subject.pk,
        "rights": {**rights, "verify": may(request.viewer, Deed.REVIEW)},
        "card": card,
        "rows": [(row, worded(STATES, row.state)) for row in card.rows],
        "chart": chart,
        "chart_rows": rows,
        "caveat": said_on_page(CAVEAT),
        "follow_ups": [(one, worded(FOLLOW_UP_STATES, one.state)) for one in follow_ups],
        "figures": [
            (one, worded(KINDS, one.kind), worded(STATES, one.state)) for one in card.figures
        ],
    }
    return render(request, "outcomes/subject.html", shown)


def _paper(subject: Any) -> HttpResponse:
    content = print_outcomes(subject, on=localdate(), language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{subject.name}.pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer
