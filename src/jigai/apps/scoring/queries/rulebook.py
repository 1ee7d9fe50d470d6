"""The one reader of rules: the editions of the product and those that the county released.

An edition of the county stands before those of the product from its first day until it ends;
between two of the county the later one counts. A later edition of the product waits until the
county ends its own or copies it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from django.utils.timezone import localtime

from jigai.apps.audit.as_of import as_of, change_set_on
from jigai.apps.scoring.models import RuleEdition
from jigai.domain.refusal import NotFound
from jigai.domain.rules.cases import read_cases
from jigai.domain.rules.known_since import known_on, known_since, refuse_unknown
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts
from jigai.domain.rules.refusals import nearest
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import (
    CASES_TEXT,
    RULE_TEXT,
    Edition,
    EditionText,
    NoRuleInForce,
    NoSuchRuleSet,
    shipped,
    texts_of,
)
from jigai.domain.rules.rulebook import text_of_edition as shipped_text
from jigai.domain.sentence import Sentence


class NoSuchRuleEdition(NotFound):
    code = "rules.no_such_edition"
    message = Sentence(
        "没有编号为 {number} 的县级规则版本。", "There is no county edition {number}."
    )


@dataclass(frozen=True, slots=True)
class Released:
    """How an edition of the county came to be, and how it ended if it did."""

    id: int
    draft_id: int
    valid_from: date
    ends_on: date | None
    decision: str
    authors: str
    released_by: str
    released_at: datetime
    withdrawn_at: datetime | None
    stopped_by: str
    stopped_because: str


@dataclass(frozen=True, slots=True)
class StandingEdition:
    """One edition; ``released`` is ``None`` for those of the product."""

    rule_set: RuleSet
    released: Released | None

    @property
    def known_since(self) -> date:
        """The day since which we have known it: of its release, or in the product's rulebook."""
        if self.released is not None:
            return localtime(self.released.released_at).date()
        return known_since()[self.rule_set.digest]


def rule_set(id: str, *, on: date, known: date | None = None) -> RuleSet:  # noqa: A002 - the field's name
    """The edition in force on a day; one query.

    Args:
        on: the day for which the rule counts (valid time).
        known: the day whose knowledge is asked: editions that were released, ended or written
            down later are left out, and one withdrawn later is still there; ``None`` is today's.

    Raises:
        NoSuchRuleSet, NoRuleInForce, NoneKnown: as named.
    """
    with as_of(change_set_on(known)):
        own = county_rule_sets(id)
    in_force = [one for one in own if one.is_in_force(on=on)]
    if in_force:
        return in_force[-1]
    if own and id not in {one.id for one in shipped().rule_sets()}:
        raise NoRuleInForce(id=id, day=on, first=own[0].valid_from)
    if known is not None:
        refuse_unknown(id, day=known)
    return known_on(known).rule_set(id, on=on)


def county_rule_sets(id: str, *, without: int = 0) -> list[RuleSet]:  # noqa: A002
    """The county's own editions of a rule that were not withdrawn, the earliest first.

    Args:
        without: number of an edition that is left out.
    """
    rows = RuleEdition.objects.filter(rule_set=id, withdrawn_at=None).exclude(pk=without)
    return [_rule_set_of(row) for row in rows.order_by("valid_from")]


def edition(rule_set_id: str, *, digest: str) -> RuleSet:
    """The edition with which something was computed, by its digest; also one since withdrawn.

    Raises:
        NoSuchRuleSet: no edition has this digest.
    """
    for one in shipped().rule_sets():
        if (one.id, one.digest) == (rule_set_id, digest):
            return one
    kept = RuleEdition.objects.filter(rule_set=rule_set_id, digest=digest).first()
    if kept is None:
        near = nearest(rule_set_id, {one.id for one in shipped().rule_sets()})
        raise NoSuchRuleSet(id=f"{rule_set_id} {digest[:12]}", near=near)
    return _rule_set_of(kept)


def rule_sets(*, subject: str = "") -> tuple[RuleSet, ...]:
    """Every edition that is, will be or was in force, of the product and of the county."""
    return tuple(one.rule_set for one in standing_editions(subject=subject))


