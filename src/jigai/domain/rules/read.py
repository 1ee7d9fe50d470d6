"""A rule file to a ``RuleSet``: everything that can be wrong is refused with its line."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jigai.domain.rules.check import check_rule_set
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.expression import FUNCTIONS
from jigai.domain.rules.expressions_of_file import ExpressionsOfFile
from jigai.domain.rules.kinds import FLAG, UNITS
from jigai.domain.rules.nodes import ALWAYS, All, Condition, Not
from jigai.domain.rules.read_criteria import read_criterion
from jigai.domain.rules.refusals import (
    DatesWrong,
    NameTwice,
    NameUnknown,
    ValueOfWrongKind,
    nearest,
)
from jigai.domain.rules.rule_set import (
    Formula,
    Kind,
    Outcome,
    Row,
    RuleSet,
    Source,
    Threshold,
    Trigger,
    Unknown,
)
from jigai.domain.rules.steps import usual_step
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jigai.domain.rules.facts import FactDeclaration
    from jigai.domain.rules.rule_set import Criterion

LANGUAGE_EDITION = "1"
MET = Outcome("met", Sentence("符合", "met"), Sentence("符合", "met"), 2)
NOT_MET = Outcome("not_met", Sentence("不符合", "not met"), Sentence("不符合", "not met"), 1)
CANNOT_TELL = Outcome(
    "unknown", Sentence("无法判断", "cannot tell"), Sentence("资料不足", "facts missing"), None
)
GATE_LABEL = Sentence("有门槛条件不满足", "a gate is not met")
PASS_LABEL = Sentence("达到合格条件", "the pass condition is met")
ROUTE = "direct:"
WORDS = {"total", "weight", "true", "false", "and", "or", "not", *FUNCTIONS}
DEFAULT_LABEL = Sentence("以上各条均不成立", "none of the rows above holds")
NO_NOTE = Sentence("", "")


def read_rule_set(
    text: str, *, file: str, facts: Mapping[str, FactDeclaration], subject: str = "project"
) -> RuleSet:
    """Read and check one rule file.

    Args:
        text: TOML as in ``docs/reference/rules.md``.
        file: its name, for messages.
        facts, subject: the facts that its expressions may name, and what they are about.

    Raises:
        RuleFileRefused: the first fault, with file, line and the nearest known name.
    """
    root = read_document(text, file=file)
    kind = Kind(root.one_of("kind", tuple(Kind)))
    source = _source(root.table("source"))
    dates = _dates(root)
    thresholds = tuple(_threshold(t, source, dates) for t in root.tables("threshold"))
    expressions = _expressions(root, facts, thresholds)
    formulas = tuple(_formula(t, expressions, source) for t in root.tables("formula"))
    triggers = _triggers(root, expressions, source)
    outcomes = _outcomes(root, kind)
    rows, default = ROWS_OF[kind](root, expressions, source, outcomes)
    rule_set = RuleSet(
        id=root.text("id"),
        subject=subject,
        kind=kind,
        title=root.sentence("title"),
        note=root.sentence("note", NO_NOTE),
        source=source,
        valid_from=dates[0],
        valid_to=dates[1],
        review_by=dates[2],
        unknown=_unknown(root, kind),
        withheld=_outcome_name(root, "withheld", outcomes, CANNOT_TELL.name),
        outcomes=outcomes,
        thresholds=thresholds,
        criteria=_criteria(root, expressions, source),
        gates=tuple(t.text("name") for t in root.tables("gate")),
        triggers=triggers,
        rows=rows,
        default=default,
        facts=facts,
        digest=_digest(root.values, expressions.facts_used()),
        formulas=formulas,
    )
    rule_set.memory.update({("words", id(n)): (n, label) for n, label in expressions.said})
    root.finish()
    check_rule_set(rule_set, root, expressions)
    return rule_set


def _criteria(root: Table, expressions: ExpressionsOfFile, source: Source) -> tuple[Criterion, ...]:
    tables = root.tables("criterion")
    return tuple(read_criterion(t, expressions, _source_of(t, source)) for t in tables)


def _expressions(
    root: Table, facts: Mapping[str, FactDeclaration], thresholds: tuple[Threshold, ...]
) -> ExpressionsOfFile:
    """The names of a file, each used once, ready for its expressions."""
    criteria, conditions = root.tables("criterion"), [*root.tables("trigger"), *root.tables("gate")]
    numbers = [*root.tables("threshold"), *root.tables("formula")]
    _check_names(_names([*criteria, *conditions, *numbers]), facts)
    return ExpressionsOfFile(
        facts,
        {t.name: t.unit for t in thresholds},
        criteria=[t.text("name") for t in criteria],
        conditions=[t.text("name") for t in conditions],
    )


def _unknown(root: Table, kind: Kind) -> Unknown:
    usual = Unknown.POSSIBLE if kind is Kind.SCORECARD else Unknown.WITHHOLD
    return Unknown(root.one_of("unknown", tuple(Unknown), usual.value))


def _source(table: Table) -> Source:
    source = Source(table.sentence("document"), table.sentence("article"))
    table.finish()
    return source


def _source_of(table: Table, default: Source) -> Source:
    """A part's own document and article; what it does not say is that of the file."""
    return Source(
        table.sentence("document", default.document), table.sentence("article", default.article)
    )


