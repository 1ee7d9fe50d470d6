"""Set budget, grant, points and constraints, and have a proposal worked out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.reference.queries.settings import direction_rows
from jigai.apps.supply.actions.draw_portfolio import draw_portfolio
from jigai.apps.supply.queries.reserve import RESERVE_STAGES, aims, reserve_projects
from jigai.domain.change import Change
from jigai.domain.portfolio.rules import (
    BASE_LABELS,
    MOST_POINTS,
    Grant,
    GrantBase,
    PointsFormula,
    PortfolioRules,
)
from jigai.domain.stages import STAGE_LABELS, Stage
from jigai.web.forms.acting import Act, Next, acted
from jigai.web.forms.choices import area_choices
from jigai.web.forms.fields import MoneyField, ShareField
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import name_on_page, said_on_page
from jigai.web.requests import PageRequest

STAGES = (*RESERVE_STAGES, Stage.STARTED, Stage.UNDER_CONSTRUCTION)
SEPARATORS = re.compile(r"[,，、;；\s]+")
EVERY = frozenset(stage.value for stage in STAGES)
MOST_LEAST = 200
AT_FIELD = {
    "portfolio.nothing_to_choose": "stages",
    "portfolio.no_selection": "budget_fen",
    "portfolio.must_barred": "must",
    "portfolio.must_unknown": "must",
    "portfolio.must_and_never": "never",
}


class NumbersField(forms.CharField):
    """Numbers of projects, separated by commas; cleaned to a set."""

    def to_python(self, value: Any) -> Any:
        words = [word for word in SEPARATORS.split(str(value or "")) if word]
        if not all(word.isdecimal() and word.isascii() for word in words):
            raise ValidationError(gettext("请填项目编号，用逗号分开，例如 12，45。"))
        return frozenset(map(int, words))


class DrawForm(ReasonedForm):
    title = forms.CharField(label=_("方案名称"), max_length=120)
    budget_fen = MoneyField(label=_("预算总额"))
    base = forms.ChoiceField(label=_("补助按什么算"))
    rate_bp = ShareField(label=_("补助比例"))
    cap_fen = MoneyField(label=_("单项补助上限"))
    stages = forms.MultipleChoiceField(label=_("可支持的阶段"), widget=forms.CheckboxSelectMultiple)
    most_per_firm = forms.IntegerField(
        label=_("每家企业最多几个项目"), min_value=0, max_value=99, help_text=_("0 为不限。")
    )
    basic = forms.IntegerField(
        label=_("基本分"),
        min_value=-MOST_POINTS,
        max_value=MOST_POINTS,
        help_text=_("每个项目都有。"),
    )
    per_million = forms.IntegerField(
        label=_("每满 100 万元的分"), min_value=-MOST_POINTS, max_value=MOST_POINTS
    )
    must = NumbersField(
        label=_("必选项目"),
        required=False,
        help_text=_("项目编号，用逗号分开；编号见下面的备选项目。"),
    )
    never = NumbersField(label=_("不选项目"), required=False, help_text=_("同上。"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        fields: dict[str, Any] = self.fields
        fields["base"].choices = [(b.value, said_on_page(word)) for b, word in BASE_LABELS.items()]
        fields["stages"].choices = [(s.value, said_on_page(STAGE_LABELS[s])) for s in STAGES]
        self.groups = {
            "direction": [(row.code, name_on_page(row)) for row in direction_rows()],
            "aim": [(aim, aim) for aim in aims(stages=EVERY)],
            "area": [(str(key), name) for key, name in area_choices() if key],
        }
        for place, (_code, name) in enumerate(self.groups["direction"]):
            fields[f"points_direction_{place}"] = _points(name)
            fields[f"least_direction_{place}"] = _least(name)
        for place, (_code, name) in enumerate(self.groups["aim"]):
            fields[f"points_aim_{place}"] = _points(name)
        for place, (_code, name) in enumerate(self.groups["area"]):
            fields[f"least_area_{place}"] = _least(name)
        fields["reason"] = fields.pop("reason")

    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings."""
        own = ("title", "budget_fen", "base", "rate_bp", "cap_fen", "stages", "most_per_firm")
        return [
            (gettext("预算和补助"), [self[name] for name in own]),
            (gettext("积分：基本"), [self["basic"], self["per_million"]]),
            (gettext("积分：按产业方向"), self._of("points_direction_")),
            (gettext("积分：按改造类型"), self._of("points_aim_")),
            (gettext("最少项目数：按产业方向"), self._of("least_direction_")),
            (gettext("最少项目数：按乡镇"), self._of("least_area_")),
            (gettext("必选和不选"), [self["must"], self["never"]]),
        ]

    def rules(self) -> PortfolioRules:
        """What was typed as rules."""
        said = self.cleaned_data
        return PortfolioRules(
            budget_fen=said["budget_fen"],
            grant=Grant(GrantBase(said["base"]), said["rate_bp"], said["cap_fen"]),
            points=PointsFormula(
                basic=said["basic"],
                per_million=said["per_million"],
                by_direction=self._table("points_direction_", "direction"),
                by_aim=self._table("points_aim_", "aim"),
            ),
            stages=frozenset(said["stages"]),
            least_by_direction=self._table("least_direction_", "direction"),
            least_by_area=self._table("least_area_", "area"),
            most_per_firm=said["most_per_firm"],
            must=said["must"],
            never=said["never"],
        )

    def _of(self, beginning: str) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(beginning)]

    def _table(self, beginning: str, group: str) -> dict[str, int]:
        codes = [code for code, _name in self.groups[group]]
        given = {code: self.cleaned_data[f"{beginning}{n}"] for n, code in enumerate(codes)}
        return {code: value for code, value in given.items() if value}


def draw(request: PageRequest) -> HttpResponse:
    require(request.viewer, Deed.ALLOT)
    usual = {
        "base": GrantBase.EQUIPMENT.value,
        "rate_bp": 800,
        "cap_fen": 150_000_000,
        "stages": [stage.value for stage in RESERVE_STAGES],
        "most_per_firm": 1,
        "basic": 20,
        "per_million": 1,
    }
    form = DrawForm(request.POST or None, initial=usual)
    act = Act(
        title=gettext("测算支持方案"),
        about=gettext("在预算和约束之内，找出积分合计最高的项目组合。"),
        back=reverse("supply:portfolios"),
        said=gettext("方案已算出并冻结。"),
        template="supply/draw.html",
        at_field=AT_FIELD,
    )

    def work_out(values: dict[str, Any], change: Change) -> Next:
        made = draw_portfolio(title=values["title"], rules=form.rules(), change=change)
        return Next(reverse("supply:portfolio", args=[made.pk]))

    shown = {"projects": reserve_projects(stages=EVERY)}
    return acted(request, form, act, work_out, shown=shown)


def _points(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=-MOST_POINTS, max_value=MOST_POINTS
    )


def _least(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_LEAST)