def standing_editions(
    *, subject: str = "", known: date | None = None
) -> tuple[StandingEdition, ...]:
    """Editions of the product, then those of the county that were not withdrawn; one query.

    Args:
        known: as in ``rule_set``.
    """
    of_product = [StandingEdition(one, None) for one in known_on(known).rule_sets()]
    rows = RuleEdition.objects.filter(withdrawn_at=None).order_by("rule_set", "valid_from")
    with as_of(change_set_on(known)):
        own = [StandingEdition(_rule_set_of(row), released_of(row)) for row in rows]
    return tuple(one for one in (*of_product, *own) if subject in {"", one.rule_set.subject})


def withdrawn_editions(*, known: date | None = None) -> tuple[StandingEdition, ...]:
    """Editions of the county that were taken back before they began; one query."""
    rows = RuleEdition.objects.exclude(withdrawn_at=None).order_by("rule_set", "valid_from")
    with as_of(change_set_on(known)):
        return tuple(StandingEdition(_rule_set_of(row), released_of(row)) for row in rows)


def rule_sets_in_force(
    *, on: date, subject: str = "", known: date | None = None
) -> dict[str, RuleSet]:
    """The edition of each rule that is in force on a day, by its id; one query."""
    found: dict[str, RuleSet] = {}
    for one in standing_editions(subject=subject, known=known):
        if one.rule_set.is_in_force(on=on):
            found[one.rule_set.id] = one.rule_set
    return dict(sorted(found.items()))


def whole_edition(rule_set_id: str, *, valid_from: date) -> Edition | None:
    """The edition that starts on a day, with its cases; the county's before the product's."""
    kept = RuleEdition.objects.filter(
        rule_set=rule_set_id, valid_from=valid_from, withdrawn_at=None
    ).first()
    if kept is not None:
        rules = _rule_set_of(kept)
        return Edition(rules, RULE_TEXT, read_cases(kept.cases, file=CASES_TEXT, rule_set=rules))
    for one in shipped().editions:
        if (one.rule_set.id, one.rule_set.valid_from) == (rule_set_id, valid_from):
            return one
    return None


def rule_edition(number: int) -> RuleEdition:
    """The county's edition of a number.

    Raises:
        NoSuchRuleEdition: as named.
    """
    found = RuleEdition.objects.select_related("draft").filter(pk=number).first()
    if found is None:
        raise NoSuchRuleEdition(number=number)
    return found


def released_of(row: RuleEdition) -> Released:
    return Released(**{name: getattr(row, name) for name in Released.__dataclass_fields__})


def _rule_set_of(row: RuleEdition) -> RuleSet:
    """As it was released: the facts as declared then, the digest as stored then."""
    read = _read(row.text, row.facts_text, row.subject)
    ends = [day for day in (read.valid_to, row.ends_on) if day is not None]
    return replace(read, digest=row.digest, valid_to=min(ends, default=None))


@lru_cache(maxsize=256)
def _read(text: str, facts_text: str, subject: str) -> RuleSet:
    declared = {**shipped().facts[subject], **read_facts(facts_text, file=f"{subject}.toml")}
    return read_rule_set(text, file=RULE_TEXT, facts=declared, subject=subject)


def texts_by_digest(rule_set_id: str, *, digest: str) -> tuple[str, str]:
    """The texts of rule and cases of an edition, of the product or of the county.

    Raises:
        NoSuchRuleSet: no edition has this digest.
    """
    for one in shipped().editions:
        if (one.rule_set.id, one.rule_set.digest) == (rule_set_id, digest):
            return texts_of(one)
    kept = RuleEdition.objects.filter(rule_set=rule_set_id, digest=digest).first()
    if kept is None:
        raise NoSuchRuleSet(id=f"{rule_set_id} {digest[:12]}", near=Sentence("", ""))
    return kept.text, kept.cases


def text_of_edition(rules: RuleSet) -> EditionText:
    """The texts that an edition was read from, of the product or of the county.

    Raises:
        NoSuchRuleSet: no edition has its digest.
    """
    kept = RuleEdition.objects.filter(rule_set=rules.id, digest=rules.digest).first()
    if kept is None:
        return shipped_text(rules)
    facts_file = f"facts/{kept.subject}.toml"
    return EditionText(RULE_TEXT, kept.text, facts_file, kept.facts_text)