def _dates(table: Table, default: tuple[date, date | None, date] | None = None) -> Any:
    if default is None:
        start, review = table.date("valid_from"), table.date("review_by")
        end = table.date("valid_to") if table.has("valid_to") else None
    else:
        start = table.date("valid_from") if table.has("valid_from") else default[0]
        end = table.date("valid_to") if table.has("valid_to") else default[1]
        review = table.date("review_by") if table.has("review_by") else default[2]
    if end is not None and end <= start:
        fault = Sentence("valid_to 不晚于 valid_from", "valid_to is not after valid_from")
        raise table.refuse(DatesWrong, "valid_to", fault=fault)
    if review <= start:
        fault = Sentence("review_by 不晚于 valid_from", "review_by is not after valid_from")
        raise table.refuse(DatesWrong, "review_by", fault=fault)
    return start, end, review


def _threshold(table: Table, source: Source, dates: tuple[date, date | None, date]) -> Threshold:
    unit = table.one_of("unit", tuple(UNITS))
    step = table.positive("step") if table.has("step") else None
    start, end, review = _dates(table, dates)
    threshold = Threshold(
        name=table.text("name"),
        value=table.number("value"),
        unit=unit,
        label=table.sentence("label"),
        source=_source_of(table, source),
        valid_from=start,
        valid_to=end,
        review_by=review,
        step=step if step is not None else usual_step(unit),
    )
    table.finish()
    return threshold


def _formula(table: Table, expressions: ExpressionsOfFile, source: Source) -> Formula:
    """A named number over facts, thresholds and the formulas above it."""
    formula = Formula(
        name=table.text("name"),
        label=table.sentence("label"),
        value=expressions.read(table, "value", None, scope=expressions.over_facts),
        source=_source_of(table, source),
    )
    table.finish()
    expressions.name_formula(formula.name, formula.label, formula.value)
    return formula


def _names(tables: Iterable[Table]) -> list[tuple[Table, str]]:
    return [(table, table.text("name")) for table in tables]


def _check_names(names: list[tuple[Table, str]], facts: Mapping[str, FactDeclaration]) -> None:
    seen = {*WORDS, *facts}
    for table, name in names:
        if name in seen:
            raise table.refuse(NameTwice, "name", name=name)
        if not name.isidentifier():
            expected = Sentence("字母、数字和下划线组成的名称", "a name of letters, digits and _")
            raise table.refuse(ValueOfWrongKind, "name", key="name", expected=expected)
        seen.add(name)


def _triggers(root: Table, expressions: ExpressionsOfFile, source: Source) -> tuple[Trigger, ...]:
    tables = (*root.tables("gate"), *root.tables("trigger"))
    return tuple(_trigger(t, expressions=expressions, source=source) for t in tables)


def _trigger(table: Table, *, expressions: ExpressionsOfFile, source: Source) -> Trigger:
    trigger = Trigger(
        name=table.text("name"),
        label=table.sentence("label"),
        when=expressions.read(table, "when", FLAG, scope=expressions.over_points),
        source=_source_of(table, source),
    )
    table.finish()
    return trigger


