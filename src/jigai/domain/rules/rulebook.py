"""The rules that ship with the product: listed, chosen by day, checked with their cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.rules.cases import Case, check_cases, read_cases
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts
from jigai.domain.rules.refusals import (
    DatesWrong,
    KeyMissing,
    RuleFileRefused,
    ValueOfWrongKind,
    nearest,
)
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jigai.domain.rules.facts import FactDeclaration
    from jigai.domain.rules.rule_set import RuleSet

SHIPPED = Path(__file__).parents[2] / "rulebook"
RULE_TEXT, CASES_TEXT = "rule.toml", "cases.toml"
SUBJECTS = {
    "badges": "project",
    "scorecards": "enterprise",
    "policies": "enterprise",
    "platforms": "platform",
}
"""What the rules of each folder are about; the facts stand in ``facts/<subject>.toml``."""


class NoSuchRuleSet(Refusal):
    code = "rules.no_such_rule_set"
    message = Sentence("没有规则“{id}”。{near}", "There is no rule set “{id}”. {near}")


class NoRuleInForce(Refusal):
    code = "rules.none_in_force"
    message = Sentence(
        "规则“{id}”在 {day} 没有生效的版本。", "No edition of “{id}” is in force on {day}."
    )
    remedy = Sentence(
        "最早的版本自 {first} 起生效。", "The first edition is in force from {first}."
    )


@dataclass(frozen=True, slots=True)
class Edition:
    """A rule set with the file it came from and its cases."""

    rule_set: RuleSet
    file: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Everything in one rulebook folder, by id and then by start of validity.

    ``facts`` are the declarations of each subject.
    """

    facts: Mapping[str, Mapping[str, FactDeclaration]]
    editions: tuple[Edition, ...]

    def rule_sets(self) -> tuple[RuleSet, ...]:
        return tuple(edition.rule_set for edition in self.editions)

    def rule_set(self, id: str, *, on: date) -> RuleSet:  # noqa: A002 - the field's name
        """The edition in force on a day.

        Raises:
            NoSuchRuleSet, NoRuleInForce: as named.
        """
        known = [edition.rule_set for edition in self.editions if edition.rule_set.id == id]
        if not known:
            ids = {edition.rule_set.id for edition in self.editions}
            raise NoSuchRuleSet(id=id, near=nearest(id, ids))
        in_force = [rule_set for rule_set in known if rule_set.is_in_force(on=on)]
        if not in_force:
            raise NoRuleInForce(id=id, day=on, first=known[0].valid_from)
        return in_force[-1]


def read_rulebook(root: Path) -> Rulebook:
    """Read, check and prove every rule file under a folder.

    Layout: ``facts/<subject>.toml``, ``<folder>/<id>/<valid-from>.toml`` with the folders of
    ``SUBJECTS``, and the cases under ``cases/<id>/<valid-from>.toml``. A later edition ends the
    one before it.

    Raises:
        RuleFileRefused: the first fault, also a rule without its boundary cases.
    """
    facts = {subject: _facts(root, subject) for subject in dict.fromkeys(SUBJECTS.values())}
    editions = tuple(
        _edition(root, path, facts[subject], subject) for path, subject in _paths(root)
    )
    for fault in _breaks(editions):
        raise fault
    return Rulebook(facts, _ended(editions))


def faults_of_rulebook(root: Path) -> tuple[RuleFileRefused, ...]:
    """Every file of a rulebook that is not sound: its first fault, of a case file every one.

    Nothing else can be read while the facts are not sound.
    """
    facts, found = {}, []
    for subject in dict.fromkeys(SUBJECTS.values()):
        try:
            facts[subject] = _facts(root, subject)
        except RuleFileRefused as fault:
            found.append(fault)
    editions = []
    for path, subject in () if found else _paths(root):
        try:
            editions.append(_edition(root, path, facts[subject], subject))
        except RuleFileRefused as fault:
            found += [fault, *fault.others]
    return (*found, *_breaks(tuple(editions)))


def _paths(root: Path) -> tuple[tuple[Path, str], ...]:
    """Every rule file with the subject of its folder."""
    return tuple(
        (path, subject)
        for folder, subject in SUBJECTS.items()
        for path in sorted((root / folder).glob("*/*.toml"))
    )


def _facts(root: Path, subject: str) -> Mapping[str, FactDeclaration]:
    file = f"facts/{subject}.toml"
    path = root / file
    return read_facts(path.read_text(encoding="utf-8"), file=file) if path.exists() else {}


