"""What is wrong with a panel, by row and column."""

from __future__ import annotations

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class PanelRefused(Refusal):
    """The root of what a table lacks to be a panel."""

    code = "impact.panel_refused"


class ColumnMissing(PanelRefused):
    code = "impact.column_missing"
    message = Sentence("表中没有列“{column}”。{near}", "The table has no column “{column}”. {near}")
    remedy = Sentence("表中的列：{known}。", "Its columns: {known}.")


class PanelEmpty(PanelRefused):
    code = "impact.panel_empty"
    message = Sentence("表中没有一行数据。", "The table has no rows.")


class CellBlank(PanelRefused):
    code = "impact.cell_blank"
    message = Sentence("第 {row} 行“{column}”列是空的。", "Row {row}, column “{column}” is blank.")
    remedy = Sentence(
        "请补上，或选择“略去缺期的单位”。", "Fill it in, or choose to leave out incomplete units."
    )


class NumberUnreadable(PanelRefused):
    code = "impact.number_unreadable"
    message = Sentence(
        "第 {row} 行“{column}”列的“{value}”不是数。",
        "Row {row}, column “{column}”: “{value}” is no number.",
    )
    remedy = Sentence(
        "数字不带单位和千分位；时期和起始期写作整数，如 2024。",
        "Write numbers without units and separators; periods as whole numbers such as 2024.",
    )


class UnitTwice(PanelRefused):
    code = "impact.unit_twice_in_period"
    message = Sentence(
        "第 {row} 行与第 {other} 行是同一单位（“{unit}”，{column}）的同一时期 {time}。",
        "Rows {row} and {other} are the same unit (“{unit}”, {column}) in the same period {time}.",
    )
    remedy = Sentence("一个单位一个时期只留一行。", "Keep one row for a unit and a period.")


class ChangesWithinUnit(PanelRefused):
    code = "impact.changes_within_unit"
    message = Sentence(
        "第 {row} 行：单位“{unit}”的“{column}”变了（{value}，前面是 {before}）。",
        "Row {row}: “{column}” of unit “{unit}” changes ({value}, before {before}).",
    )
    remedy = Sentence(
        "起始期、权重和聚类在一个单位内不变；先停后复的不能这样评估。权重逐年不同的，请指定取哪一期。",
        "Start, weight and cluster stay the same within a unit; what stops and starts again cannot "
        "be analysed so. For weights that change, name the period to take them from.",
    )


class PanelUnbalanced(PanelRefused):
    code = "impact.panel_unbalanced"
    message = Sentence(
        "单位“{unit}”（第 {row} 行起）缺{column}为 {time} 的一行；缺期的单位共 {count} 个。",
        "Unit “{unit}” (from row {row}) lacks a row with {column} {time}; {count} unit(s) are "
        "incomplete.",
    )
    remedy = Sentence(
        "请补齐，或选择“略去缺期的单位”：略去的计入样本流失。",
        "Complete it, or choose to leave out incomplete units: they count as attrition.",
    )


class WeightNotPositive(PanelRefused):
    code = "impact.weight_not_positive"
    message = Sentence(
        "第 {row} 行“{column}”列的权重 {value} 不大于零。",
        "Row {row}, column “{column}”: the weight {value} is not above zero.",
    )


class PeriodNotInPanel(PanelRefused):
    code = "impact.period_not_in_panel"
    message = Sentence("表中没有时期 {time}。", "The panel has no period {time}.")


class TooFewPeriods(PanelRefused):
    code = "impact.too_few_periods"
    message = Sentence(
        "表中只有 {count} 个时期，至少要两个。", "The panel has {count} period(s), and needs two."
    )


class EstimatorGaveUp(Refusal):
    code = "impact.estimator_gave_up"
    message = Sentence("估计没有算成：{fault}", "The estimation failed: {fault}")
    remedy = Sentence(
        "请减少协变量，或合并单位很少的起始期。",
        "Use fewer covariates, or join starts with very few units.",
    )