def _outcomes(root: Table, kind: Kind) -> tuple[Outcome, ...]:
    if kind is Kind.SCORECARD:
        return NOT_MET, MET, CANNOT_TELL
    found: list[Outcome] = []
    for table in root.tables("outcome"):
        rank = table.whole_or_none("rank")
        badge = table.sentence("badge")
        outcome = Outcome(
            table.text("name"),
            badge,
            table.sentence("word", badge),
            rank,
        )
        if any(o.name == outcome.name or (rank is not None and o.rank == rank) for o in found):
            raise table.refuse(NameTwice, "name", name=outcome.name)
        table.finish()
        found.append(outcome)
    return tuple(found)


def _outcome_name(
    table: Table, key: str, outcomes: tuple[Outcome, ...], default: str | None = None
) -> str:
    name = table.text(key, default)
    known = [outcome.name for outcome in outcomes]
    if name not in known:
        raise table.refuse(NameUnknown, key, name=name, near=nearest(name, known))
    return name


def _rows(
    root: Table, expressions: ExpressionsOfFile, source: Source, outcomes: tuple[Outcome, ...]
) -> tuple[tuple[Row, ...], Row]:
    root.one_of("hit_policy", ("first",))
    rows = []
    for place, table in enumerate(root.tables("row")):
        row = Row(
            name=table.text("name", f"row_{place + 1}"),
            outcome=_outcome_name(table, "outcome", outcomes),
            label=table.sentence("label"),
            when=expressions.read(table, "when", FLAG, scope=expressions.over_conditions),
            source=_source_of(table, source),
        )
        table.finish()
        rows.append(row)
    last = root.table("default")
    name = _outcome_name(last, "outcome", outcomes)
    label, own = last.sentence("label", DEFAULT_LABEL), _source_of(last, source)
    last.finish()
    return tuple(rows), Row("default", name, label, ALWAYS, own)


def _pass_rows(
    root: Table, expressions: ExpressionsOfFile, source: Source, _: tuple[Outcome, ...]
) -> tuple[tuple[Row, ...], Row]:
    table = root.table("pass")
    passed = Row(
        "pass",
        MET.name,
        table.sentence("label", PASS_LABEL),
        expressions.read(table, "when", FLAG, scope=expressions.over_conditions),
        _source_of(table, source),
    )
    table.finish()
    rows = [passed, *(_route(t, expressions, source) for t in root.tables("route"))]
    gates = tuple(Condition(gate.text("name")) for gate in root.tables("gate"))
    if gates:
        closed = Not(All(gates)) if len(gates) > 1 else Not(gates[0])
        rows.insert(0, Row("gates", NOT_MET.name, GATE_LABEL, closed, source))
    return tuple(rows), Row("default", NOT_MET.name, DEFAULT_LABEL, ALWAYS, source)


ROWS_OF = {Kind.SCORECARD: _pass_rows, Kind.DECISION_TABLE: _rows}


def _route(table: Table, expressions: ExpressionsOfFile, source: Source) -> Row:
    """A direct way to ``met`` past the score; the gates hold for it too."""
    route = Row(
        ROUTE + table.text("name"),
        MET.name,
        table.sentence("label"),
        expressions.read(table, "when", FLAG, scope=expressions.over_conditions),
        _source_of(table, source),
    )
    table.finish()
    return route


def _plain(value: object) -> object:
    """A number as its one shortest text, a date as ISO: so that only meaning changes the digest."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _numbers_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers_as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_numbers_as_text(part) for part in value]
    return _plain(Decimal(value)) if type(value) is int else value


def _digest(values: dict[str, Any], facts: tuple[FactDeclaration, ...]) -> str:
    """SHA-256 of the content: blanks, comments and order of keys do not count."""
    content = {
        "language": LANGUAGE_EDITION,
        "rule_set": _numbers_as_text(values),
        "facts": [repr(fact) for fact in sorted(facts, key=lambda fact: fact.name)],
    }
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )
    return hashlib.sha256(text.encode()).hexdigest()
