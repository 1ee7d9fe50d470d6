"""What if: beside a plan, weighed by the published rules, and nothing of it kept in the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jigai.apps.accounts.permissions import Deed, may, require
from jigai.apps.planning.actions.open_scenario import open_scenario
from jigai.apps.planning.actions.remove_scenario import remove_scenario, remove_scenario_change
from jigai.apps.planning.actions.set_scenario_change import set_scenario_change
from jigai.apps.planning.catalogue import RD_SHARE, RD_SHARE_LABEL
from jigai.apps.planning.queries.access import plan_for, scenario_change_for, scenario_for
from jigai.apps.planning.queries.plans import standing_version
from jigai.apps.planning.queries.scenarios import scenario_card
from jigai.domain.change import Change
from jigai.domain.quantities import MoneyUnit, to_fen
from jigai.domain.rules.rulebook import shipped
from jigai.flows.weigh_scenario import weigh_scenario
from jigai.web.authorship import change_by
from jigai.web.forms.acting import Act, acted, done
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.planning.words import DIRECTIONS
from jigai.web.requests import PageRequest

HOWS = (
    ("raise", gettext_lazy("企业事实增加")),
    ("set", gettext_lazy("企业事实改为")),
    ("cost", gettext_lazy("条目金额改为（万元）")),
    ("fact_value", gettext_lazy("条目的事实目标值改为")),
    ("drop", gettext_lazy("去掉条目")),
)
OF_FACTS = frozenset({"raise", "set"})


class ScenarioForm(ReasonedForm):
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=80, help_text=gettext_lazy("例：研发投入加一个点")
    )
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)


class ChangeForm(forms.Form):
    """One thing that is otherwise: a fact of the enterprise, or a line of the plan."""

    how = forms.ChoiceField(label=gettext_lazy("改什么"), choices=HOWS)
    fact = forms.ChoiceField(
        label=gettext_lazy("企业事实"),
        required=False,
        help_text=gettext_lazy("改企业事实时选；研发占比加 1 个百分点写 0.01。"),
    )
    line = forms.ChoiceField(
        label=gettext_lazy("规划条目"), required=False, help_text=gettext_lazy("改条目时选。")
    )
    value = forms.CharField(label=gettext_lazy("数值"), max_length=40, required=False)

    def __init__(self, *given: Any, scenario: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        declared = shipped().facts["enterprise"].values()
        fact: Any = self.fields["fact"]
        fact.choices = [
            ("", _("— 请选择 —")),
            (RD_SHARE, said_on_page(RD_SHARE_LABEL)),
            *((one.name, said_on_page(one.label)) for one in declared),
        ]
        version = standing_version(scenario.plan)
        lines = version.lines.order_by("place") if version else ()
        line: Any = self.fields["line"]
        line.choices = [("", _("— 请选择 —")), *((o.key, f"{o.key} {o.title}") for o in lines)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        how = given.get("how", "")
        wanted = "fact" if how in OF_FACTS else "line"
        if not given.get(wanted):
            self.add_error(wanted, ValidationError(_("请选择。")))
        if how != "drop" and not given.get("value"):
            self.add_error("value", ValidationError(_("请填数值。")))
        if how == "cost" and given.get("value"):
            self._to_fen(given)
        return given

    def _to_fen(self, given: dict[str, Any]) -> None:
        try:
            amount = Decimal(given["value"].replace(",", ""))
            given["value"] = str(to_fen(amount, unit=MoneyUnit.WAN))
        except ArithmeticError:
            self.add_error("value", ValidationError(_("请只填数字，例如 1,234.5。")))

    def told(self) -> dict[str, str]:
        """The change as the action takes it."""
        said = self.cleaned_data
        how = said["how"]
        if how in OF_FACTS:
            return {"about": "fact", "name": said["fact"], "how": how, "value": said["value"]}
        if how == "drop":
            return {"about": "line", "name": said["line"], "how": "drop"}
        column = "cost_fen" if how == "cost" else how
        told = {"about": "line", "name": said["line"], "how": "set"}
        return told | {"column": column, "value": said["value"]}


def scenario_new(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    plan = plan_for(request.viewer, pk)
    act = Act(
        title=_("新情景"),
        about=_("%(plan)s · 放在规划旁边，规划和企业记录都不改") % {"plan": plan.title},
        back=reverse("planning:show", args=[pk]),
        said=_("情景已建立，请加入要改的一项。"),
        reason=_("测算情景"),
    )
    made: list[int] = []

    def begin(values: dict[str, Any], change: Change) -> None:
        made.append(open_scenario(plan=plan, change=change, **values).pk)

    answer = acted(request, ScenarioForm(request.POST or None), act, begin)
    if made:
        return HttpResponseRedirect(reverse("planning:scenario", args=made))
    return answer


@require_safe
def scenario_show(request: PageRequest, pk: int) -> HttpResponse:
    """Cost, digital level and ladder: today, by the plan, by the scenario."""
    held = scenario_for(request.viewer, pk)
    found = weigh_scenario(scenario=held, on=localdate())
    weighed = [*([found.level] if found.level else []), *found.ladder]
    shown = {
        "plan": held.plan,
        "card": scenario_card(held),
        "found": found,
        "extra_fen": found.cost_supposed_fen - found.cost_planned_fen,
        "weighed": [(one, DIRECTIONS.get(one.direction, "")) for one in weighed],
        "may_plan": may(request.viewer, Deed.PLAN),
    }
    return render(request, "planning/scenario.html", shown)


def scenario_set(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    held = scenario_for(request.viewer, pk)
    form = ChangeForm(request.POST or None, scenario=held)
    act = Act(
        title=_("改一处"),
        about=held.name,
        back=reverse("planning:scenario", args=[pk]),
        said=_("情景已重算。"),
        reason=_("测算情景"),
        at_field=dict.fromkeys(
            (
                "planning.cannot_be_raised",
                "planning.not_a_number",
                "cultivation.fact_unreadable",
                "cultivation.fact_negative",
            ),
            "value",
        )
        | {"planning.no_such_fact": "line"},
    )

    def put(_values: dict[str, Any], change: Change) -> None:
        set_scenario_change(scenario=held, change=change, **form.told())

    return acted(request, form, act, put)


@require_POST
def scenario_take_back(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    one = scenario_change_for(request.viewer, pk)
    change = change_by(request, _("测算情景"))
    remove_scenario_change(one=one, change=change)
    done(request, _("已撤回这一处，情景已重算。"), change)
    return redirect("planning:scenario", pk=one.scenario_id)


def scenario_remove(request: PageRequest, pk: int) -> HttpResponse:
    require(request.viewer, Deed.PLAN)
    held = scenario_for(request.viewer, pk)
    act = Act(
        title=_("删除情景"),
        about=held.name,
        back=reverse("planning:show", args=[held.plan_id]),
        said=_("情景已删除，修改记录里仍有。"),
        submit=_("删除情景"),
    )

    def remove(_values: dict[str, Any], change: Change) -> None:
        remove_scenario(scenario=held, change=change)

    return acted(request, ReasonedForm(request.POST or None), act, remove)
