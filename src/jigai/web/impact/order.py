"""Order an analysis: bring a panel, or take one from the register; it runs in the background."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.impact.actions.order_analysis import AnalysisOrder
from jigai.domain.change import Change
from jigai.domain.impact.panel import PanelColumns
from jigai.flows.estimate_impact import SEED, ImpactOptions
from jigai.flows.impact_panel import fact_choices, order_from_file, order_from_register
from jigai.jobs.run_impact import run_impact
from jigai.web.forms.acting import Act, acted
from jigai.web.forms.reasoned import ReasonedForm
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest

CONTROLS = (
    ("never", gettext_lazy("从未实施的单位")),
    ("notyet", gettext_lazy("尚未实施的单位（含从未实施）")),
)
AT_FIELD = {
    "impact.file_unreadable": "file",
    "impact.panel_empty": "file",
    "impact.cell_blank": "file",
    "impact.number_unreadable": "file",
    "impact.unit_twice_in_period": "file",
    "impact.changes_within_unit": "file",
    "impact.panel_unbalanced": "file",
    "impact.too_few_periods": "file",
    "impact.weight_not_positive": "weights",
    "impact.fact_unfit": "fact",
    "impact.no_facts_kept": "fact",
}


class OrderForm(ReasonedForm):
    title = forms.CharField(label=gettext_lazy("评估名称"), max_length=120)
    outcome = forms.CharField(
        label=gettext_lazy("结果名称和单位"),
        max_length=80,
        help_text=gettext_lazy("例如：人均产值（万元）"),
    )
    control = forms.ChoiceField(label=gettext_lazy("和谁比"), choices=CONTROLS)
    seed = forms.IntegerField(
        label=gettext_lazy("随机种子"),
        min_value=0,
        max_value=2_000_000_000,
        help_text=gettext_lazy("同样的数据和种子得到同样的区间。"),
    )
    note = forms.CharField(label=gettext_lazy("备注"), max_length=300, required=False)


class FileForm(OrderForm):
    file = forms.FileField(
        label=gettext_lazy("面板数据"),
        help_text=gettext_lazy(
            "一行一个单位一个时期；CSV、Excel 或 Parquet。单位名称只用来配对，不保存。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.gz,.xlsx,.xls,.et,.parquet"}),
    )
    unit = forms.CharField(label=gettext_lazy("单位列"), max_length=80)
    time = forms.CharField(label=gettext_lazy("时期列"), max_length=80)
    cohort = forms.CharField(
        label=gettext_lazy("起始期列"),
        max_length=80,
        help_text=gettext_lazy("首个项目完工的时期；从未实施写 0 或留空。"),
    )
    column = forms.CharField(label=gettext_lazy("结果列"), max_length=80)
    covariates = forms.CharField(
        label=gettext_lazy("协变量列"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("实施前就有的特征，逗号分开。"),
    )
    weights = forms.CharField(label=gettext_lazy("权重列"), max_length=80, required=False)
    cluster = forms.CharField(
        label=gettext_lazy("聚类列"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("政策分派的层级，如乡镇；不填按单位。"),
    )
    measure = forms.CharField(
        label=gettext_lazy("取数口径列"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("结果怎样取得，如审计、自报；两组不同则不印数。"),
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("略去缺期的单位（计入样本流失）"), required=False
    )
    field_order = ("title", "outcome", "file", "unit", "time", "cohort", "column", "control")


class RegisterForm(OrderForm):
    fact = forms.ChoiceField(
        label=gettext_lazy("年度指标"),
        help_text=gettext_lazy("企业自报或核实的年度事实，不是统计部门的数。"),
    )
    by_township = forms.BooleanField(label=gettext_lazy("按乡镇聚类"), required=False)
    field_order = ("title", "outcome", "fact", "by_township", "control")

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["fact"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(name, said_on_page(one.label)) for name, one in fact_choices()]


def from_file(request: PageRequest) -> HttpResponse:
    """A file of a panel; what is wrong with it is told by row and column, and nothing is kept."""
    require(request.viewer, Deed.EVALUATE)
    form = FileForm(request.POST or None, request.FILES or None, initial={"seed": SEED})
    act = Act(
        title=_("新的成效评估：上传面板"),
        back=reverse("impact:list"),
        said=_("已开始计算，结论马上出来。"),
        submit=_("开始评估"),
        is_final=True,
        at_field=AT_FIELD,
    )

    def order(values: dict[str, Any], change: Change) -> None:
        file = values["file"]
        made = order_from_file(
            order=AnalysisOrder(
                values["title"],
                values["outcome"],
                note=values["note"],
                file_name=file.name,
            ),
            content=file.read(),
            columns=PanelColumns(
                unit=values["unit"].strip(),
                time=values["time"].strip(),
                cohort=values["cohort"].strip(),
                outcome=values["column"].strip(),
                covariates=_named(values["covariates"]),
                weights=values["weights"].strip(),
                cluster=values["cluster"].strip(),
                measure=values["measure"].strip(),
            ),
            options=ImpactOptions(control=values["control"], seed=values["seed"]),
            leave_out=values["leave_out"],
            change=change,
        )
        run_impact.enqueue(made.pk)

    return acted(request, form, act, order)


def from_register(request: PageRequest) -> HttpResponse:
    """A yearly fact of the register; a firm starts in the year of its first completed project."""
    require(request.viewer, Deed.EVALUATE)
    form = RegisterForm(request.POST or None, initial={"seed": SEED})
    act = Act(
        title=_("新的成效评估：取自登记库"),
        about=_("企业以首个技改项目完工的年份为起始期；没有完工项目的企业作对照。"),
        back=reverse("impact:list"),
        said=_("已开始计算，结论马上出来。"),
        submit=_("开始评估"),
        is_final=True,
        at_field=AT_FIELD,
    )

    def order(values: dict[str, Any], change: Change) -> None:
        made = order_from_register(
            order=AnalysisOrder(values["title"], values["outcome"], note=values["note"]),
            fact=values["fact"],
            by_township=values["by_township"],
            options=ImpactOptions(control=values["control"], seed=values["seed"]),
            change=change,
        )
        run_impact.enqueue(made.pk)

    return acted(request, form, act, order)


def _named(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace("，", ",").split(",") if name.strip())
