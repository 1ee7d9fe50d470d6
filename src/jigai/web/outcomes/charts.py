"""Charts that were published: frozen, each with the version of its indicator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.outcomes.actions.publish_chart import publish_chart
from jigai.apps.outcomes.queries.access import chart_for
from jigai.apps.outcomes.queries.charts import chart_row, published_charts
from jigai.apps.outcomes.queries.contribution import contribution
from jigai.domain.change import Change
from jigai.domain.results.before_after import CAVEAT
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.outcomes.asked import asked_in
from jigai.web.outcomes.contribution_chart import contribution_chart, shown_table
from jigai.web.requests import PageRequest


class PublishForm(ReasonedForm):
    title = forms.CharField(label=_("标题"), max_length=160)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)


@require_safe
def charts(request: PageRequest) -> HttpResponse:
    shown = {"here_tab": "charts", "rows": published_charts()}
    return render(request, "outcomes/charts.html", shown)


@require_safe
def chart(request: PageRequest, pk: int) -> HttpResponse:
    """As it was published, whatever became of figures and formulas since."""
    found = chart_row(chart_for(pk))
    drawing, rows = contribution_chart(found.content)
    shown = {
        "found": found,
        "content": shown_table(found.content),
        "chart": drawing,
        "chart_rows": rows,
        "caveat": said_on_page(CAVEAT),
    }
    return render(request, "outcomes/chart.html", shown)


def publish(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.PUBLISH)
    asked = asked_in(request.GET)
    table = contribution(
        request.viewer,
        version=asked.version,
        before=asked.before,
        after=asked.after,
        state=asked.state,
        grouping=asked.grouping,
    )
    title = said_on_page(table.definition.title)
    act = Act(
        title=gettext("发布图表"),
        about=gettext("%(title)s（第 %(number)s 版），%(before)s 至 %(after)s")
        % {
            "title": title,
            "number": table.definition.version,
            "before": asked.before,
            "after": asked.after,
        },
        back=reverse("outcomes:charts"),
        said=gettext("已发布并定版；以后改公式不影响它。"),
        submit=gettext("发布"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        publish_chart(table=table, change=change, **values)

    return acted(request, PublishForm(request.POST or None), act, save)
