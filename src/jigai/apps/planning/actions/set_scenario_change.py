from __future__ import annotations

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.planning.catalogue import RD_SHARE, RD_SHARE_LABEL
from jigai.apps.planning.models import Scenario, ScenarioChange
from jigai.apps.planning.numbers import exact_text
from jigai.apps.planning.queries.plans import standing_version
from jigai.apps.planning.writable import NoSuchFact
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import FactType
from jigai.domain.rules.rulebook import shipped
from jigai.domain.scorecards.fact_values import kept_text
from jigai.domain.sentence import Sentence

COLUMNS = ("cost_fen", "fact_value")


class CannotBeRaised(Refusal):
    code = "planning.cannot_be_raised"
    message = Sentence("“{label}”不是数值，不能增减。", "“{label}” is no number to be raised.")
    remedy = Sentence("请用“改为”。", "Set it instead.")


class NoSuchLineKey(Refusal):
    code = "planning.no_such_line_key"
    message = Sentence("规划里没有条目“{key}”。", "The plan has no line “{key}”.")


class ColumnNotAsked(Refusal):
    code = "planning.column_not_asked"
    message = Sentence(
        "情景里条目只能改金额或事实目标值，或整条去掉。",
        "In a scenario a line changes its amount or the value of its fact, or is dropped.",
    )


def set_scenario_change(
    *,
    scenario: Scenario,
    about: str,
    name: str,
    how: str,
    value: str = "",
    column: str = "",
    change: Change,
) -> ScenarioChange:
    """Say one thing that is otherwise in a scenario; said again it replaces what stood.

    Args:
        about: ``fact`` or ``line``; ``name``: the fact's name, or the line's key.
        how: ``set``, ``raise`` (a fact, by ``value``) or ``drop`` (a line).
        column: of a line: ``cost_fen`` (whole fen) or ``fact_value``.

    Raises:
        NoSuchFact, CannotBeRaised, NoSuchLineKey, ColumnNotAsked, NotANumber, FactUnreadable,
        FactNegative, RecordInvalid: as named.
    """
    kept = (
        _of_fact(name, how, value)
        if about == "fact"
        else _of_line(scenario, name, how, column, value)
    )
    asked = "" if about == "fact" or how == "drop" else column
    with writing("scenario.changed", change):
        found = scenario.changes.filter(about=about, name=name, column=asked).first()
        one = found or ScenarioChange(scenario=scenario, about=about, name=name, column=asked)
        one.how, one.value = how, kept
        save_valid(one)
    return one


def _of_fact(name: str, how: str, value: str) -> str:
    if name == RD_SHARE:
        if how != "raise":
            raise CannotBeSet(label=RD_SHARE_LABEL)
        return exact_text(value)
    declaration = shipped().facts["enterprise"].get(name)
    if declaration is None:
        raise NoSuchFact(name=name)
    if how == "raise":
        if declaration.type is not FactType.NUMBER:
            raise CannotBeRaised(label=declaration.label)
        return exact_text(value)
    return kept_text(declaration, value)


def _of_line(scenario: Scenario, key: str, how: str, column: str, value: str) -> str:
    standing = standing_version(scenario.plan)
    line = standing.lines.filter(key=key).first() if standing else None
    if line is None:
        raise NoSuchLineKey(key=key)
    if how == "drop":
        return ""
    if column not in COLUMNS or how != "set":
        raise ColumnNotAsked
    if column == "cost_fen":
        return exact_text(value)
    declaration = shipped().facts["enterprise"].get(line.fact)
    if declaration is None:
        raise NoSuchFact(name=line.fact)
    return kept_text(declaration, value)


class CannotBeSet(Refusal):
    code = "planning.cannot_be_set"
    message = Sentence("“{label}”由两个数相除，只能增减。", "“{label}” is a quotient: raise it.")
    remedy = Sentence("请用“增加”，1 个百分点写 0.01。", "Use raise; one point is 0.01.")
