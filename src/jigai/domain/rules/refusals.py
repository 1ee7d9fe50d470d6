"""What can be wrong with a rule file: each refusal names the file, the line and the column."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = Sentence("", "")
WHERE = Sentence("{file} 第{line}行第{column}列：", "{file}, line {line}, column {column}:")


def _at(zh: str, en: str) -> Sentence:
    return WHERE + Sentence(zh, en)


class RuleFileRefused(Refusal):
    """The root of all faults of a rule file; without a column it stands at the head of its line.

    ``others`` are further faults of the same file that were found with this one.
    """

    code = "rules.refused"

    def __init__(
        self,
        message: Sentence | None = None,
        remedy: Sentence | None = None,
        **places: object,
    ) -> None:
        super().__init__(message, remedy, **{"column": 1, **places})
        self.others: tuple[RuleFileRefused, ...] = ()

    @property
    def line(self) -> int:
        return int(str(self.places["line"]))

    @property
    def column(self) -> int:
        return int(str(self.places["column"]))


class TomlUnreadable(RuleFileRefused):
    code = "rules.toml_unreadable"
    message = _at("不是合格的 TOML：{fault}。", "this is not TOML: {fault}.")


class KeyUnknown(RuleFileRefused):
    code = "rules.key_unknown"
    message = _at("不认识的项“{key}”。{near}", "unknown key “{key}”. {near}")


class KeyMissing(RuleFileRefused):
    code = "rules.key_missing"
    message = _at("缺少“{key}”。{near}", "“{key}” is missing. {near}")

    def __init__(
        self, message: Sentence | None = None, remedy: Sentence | None = None, **places: object
    ) -> None:
        super().__init__(message, remedy, **{"near": NOTHING, **places})


class ValueOfWrongKind(RuleFileRefused):
    code = "rules.value_of_wrong_kind"
    message = _at("“{key}”应为{expected}。", "“{key}” must be {expected}.")


class NameUnknown(RuleFileRefused):
    code = "rules.name_unknown"
    message = _at("不认识的名称“{name}”。{near}", "unknown name “{name}”. {near}")


class NameTwice(RuleFileRefused):
    code = "rules.name_twice"
    message = _at("名称“{name}”用了两次。", "the name “{name}” is used twice.")


class ExpressionUnreadable(RuleFileRefused):
    code = "rules.expression_unreadable"
    message = _at(
        "表达式“{text}”读不懂：{fault}。",
        "“{text}” cannot be read: {fault}.",
    )


class KindsClash(RuleFileRefused):
    code = "rules.kinds_clash"
    message = _at(
        "{left}与{right}不能这样放在一起。",
        "{left} and {right} do not go together like this.",
    )


class BandsWrong(RuleFileRefused):
    code = "rules.bands_wrong"
    message = _at("分档有误：{fault}。", "the bands are wrong: {fault}.")


class DatesWrong(RuleFileRefused):
    code = "rules.dates_wrong"
    message = _at("日期有误：{fault}。", "the dates are wrong: {fault}.")


class PointsBeyondWeight(RuleFileRefused):
    code = "rules.points_beyond_weight"
    message = _at(
        "得分 {points} 超出 0 到权重 {weight} 的范围。",
        "{points} points lie outside 0 to the weight {weight}.",
    )


class RowUnreachable(RuleFileRefused):
    code = "rules.row_unreachable"
    message = _at(
        "“{row}”永远轮不到：上面的“{earlier}”已经包含它。",
        "“{row}” is never reached: “{earlier}” above already covers it.",
    )


class NameUnused(RuleFileRefused):
    code = "rules.name_unused"
    message = _at("“{name}”没有被任何规则用到。", "“{name}” is used by no rule.")


class CaseFails(RuleFileRefused):
    code = "rules.case_fails"
    message = _at(
        "样例“{case}”应为 {expected}，算得 {found}。",
        "the case “{case}” should give {expected} and gives {found}.",
    )


class BoundaryWithoutCase(RuleFileRefused):
    code = "rules.boundary_without_case"
    message = _at(
        "界限“{boundary}”缺少{side}的样例。", "the boundary “{boundary}” has no case {side} it."
    )
    remedy = Sentence(
        "每条界限都要有刚好低于、等于、刚好高于的样例。",
        "Every boundary needs a case just under, on and just over it.",
    )


class PartWithoutCase(RuleFileRefused):
    code = "rules.part_without_case"
    message = _at("没有样例走到“{part}”。", "no case reaches “{part}”.")


def nearest(name: str, known: Iterable[str]) -> Sentence:
    """A hint at the known name that looks most alike, or nothing."""
    found = get_close_matches(name, list(known), n=1)
    if not found:
        return NOTHING
    return Sentence(f"是不是“{found[0]}”？", f"Did you mean “{found[0]}”?")
