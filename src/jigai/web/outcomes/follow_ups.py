"""Follow-ups after completion: the list, one with its form, and silence recorded as missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.outcomes.actions.answer_follow_up import answer_follow_up, close_unanswered
from jigai.apps.outcomes.actions.record_outcome import OutcomeEntry
from jigai.apps.outcomes.queries.access import follow_up_for
from jigai.apps.outcomes.queries.dictionary import version_numbered
from jigai.apps.outcomes.queries.follow_ups import (
    AskedIndicator,
    asked_of,
    follow_up_rows,
    overdue,
    visible_follow_up_rows,
)
from jigai.domain.change import Change
from jigai.domain.results.follow_ups import is_overdue, may_close
from jigai.domain.results.spans import half_of, parse_span
from jigai.domain.results.states import FOLLOW_UP_STATES, FigureKind, FollowUpState
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.lists.column import Column, Kind
from jigai.web.lists.page import FirstStep, ListPage, Mark
from jigai.web.lists.show import list_response
from jigai.web.outcomes.enter import TYPED_IN, UNITS
from jigai.web.outcomes.words import FOLLOW_UP_CHOICES, worded
from jigai.web.requests import PageRequest

COLUMNS = (
    Column(key="project", title=_("项目"), path="project_name", sort_path="project_sort"),
    Column(key="firm", title=_("企业"), path="enterprise_name"),
    Column(key="months", title=_("竣工后（月）"), path="months", kind=Kind.NUMBER),
    Column(key="completed", title=_("竣工日期"), path="completed_on", kind=Kind.DATE),
    Column(key="due", title=_("回访日"), path="due_on", kind=Kind.DATE),
    Column(key="state", title=_("状态"), path="state", kind=Kind.CHOICE,
           choices=FOLLOW_UP_CHOICES),
    Column(key="figures", title=_("数据条数"), path="figure_count", kind=Kind.NUMBER),
    Column(key="note", title=_("说明"), path="note", is_shown=False),
)  # fmt: skip
PAGE = ListPage(
    name="outcome-follow-ups",
    title=_("成效回访"),
    subtitle=_("竣工后 12、24、36 个月再问一次成效"),
    noun=_("次回访"),
    rows=follow_up_rows,
    visible=visible_follow_up_rows,
    columns=COLUMNS,
    sort="due",
    search_paths=("project_name", "enterprise_name"),
    row_url=lambda pk: reverse("outcomes:follow_up", args=[pk]),
    marks=(Mark(key="overdue", title=_("已逾期"), where=lambda _viewer: overdue(localdate())),),
    empty=FirstStep(
        text=_("项目进入“竣工”时，自动排定三次回访。"),
        action=_("打开项目库"),
        url_name="projects:list",
    ),
)


def follow_up_page(request: PageRequest) -> HttpResponseBase:
    extra = {"here_tab": "follow_ups"}
    return list_response(request, PAGE, template="outcomes/list.html", extra=extra)


class AnswerForm(ReasonedForm):
    """One line for each indicator asked; blank is missing."""

    span = forms.CharField(label=_("数据期间"), max_length=12)
    source = forms.CharField(label=_("来源"), max_length=200)
    note = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *given: Any, asked: list[AskedIndicator], **options: Any) -> None:
        super().__init__(*given, **options)
        self.asked = asked
        for line in asked:
            one = line.definition
            field: Any = forms.DecimalField(
                label=said_on_page(one.title), required=False, max_digits=18, decimal_places=6
            )
            field.unit = UNITS.get(TYPED_IN[one.measure]) or said_on_page(one.unit)
            told = [
                gettext("基线 %(value)s") % {"value": line.baseline} if line.baseline else "",
                gettext("目标 %(value)s") % {"value": line.target} if line.target else "",
            ]
            field.help_text = "；".join(one for one in told if one)
            self.fields[f"of_{one.id}"] = field
        names = [f"of_{line.definition.id}" for line in asked]
        self.order_fields(["span", *names, "source", "note"])

    def answers(self, values: dict[str, Any]) -> list[tuple[Any, OutcomeEntry]]:
        """Raises: SpanUnreadable, UnitOfAnother: as named."""
        span, found = parse_span(values["span"]), []
        for line in self.asked:
            one = line.definition
            typed: Decimal | None = values.get(f"of_{one.id}")
            if typed is None:
                continue
            entry = OutcomeEntry(
                kind=FigureKind.ACTUAL,
                span=span,
                value=one.in_base_unit(typed, TYPED_IN[one.measure]),
                source=values["source"],
            )
            found.append((version_numbered(one.id, one.version), entry))
        return found


def follow_up(request: PageRequest, pk: int) -> HttpResponse:
    """The form, for whoever may report; others read what became of it."""
    found = follow_up_for(request.viewer, pk)
    may_answer = may(request.viewer, Deed.REPORT) and found.state != FollowUpState.ANSWERED
    if request.method == "POST":
        require(request.viewer, Deed.REPORT)
    form = AnswerForm(
        request.POST or None,
        asked=asked_of(found),
        initial={"span": str(half_of(found.due_on))},
    )
    act = Act(
        title=gettext("竣工后 %(months)s 个月成效回访") % {"months": found.months},
        about=found.project.name,
        back=reverse("outcomes:project", args=[found.project_id]),
        said=gettext("回访已登记；没有填的项目记为缺数据。"),
        template="outcomes/follow_up.html",
        at_field={"outcomes.span_unreadable": "span", "outcomes.bureau_figure": "source"},
    )

    def save(values: dict[str, Any], change: Change) -> None:
        answer_follow_up(
            follow_up=found, answers=form.answers(values), note=values["note"], change=change
        )

    today = localdate()
    shown = {
        "found": found,
        "state": worded(FOLLOW_UP_STATES, found.state),
        "is_overdue": is_overdue(found.state, found.due_on, on=today),
        "may_answer": may_answer,
        "may_close": (
            may(request.viewer, Deed.KEEP_REGISTERS)
            and found.state == FollowUpState.OPEN
            and may_close(found.due_on, on=today)
        ),
    }
    return acted(request, form, act, save, shown=shown)


class SilenceForm(ReasonedForm):
    note = forms.CharField(label=_("催办情况"), max_length=300, help_text=_("例：三次电话未答复"))


def close(request: PageRequest, pk: int) -> HttpResponse:
    """Silence after the time of grace: missing, and shown as missing."""
    require(request.viewer, Deed.KEEP_REGISTERS)
    found = follow_up_for(request.viewer, pk)
    act = Act(
        title=gettext("记为未答复"),
        about=found.project.name,
        back=reverse("outcomes:follow_up", args=[pk]),
        said=gettext("已记为未答复：数据缺失，不当作 0；以后仍可补答。"),
    )

    def save(values: dict[str, Any], change: Change) -> None:
        close_unanswered(follow_up=found, on=localdate(), change=change, **values)

    return acted(request, SilenceForm(request.POST or None), act, save)
