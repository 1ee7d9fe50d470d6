"""Why a chance is what it is: the facts that raise it and those that lower it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jigai.domain.early_warning.model import Model
from jigai.domain.early_warning.sightings import Sighting, values_of
from jigai.domain.sentence import Sentence

GROUPS: dict[str, tuple[str, ...]] = {
    "colour": ("is_red", "is_yellow", "is_gold", "is_unassessed"),
    "red_in_a_row": ("red_in_a_row",),
    "rounds_seen": ("rounds_seen",),
    "slip": ("slip",),
    "slip_change": ("slip_change",),
    "growth": ("growth",),
    "growth_change": ("growth_change",),
    "progress_gap": ("progress_gap",),
    "progress_gap_change": ("progress_gap_change",),
    "spend_gap": ("spend_gap",),
    "start_missed": ("start_missed",),
    "score": ("score",),
    "score_change": ("score_change",),
    "stage": ("is_design", "is_building"),
    "end": ("years_left", "is_overdue"),
}
"""What is told as one fact → the terms that it is made of."""
SLIGHT, MOST = 0.05, 4
NAMES = {
    "is_red": Sentence("现为红牌", "red now"),
    "is_yellow": Sentence("现为黄牌", "yellow now"),
    "is_gold": Sentence("现为金牌", "gold now"),
    "is_unassessed": Sentence("现未评定", "not assessed now"),
    "red_in_a_row": Sentence("连续红牌期数", "rounds red in a row"),
    "rounds_seen": Sentence("已有期数", "rounds seen"),
    "slip": Sentence("完工比首次预计推迟", "slip of completion"),
    "slip_change": Sentence("本期新增推迟", "further slip this round"),
    "growth": Sentence("预算增长", "budget growth"),
    "growth_change": Sentence("本期预算变动", "budget change this round"),
    "progress_gap": Sentence("进度落后计划", "progress behind plan"),
    "progress_gap_change": Sentence("本期进度差变化", "change of the progress gap"),
    "spend_gap": Sentence("年度计划投资未完成", "planned spending not done"),
    "start_missed": Sentence("逾期未开工月数", "months past the planned start"),
    "score": Sentence("得分", "score"),
    "score_change": Sentence("本期得分变化", "change of the score"),
    "is_design": Sentence("处于前期", "before construction"),
    "is_building": Sentence("处于建设期", "under construction"),
    "years_left": Sentence("距计划竣工", "time to the planned end"),
    "is_overdue": Sentence("已过计划竣工日", "past the planned end"),
}
_COLOURS = {
    "red": Sentence("现为红牌", "red now"),
    "orange": Sentence("现为橙牌", "orange now"),
    "yellow": Sentence("现为黄牌", "yellow now"),
    "blue": Sentence("现为蓝牌", "blue now"),
    "green": Sentence("现为绿牌", "green now"),
    "gold": Sentence("现为金牌", "gold now"),
    "none": Sentence("现未亮牌", "no card now"),
    "not_assessed": Sentence("现未评定", "not assessed now"),
}
_SAID = {
    "rounds_seen": Sentence("已有 {n} 期记录", "seen in {n} rounds"),
    "slip": Sentence("完工比首次预计推迟 {n} 天", "completion {n} days later than first said"),
    "slip_change": Sentence("推迟天数本期变化 {n} 天", "slip changed by {n} days this round"),
    "growth": Sentence("预算比首次增长 {n}%", "budget {n} % above the first"),
    "growth_change": Sentence("预算本期变化 {n} 个百分点", "budget moved by {n} points this round"),
    "progress_gap": Sentence("进度比计划差 {n} 个百分点", "progress {n} points behind plan"),
    "progress_gap_change": Sentence(
        "进度差本期变化 {n} 个百分点", "progress gap moved by {n} points this round"
    ),
    "spend_gap": Sentence("年度计划投资还差 {n}%", "{n} % of planned spending not done"),
    "score": Sentence("得分 {n}", "score of {n}"),
    "score_change": Sentence("得分本期变化 {n}", "score moved by {n} this round"),
    "start_missed": Sentence("逾期未开工 {n} 个月", "{n} months past the planned start"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact of the project; ``weight`` is what it adds to the log-odds, above 0 raises."""

    text: Sentence
    weight: float

    @property
    def raises(self) -> bool:
        return self.weight > 0


def reasons(model: Model, history: Sequence[Sighting]) -> tuple[Reason, ...]:
    """The facts that matter most, the strongest first; slight ones are left out."""
    parts = model.parts(values_of(history))
    found = [
        Reason(text, weight)
        for group, terms in GROUPS.items()
        if abs(weight := sum(parts.get(term, 0.0) for term in terms)) >= SLIGHT
        and (text := _said(group, history)) is not None
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.weight))[:MOST])


def _said(group: str, history: Sequence[Sighting]) -> Sentence | None:
    last = history[-1]
    if group == "colour":
        return _COLOURS.get(last.colour)
    if group == "red_in_a_row":
        return _row_said(history)
    if group == "stage":
        return {"design": NAMES["is_design"], "building": NAMES["is_building"]}.get(last.stage)
    if group == "end":
        return _end_said(last)
    number = _number(group, history)
    return None if number is None else _SAID[group].format(n=number)


def _row_said(history: Sequence[Sighting]) -> Sentence:
    count = 0
    for one in reversed(history):
        if one.colour != "red":
            break
        count += 1
    if not count:
        return Sentence("近期没有连续红牌", "no run of red rounds")
    return Sentence(f"连续红牌 {count} 期", f"red for {count} round(s) in a row")


def _end_said(last: Sighting) -> Sentence | None:
    if last.days_left is None:
        return None
    days = round(last.days_left)
    if days < 0:
        return Sentence(f"已过计划竣工日 {-days} 天", f"{-days} days past the planned end")
    return Sentence(f"距计划竣工 {days} 天", f"{days} days to the planned end")


def _number(group: str, history: Sequence[Sighting]) -> str | None:
    last, before = history[-1], history[-2] if len(history) > 1 else None
    if group == "rounds_seen":
        return str(len(history))
    field, factor = {
        "slip": ("slip_days", 1),
        "slip_change": ("slip_days", 1),
        "growth": ("growth_share", 100),
        "growth_change": ("growth_share", 100),
        "progress_gap": ("progress_gap", 100),
        "progress_gap_change": ("progress_gap", 100),
        "spend_gap": ("spend_gap", 100),
        "score": ("score", 100),
        "score_change": ("score", 100),
        "start_missed": ("start_missed_months", 1),
    }[group]
    now = getattr(last, field)
    if now is None:
        return None
    if group.endswith("_change"):
        then = getattr(before, field) if before else None
        if then is None:
            return None
        return f"{(now - then) * factor:+.0f}"
    return f"{now * factor:.0f}"
