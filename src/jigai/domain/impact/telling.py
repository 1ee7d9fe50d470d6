"""What was found, in plain sentences with its uncertainty, and what must be kept in mind."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, log10

from jigai.domain.impact.findings import FewClusters, Findings
from jigai.domain.sentence import Sentence

DOUBTFUL_P = 0.05
BACON_KINDS = {
    "treated_vs_never": Sentence("实施与从未实施比", "treated against never treated"),
    "earlier_vs_later": Sentence("先实施与后实施比", "earlier against later treated"),
    "later_vs_earlier": Sentence("后实施与先实施比（不当比较）", "later against already treated"),
}
BESIDE = {
    "twfe": Sentence("传统双向固定效应", "two-way fixed effects"),
    "imputation": Sentence("插补估计（Borusyak 等）", "imputation (Borusyak et al.)"),
}
AGGREGATES = {
    "simple": Sentence("总平均", "overall mean"),
    "group": Sentence("按起始期", "by start"),
    "dynamic": Sentence("按实施后年数", "by time since the start"),
    "calendar": Sentence("按时期", "by period"),
}
SE_KINDS = {
    "influence_by_unit": Sentence(
        "解析标准误（影响函数，按单位）", "analytical, from influence functions, by unit"
    ),
    "influence_clustered": Sentence(
        "解析标准误（影响函数，按聚类）", "analytical, from influence functions, clustered"
    ),
}
EFFECT = Sentence(
    "{units} 个实施单位的“{outcome}”因实施平均{change} {amount}（95 % 区间 {low} 至 {high}）。",
    "Over {units} treated units, “{outcome}” {change} by {amount} on average because of it (95 % "
    "interval {low} to {high}).",
)
ROSE, FELL = Sentence("提高", "rose"), Sentence("降低", "fell")
CLEAR = Sentence(
    "区间不含零：这批数据支持有效果。", "The interval excludes zero: these data support an effect."
)
UNCLEAR = Sentence(
    "区间含零：这批数据分不清有没有效果，不等于没有效果。",
    "The interval includes zero: these data cannot tell whether there is an effect, which does not "
    "mean that there is none.",
)
FEW = Sentence(
    "按 {clusters} 个聚类（其中 {treated} 个有实施单位）做野聚类自助法：区间 {low} 至 {high}，"
    "p {p}（{weights} 权重，{draws} 次，种子 {seed}）。",
    "Wild bootstrap over {clusters} clusters ({treated} with treated units): interval {low} to "
    "{high}, p {p} ({weights} weights, {draws} draws, seed {seed}).",
)
FORBIDDEN = Sentence(
    "传统双向固定效应估计为 {twfe}，其中 {share} 的权重来自拿已实施单位作对照的比较。",
    "The classic two-way fixed effects estimate is {twfe}; {share} of its weight comes from "
    "comparisons with units that were already treated.",
)
CAVEATS = (
    Sentence(
        "平行趋势只能检验实施之前，不能证明实施之后；检验没有拒绝，不等于趋势相同（Roth，2022）。",
        "Parallel trends can be tested before the start, not proved after it; a test that does not "
        "reject does not show equal trends (Roth 2022).",
    ),
    Sentence(
        "结论只说已实施单位的平均效果，不说任何一家企业，也不能推到没有实施的单位。",
        "The result is the mean effect on those treated: nothing about any one firm, nor about "
        "those that were not treated.",
    ),
    Sentence(
        "同期只影响一组的其他政策和订单、两组之间的带动或挤出，都会混进结果。",
        "Other policies or orders that reached one group alone, and spill-overs between the "
        "groups, are part of the result.",
    ),
)
DOUBT = Sentence(
    "实施前趋势检验 p {p}，在 1 % 到 5 % 之间：平行趋势存疑，请谨慎引用。",
    "The test of trends before the start has p {p}, between 1 % and 5 %: parallel trends are in "
    "doubt; quote this with care.",
)
HIDDEN = Sentence(
    "单位少于 {least} 个的起始期、时期不单独显示。",
    "Starts and periods with fewer than {least} units are not shown alone.",
)
INVENTED = Sentence("演示：数字为虚构。", "Demo: the figures are invented.")


def told(found: Findings, *, outcome: str, treated: int) -> list[Sentence]:
    """The result in a few sentences, the overall one first."""
    one = found.aggregate["simple"].overall
    said = [
        EFFECT.format(
            units=treated,
            outcome=outcome,
            change=FELL if one.att < 0 else ROSE,
            amount=figure(abs(one.att)),
            low=figure(one.low),
            high=figure(one.high),
        ),
        CLEAR if one.low > 0 or one.high < 0 else UNCLEAR,
    ]
    said += [_few(one) for one in found.few_clusters if one.of == "simple"]
    shares = {kind: weight for kind, weight, _ in found.bacon.kinds}
    share = f"{shares.get('later_vs_earlier', 0.0):.1%}"
    said.append(FORBIDDEN.format(twfe=figure(found.bacon.estimate), share=share))
    return said


def _few(one: FewClusters) -> Sentence:
    return FEW.format(
        clusters=one.clusters,
        treated=one.treated_clusters,
        low=figure(one.low),
        high=figure(one.high),
        p=p_said(one.p_value),
        weights=one.weights.capitalize(),
        draws=one.draws,
        seed=one.seed,
    )


def caveats(found: Findings, *, least: int) -> list[Sentence]:
    """What goes with every print of the result."""
    p = found.pre_test.p_value
    doubt = [DOUBT.format(p=p_said(p))] if p is not None and p < DOUBTFUL_P else []
    return [*doubt, *CAVEATS, HIDDEN.format(least=least)]


FIGURES, MOST_PLACES = 3, 8


def figure(number: float) -> str:
    """Three significant figures, without powers of ten while short.

    >>> figure(3.14159), figure(-0.02), figure(1234567.0), figure(0.0)
    ('3.14', '-0.02', '1,234,567', '0')
    """
    if abs(number) >= 1000:  # noqa: PLR2004 - from here on every digit before the point is shown
        return f"{number:,.0f}"
    return f"{number:.3g}"


LEAST_P = 0.001


def p_said(p: float) -> str:
    """A p-value behind its letter: three decimals, below the last of them no digits.

    >>> p_said(0.0304), p_said(3.31e-10)
    ('= 0.030', '< 0.001')
    """
    return f"= {p:.3f}" if p >= LEAST_P else f"< {LEAST_P}"


def places_for(standard_errors: Iterable[float | None]) -> int:
    """Decimals of a table of estimates: the smallest standard error keeps three figures.

    >>> places_for([0.363, 0.29, None]), places_for([0.00123]), places_for([512.0]), places_for([])
    (3, 5, 0, 3)
    """
    smallest = min((se for se in standard_errors if se), default=0.1)
    return min(max(FIGURES - 1 - floor(log10(smallest)), 0), MOST_PLACES)


def in_column(number: float, places: int) -> str:
    """A number of a table, with as many decimals as its neighbours.

    >>> in_column(0.29, 3), in_column(12345.678, 1)
    ('0.290', '12,345.7')
    """
    return f"{number:,.{places}f}"
