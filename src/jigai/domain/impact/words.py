"""The words of conditions: their titles, what was found, and what data would help."""

from __future__ import annotations

from jigai.domain.sentence import Sentence

TITLES = {
    "comparison_units": Sentence("有对照组", "there is a comparison group"),
    "treated_units": Sentence("实施单位够多", "enough treated units"),
    "clusters": Sentence("聚类够多", "enough clusters"),
    "treated_clusters": Sentence("实施聚类够多", "enough treated clusters"),
    "pre_periods": Sentence("实施前有可检验的时期", "periods before the start to test"),
    "attrition": Sentence("样本流失不大", "little attrition"),
    "overlap": Sentence("两组协变量有重叠", "covariates of the two groups overlap"),
    "measure": Sentence("两组取数口径一致", "the outcome is measured alike in both groups"),
    "pre_trend": Sentence("实施前趋势平行", "parallel trends before the start"),
    "anticipation": Sentence("实施前没有提前反应", "no anticipation of the start"),
}
HELPS = {
    "comparison_units": Sentence(
        "补充同行业、同规模而没有实施（或更晚实施）的企业同期数据。",
        "Yearly data of firms of the same industry and size that did not start, or started later.",
    ),
    "treated_units": Sentence(
        "等更多项目完工，或与相邻县合并评估。",
        "Wait until more projects are complete, or analyse together with neighbouring counties.",
    ),
    "clusters": Sentence(
        "补充更多乡镇、园区（或县）的数据；聚类是政策分派和冲击共同发生的层级。",
        "Data of more townships, parks or counties: the level at which the programme is assigned.",
    ),
    "treated_clusters": Sentence(
        "补充更多有实施单位的聚类。", "Data of more clusters that have treated units."
    ),
    "pre_periods": Sentence(
        "补充实施前至少两个时期的数据；只有一个时期时，趋势是否平行无从检验。",
        "Data of two periods or more before the start: with one, trends cannot be tested.",
    ),
    "attrition": Sentence(
        "补齐停业、迁出和漏报单位的数据，说明它们为什么缺。",
        "Data of units that closed, moved or did not report, and why they are missing.",
    ),
    "overlap": Sentence(
        "补充与实施单位相近的对照单位，或只评估有可比对象的那部分。",
        "Comparison units that resemble the treated ones, or an analysis of those alone that have "
        "a match.",
    ),
    "measure": Sentence(
        "两组用同一来源、同一口径的数，例如都用审计报告。",
        "Figures of one source and definition for both groups, such as audited accounts.",
    ),
    "pre_trend": Sentence(
        "补充更可比的对照单位、更长的实施前时期，或能解释两组不同走势的协变量；补不到，这批数据就不能说明效果。",
        "Comparison units that are more alike, a longer time before the start, or covariates that "
        "explain the different trends. Without them these data cannot show an effect.",
    ),
    "anticipation": Sentence(
        "改用立项或公布的日期作起始期，使提前反应落在起始之后。",
        "Take the day of approval or announcement as the start: early reactions then lie after it.",
    ),
}
FIGURES = {
    "comparison_units": Sentence(
        "对照单位 {count} 个，要求至少 {least} 个。",
        "{count} units to compare with; at least {least} are asked.",
    ),
    "treated_units": Sentence(
        "实施单位 {count} 个，要求至少 {least} 个。",
        "{count} treated units; at least {least} are asked.",
    ),
    "clusters": Sentence(
        "聚类 {count} 个，要求至少 {least} 个。", "{count} clusters; at least {least} are asked."
    ),
    "treated_clusters": Sentence(
        "有实施单位的聚类 {count} 个，要求至少 {least} 个。",
        "{count} clusters with treated units; at least {least} are asked.",
    ),
    "pre_periods": Sentence(
        "最晚起始期之前有 {count} 个时期，要求至少 2 个。",
        "{count} period(s) before the last start; at least 2 are asked.",
    ),
    "attrition": Sentence(
        "略去 {count} 个单位（{share}，最多 {most}），两组相差 {gap} 个百分点（最多 {apart}）。",
        "{count} unit(s) left out ({share}, at most {most}); the groups differ by {gap} points (at "
        "most {apart}).",
    ),
    "overlap": Sentence(
        "“{name}”：{share} 的实施单位落在对照组的范围内，要求至少 {least}。",
        "“{name}”: {share} of the treated units lie within the range of the comparison group; at "
        "least {least} is asked.",
    ),
    "measure": Sentence(
        "两组各种口径所占比例最多相差 {gap}，要求不超过 {most}。",
        "The shares of ways of measuring differ by up to {gap}; at most {most} is allowed.",
    ),
    "pre_trend": Sentence(
        "实施前各期同时为零的检验：W = {statistic}，自由度 {degrees}，p {p}，要求不小于 {least}；"
        "实施前每期平均变化：实施组 {treated}，对照组 {compared}。",
        "Test that everything before the start is zero: W = {statistic}, {degrees} degrees of "
        "freedom, p {p}, at least {least} is asked; mean change a period before any start: "
        "treated {treated}, compared {compared}.",
    ),
    "pre_trend_unknown": Sentence(
        "实施前的时期或单位太少，检验算不出来。",
        "Too few periods or units before the start: the test cannot be computed.",
    ),
    "anticipation": Sentence(
        "实施前最后一期单独检验：p {p}，要求不小于 {least}。",
        "The last period before the start alone: p {p}, at least {least} is asked.",
    ),
}


def figures(of: str, /, **places: object) -> Sentence:
    """What was found, in words."""
    return FIGURES[of].format(**places)
