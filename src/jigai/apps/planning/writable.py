"""What may still be written: open versions, by whom, and what each line may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jigai.apps.planning.catalogue import LABELS, LETTERS, LineKind, Origin, fields_of, spec_of
from jigai.apps.planning.models import PlanLine, PlanVersion, VersionState
from jigai.apps.planning.numbers import exact_text
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import kept_text
from jigai.domain.scorecards.rungs import rung_of
from jigai.domain.sentence import Sentence

NUMBERS = frozenset({"baseline", "target"})
MAY_BE_NULL = frozenset(
    {"year", "starts_on", "due_on", "cost_fen", "payback_months", "quantity", "maturity",
     "share_bp", "is_single_source", "gap"}
)  # fmt: skip
"""Columns that hold nothing as null; all others as blank text."""


class VersionNotWritable(Refusal):
    code = "planning.version_not_writable"
    message = Sentence(
        "规划第 {number} 版不是草稿，不能再改。", "Version {number} of the plan is no draft."
    )
    remedy = Sentence(
        "已批准的规划请用“修订”另起一版；已提交的请先退回。",
        "Amend an approved plan as a new version; have a submitted one returned first.",
    )


class NotOfThisKind(Refusal):
    code = "planning.not_of_this_kind"
    message = Sentence("“{kind}”没有这些栏目：{names}。", "A “{kind}” has no {names}.")


class NoSuchFact(Refusal):
    code = "planning.no_such_fact"
    message = Sentence("没有企业事实“{name}”。", "There is no enterprise fact “{name}”.")
    remedy = Sentence(
        "可用的事实见 jigai ladder facts。", "jigai ladder facts lists those that exist."
    )


class GapOfAnother(Refusal):
    code = "planning.gap_of_another"
    message = Sentence("差距“{gap}”不是这家企业的。", "The gap “{gap}” is not this enterprise's.")


def refuse_unless_draft(version: PlanVersion) -> None:
    """Read the version anew and refuse one that is no draft.

    Raises:
        VersionNotWritable: as named.
    """
    version.refresh_from_db()
    if version.state != VersionState.DRAFT:
        raise VersionNotWritable(number=version.number)


def sign(version: PlanVersion, change: Change) -> None:
    """Note who wrote in a version; whoever did cannot approve it."""
    mark = f"|{change.actor.key}|"
    if mark not in version.author_keys:
        version.author_keys = f"{version.author_keys.rstrip('|')}{mark}"
        version.authors = "、".join(filter(None, [version.authors, change.actor.name]))
    version.edited_at = change.at
    version.save(update_fields=["author_keys", "authors", "edited_at"])


def checked_values(
    version: PlanVersion, kind: str, given: Mapping[str, Any], *, fact: str = ""
) -> dict[str, Any]:
    """The columns of a line as they are kept.

    Args:
        fact: the fact that the line moves already, where the values do not name one.

    Raises:
        NotOfThisKind, NoSuchFact, GapOfAnother, NotANumber, NoSuchRung, FactUnreadable,
        FactNegative: as named.
    """
    allowed = {*fields_of(kind)}
    strange = [name for name in given if name.removesuffix("_id") not in allowed]
    if strange:
        raise NotOfThisKind(kind=spec_of(kind).label, names=", ".join(strange))
    values: dict[str, Any] = {
        n: exact_text(v) if n in NUMBERS else _kept(n, v) for n, v in given.items()
    }
    gap = values.get("gap")
    if gap is not None and gap.enterprise_id != version.plan.enterprise_id:
        raise GapOfAnother(gap=gap.title)
    if values.get("rung"):
        rung_of(values["rung"])
    name = values.get("fact", fact)
    if name:
        declaration = shipped().facts["enterprise"].get(name)
        if declaration is None:
            raise NoSuchFact(name=name)
        if values.get("fact_value"):
            values["fact_value"] = kept_text(declaration, values["fact_value"])
    return values


def _kept(name: str, value: Any) -> Any:
    """Text without edges; what is empty in the form of its column."""
    if isinstance(value, str):
        return value.strip()
    if value is None and name not in MAY_BE_NULL:
        return ""
    return value


def next_key(version: PlanVersion, kind: str) -> str:
    """A key that no version of the plan has used: the theme's letter and a number."""
    letter = LETTERS[spec_of(kind).theme]
    used = PlanLine.objects.filter(version__plan=version.plan_id, key__startswith=letter)
    numbers = [int(key[1:]) for key in used.values_list("key", flat=True)]
    return f"{letter}{max(numbers, default=0) + 1}"


def missing_in(line: PlanLine) -> list[Sentence]:
    """What a line still lacks before its version can be submitted.

    A line that quotes a published account need not hold what the account does not say.
    """
    own = () if line.origin == Origin.ACCOUNT else spec_of(line.kind).needed
    needed = ("title", *own, "evidence")
    return [LABELS[name] for name in needed if getattr(line, name) in ("", None)]


def kind_named(name: str) -> LineKind:
    """The kind of a name.

    Raises:
        NoSuchKind: as named.
    """
    try:
        return LineKind(name)
    except ValueError:
        raise NoSuchKind(name=name, known=", ".join(LineKind)) from None


class NoSuchKind(Refusal):
    code = "planning.no_such_kind"
    message = Sentence("没有“{name}”这种规划条目。", "There is no kind of line “{name}”.")
    remedy = Sentence("可选：{known}。", "Choose one of: {known}.")