def _edition(root: Path, path: Path, facts: Mapping[str, FactDeclaration], subject: str) -> Edition:
    file = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    rule_set = read_rule_set(text, file=file, facts=facts, subject=subject)
    for key, found, wanted in (
        ("id", rule_set.id, path.parent.name),
        ("valid_from", rule_set.valid_from.isoformat(), path.stem),
    ):
        if found != wanted:
            expected = Sentence(f"{wanted}（与文件名一致）", f"{wanted}, like the name of the file")
            raise ValueOfWrongKind(file=file, line=1, key=key, expected=expected)
    cases_path = root / "cases" / path.parent.name / path.name
    cases_file = cases_path.relative_to(root).as_posix()
    if not cases_path.exists():
        raise KeyMissing(file=file, line=1, key=cases_file)
    return _proved(rule_set, file, cases_path.read_text(encoding="utf-8"), cases_file)


def read_edition(
    text: str, cases: str, *, facts: Mapping[str, FactDeclaration], subject: str
) -> Edition:
    """An edition that is kept elsewhere than in a folder, read and proved like any other.

    Raises:
        RuleFileRefused: the first fault; its file is ``RULE_TEXT`` or ``CASES_TEXT``.
    """
    rule_set = read_rule_set(text, file=RULE_TEXT, facts=facts, subject=subject)
    return _proved(rule_set, RULE_TEXT, cases, CASES_TEXT)


def _proved(rule_set: RuleSet, file: str, cases_text: str, cases_file: str) -> Edition:
    cases = read_cases(cases_text, file=cases_file, rule_set=rule_set)
    check_cases(rule_set, cases, file=cases_file)
    return Edition(rule_set, file, cases)


def _breaks(editions: tuple[Edition, ...]) -> Iterator[RuleFileRefused]:
    """Editions of one rule follow each other without a gap or an overlap."""
    for before, after in pairwise(editions):
        end, start = before.rule_set.valid_to, after.rule_set.valid_from
        if before.rule_set.id != after.rule_set.id or end is None or end == start:
            continue
        fault = Sentence(
            f"上一版到 {end} 为止，下一版自 {start} 起，{'有空档' if end < start else '有重叠'}",
            f"one edition ends on {end}, the next starts on {start}: "
            f"{'a gap' if end < start else 'an overlap'}",
        )
        yield DatesWrong(file=before.file, line=1, fault=fault)


def _ended(editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """The last edition of an id comes last, so that the newest in force is chosen."""
    return tuple(sorted(editions, key=lambda e: (e.rule_set.id, e.rule_set.valid_from)))


def texts_of(edition: Edition) -> tuple[str, str]:
    """The texts of rule and cases of a shipped edition."""
    name = f"{edition.rule_set.id}/{edition.rule_set.valid_from.isoformat()}.toml"
    return _text(edition.file), _text(f"cases/{name}")


def facts_text(subject: str) -> str:
    """The declarations of one subject as they ship, for what must read the same later."""
    return (SHIPPED / f"facts/{subject}.toml").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class EditionText:
    """The files of an edition, letter by letter: the rule and the declarations of its facts."""

    file: str
    text: str
    facts_file: str
    facts: str


def text_of_edition(rule_set: RuleSet) -> EditionText:
    """The shipped files that a rule set was read from.

    Raises:
        NoSuchRuleSet: it is not in the rulebook of the product.
    """
    for edition in shipped().editions:
        if edition.rule_set.digest == rule_set.digest:
            facts = f"facts/{rule_set.subject}.toml"
            return EditionText(edition.file, _text(edition.file), facts, _text(facts))
    raise NoSuchRuleSet(id=rule_set.id, near="")


def _text(file: str) -> str:
    return (SHIPPED / file).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """The rulebook of the product, read and proved once."""
    return read_rulebook(SHIPPED)


def rule_sets(*, subject: str = "") -> tuple[RuleSet, ...]:
    """Every edition of every shipped rule set, or of those about one subject."""
    found = shipped().rule_sets()
    return tuple(one for one in found if subject in {"", one.subject})


def rule_set(id: str, *, on: date) -> RuleSet:  # noqa: A002 - the field's name
    """The shipped edition in force on a day; refusals as ``Rulebook.rule_set``."""
    return shipped().rule_set(id, on=on)
