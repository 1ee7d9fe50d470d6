"""Question banks from their files, each fault with file and line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from jigai.domain.maturity.bank import (
    GRADES,
    HIGHEST_SCENE,
    Bank,
    Group,
    Kind,
    Level,
    Option,
    Question,
    Standing,
)
from jigai.domain.rules.document import Table, read_document
from jigai.domain.rules.facts import FactType
from jigai.domain.rules.refusals import (
    KeyMissing,
    NameTwice,
    NameUnknown,
    RuleFileRefused,
    ValueOfWrongKind,
    nearest,
)
from jigai.domain.rules.rule_set import Source
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jigai.domain.rules.rule_set import RuleSet

CHOOSING = frozenset({Kind.MULTI, Kind.SINGLE})
FEEDING = frozenset({Kind.MULTI, Kind.SINGLE, Kind.SHARE})
FACT_TYPES = {
    Kind.MULTI: FactType.NUMBER,
    Kind.SHARE: FactType.NUMBER,
    Kind.SINGLE: FactType.CHOICE,
}
KIND_EXPECTED = Sentence(
    "与题型相符的事实（多选和比例为数值，单选为选项）",
    "a fact of the question's kind (number for multi and share, choice for single)",
)
CHOICES_EXPECTED = Sentence(
    "与事实的选项逐一对应：{names}", "one option for each choice of the fact: {names}"
)
ALL_CRITERIA = Sentence(
    "每个计分项恰有题目：缺 {names}", "a question for each scored part: {names} has none"
)


class FactUnanswered(RuleFileRefused):
    code = "diagnosis.fact_unanswered"
    message = Sentence(
        "{file} 第{line}行第{column}列：规则要用的事实“{name}”没有题目。",
        "{file}, line {line}, column {column}: no question gives the fact “{name}” of the rule.",
    )


@dataclass(frozen=True, slots=True)
class BankText:
    """The text of a bank and of its rule, kept with every result so that it reopens the same."""

    bank: str
    rule: str
    facts: str

    @property
    def digest(self) -> str:
        return sha256(f"{self.bank}\x1f{self.rule}\x1f{self.facts}".encode()).hexdigest()


def read_bank(text: BankText, *, rule: RuleSet, file: str) -> Bank:
    """Read a bank and check it against its rule.

    Args:
        text: its own text, and those of the rule, for the digest.
        rule: the rule set that gives the level.
        file: name of the bank's file, for messages.

    Raises:
        RuleFileRefused: the first fault; every fact of the rule must have its question.
    """
    root = read_document(text.bank, file=file)
    root.has("rule")
    score_fact = root.text("score_fact", "")
    groups = tuple(_group(table) for table in root.tables("group"))
    questions = _questions(root.tables("question"), rule, {one.name for one in groups})
    bank = Bank(
        id=root.text("id"),
        title=root.sentence("title"),
        standing=Standing(root.one_of("standing", tuple(Standing))),
        source=_source(root.table("source")),
        valid_from=root.date("valid_from"),
        review_by=root.date("review_by"),
        note=root.sentence("note"),
        caveats=tuple(_said(table) for table in root.tables("caveat")),
        groups=groups,
        questions=questions,
        levels=tuple(_level(table, rule) for table in root.tables("level")),
        scene_levels=tuple(_said(table) for table in root.tables("scene_level")),
        score_fact=score_fact,
        rule=rule,
        digest=text.digest,
    )
    root.finish()
    _complete(bank, root)
    return replace(bank, questions=questions)


def _source(table: Table) -> Source:
    found = Source(table.sentence("document"), table.sentence("article"))
    table.finish()
    return found


def _said(table: Table) -> Sentence:
    found = table.sentence("label")
    table.finish()
    return found


def _group(table: Table) -> Group:
    found = Group(table.text("name"), table.sentence("label"))
    table.finish()
    return found


def _questions(tables: Sequence[Table], rule: RuleSet, groups: set[str]) -> tuple[Question, ...]:
    found: dict[str, Question] = {}
    for table in tables:
        one = _question(table, rule, groups)
        if one.name in found:
            raise table.refuse(NameTwice, "name", name=one.name)
        found[one.name] = one
    return tuple(found.values())


def _question(table: Table, rule: RuleSet, groups: set[str]) -> Question:
    kind = Kind(table.one_of("kind", tuple(Kind)))
    feeds = kind in FEEDING
    one = Question(
        name=table.text("name"),
        kind=kind,
        group=_known(table, "group", table.text("group"), groups),
        label=table.sentence("label"),
        fact=_known(table, "fact", table.text("fact"), rule.facts) if feeds else "",
        criterion=_known(
            table, "criterion", table.text("criterion"), {c.name for c in rule.criteria}
        )
        if feeds
        else "",
        options=tuple(_option(part, rule) for part in table.tables("option")),
        is_core=table.one_of("core", ("yes", "no"), "no") == "yes",
    )
    _fits(table, one, rule)
    table.finish()
    return one


def _fits(table: Table, one: Question, rule: RuleSet) -> None:
    if one.kind in CHOOSING and not one.options:
        raise table.refuse(KeyMissing, key="option")
    if not one.fact:
        return
    declared = rule.facts[one.fact]
    if declared.type is not FACT_TYPES[one.kind]:
        raise table.refuse(ValueOfWrongKind, "fact", key="fact", expected=KIND_EXPECTED)
    names = {option.name for option in one.options}
    choices = {name for name, _ in declared.choices}
    if one.kind is Kind.SINGLE and names != choices:
        said = CHOICES_EXPECTED.format(names="、".join(sorted(choices)))
        raise table.refuse(ValueOfWrongKind, "option", key="option", expected=said)


def _option(table: Table, rule: RuleSet) -> Option:
    flag = table.text("flag", "")
    if flag:
        _known(table, "flag", flag, rule.facts)
    found = Option(table.text("name"), table.sentence("label"), flag)
    table.finish()
    return found


def _level(table: Table, rule: RuleSet) -> Level:
    thresholds = {one.name for one in rule.thresholds}
    level = Level(
        outcome=_known(table, "outcome", table.text("outcome"), {o.name for o in rule.outcomes}),
        number=table.whole("number"),
        score=_known(table, "score", table.text("score"), thresholds),
        **{
            key: _known(table, key, name, thresholds) if (name := table.text(key, "")) else ""
            for key in ("scenes", "core")
        },
        **{
            key: _known(table, key, name, rule.facts) if (name := table.text(key, "")) else ""
            for key in ("scenes_fact", "core_fact")
        },
    )
    table.finish()
    return level


def _known(table: Table, key: str, name: str, known: Iterable[str]) -> str:
    names = set(known)
    if name not in names:
        raise table.refuse(NameUnknown, key, name=name, near=nearest(name, names))
    return name


def _complete(bank: Bank, root: Table) -> None:
    """Every fact that the rule reads comes from a question, and every level has its words."""
    given = {fact for one in bank.questions for fact in _facts_of(one)} | {bank.score_fact}
    given |= {fact for level in bank.levels for fact in (level.scenes_fact, level.core_fact)}
    for name in bank.rule.fact_names():
        if name not in given:
            raise root.refuse(FactUnanswered, "question", name=name)
    wanted = len(GRADES) if bank.is_ladder else HIGHEST_SCENE + 1
    if len(bank.scene_levels) != wanted:
        raise root.refuse(KeyMissing, key=f"scene_level × {wanted}")
    if not bank.levels:
        raise root.refuse(KeyMissing, key="level")


def _facts_of(question: Question) -> tuple[str, ...]:
    return (question.fact, *(option.flag for option in question.options if option.flag))


def rule_named_in(text: str, *, file: str) -> Mapping[str, str] | None:
    """The shipped rule that a bank's text names by id and start; ``None``: it brings its own.

    Raises:
        RuleFileRefused: the text cannot be read.
    """
    root = read_document(text, file=file)
    if not root.has("rule"):
        return None
    table = root.table("rule")
    return {"id": table.text("id"), "valid_from": table.date("valid_from").isoformat()}
