"""Growth of an area or an industry and who made it; small groups are pooled."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.outcomes.queries.charts import frozen
from jigai.apps.outcomes.queries.contribution import contribution
from jigai.domain.refusal import Refusal
from jigai.domain.results.before_after import CAVEAT
from jigai.web.language import said_on_page
from jigai.web.outcomes.asked import asked_in
from jigai.web.outcomes.contribution_chart import contribution_chart, shown_table
from jigai.web.requests import PageRequest


@require_safe
def contribution_page(request: PageRequest) -> HttpResponse:
    """A question that cannot be answered keeps its form and says why."""
    asked = asked_in(request.GET)
    shown: dict[str, Any] = {
        "here_tab": "contribution",
        "with_grouping": True,
        "caveat": said_on_page(CAVEAT),
        **asked.choices(),
    }
    try:
        table = contribution(
            request.viewer,
            version=asked.version,
            before=asked.before,
            after=asked.after,
            state=asked.state,
            grouping=asked.grouping,
        )
    except Refusal as refused:
        shown["refused"] = said_on_page(refused.said + refused.advice)
        return render(request, "outcomes/contribution.html", shown)
    content = frozen(table)
    chart, rows = contribution_chart(content)
    shown |= {
        "table": table,
        "content": shown_table(content),
        "chart": chart,
        "chart_rows": rows,
        "publish_url": (
            f"{reverse('outcomes:publish')}?{urlencode(asked.query)}"
            if may(request.viewer, Deed.PUBLISH) and not table.is_hidden
            else ""
        ),
    }
    return render(request, "outcomes/contribution.html", shown)
