"""An explanation as far as a viewer may be told: no figure to report, no lifts for firms."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.kept_verdict import whole_verdict
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.queries.explanation import NO_MARK, Explanation, explanation_of
from jigai.apps.badges.stored_facts import facts_from_json
from jigai.apps.scoring.queries.rulebook import edition
from jigai.domain.rules.explain import paragraph
from jigai.domain.rules.facts import Fact, FactDeclaration
from jigai.domain.rules.review import review_mark
from jigai.domain.sentence import Sentence

TOLD_LIFTS = frozenset({"administrator", "office", "reviewer", "unit", "leader", "auditor"})
REAL_WORK = Sentence(
    "投资额随实际建设和有效凭证形成，不提示应报数字。",
    "Amounts follow from real work and its vouchers; no figure to report is named.",
)


@dataclass(frozen=True, slots=True)
class ShownFact:
    """One fact of a badge with its declaration, source and day."""

    declaration: FactDeclaration
    fact: Fact


def explanation_for(viewer: Viewer, badge: ProjectBadge) -> Explanation:
    """The explanation without lifts that name an amount; firms are told no lifts at all.

    Statistics Law, article 6 and 统计造假 rules: nobody may be prompted with a figure to report.
    """
    whole = explanation_of(badge)
    rules = edition(badge.rule_set, digest=badge.rule_hash)
    money = {name for name in rules.fact_names() if rules.facts[name].unit == "fen"}
    is_told = viewer.has_role(*TOLD_LIFTS)
    lifts = tuple(one for one in whole.lifts if is_told and one.fact not in money)
    said = paragraph(whole_verdict(badge), rules, lifts)
    said += review_mark(rules, on=badge.round.ends_on) or NO_MARK
    if is_told and len(lifts) < len(whole.lifts):
        said += REAL_WORK
    return replace(whole, lifts=lifts, paragraph=said)


def facts_of(badge: ProjectBadge) -> tuple[ShownFact, ...]:
    """Every fact that the rule read, with where it came from; absent ones have no value."""
    rules = edition(badge.rule_set, digest=badge.rule_hash)
    stored = facts_from_json(badge.facts)
    return tuple(
        ShownFact(rules.facts[name], stored.get(name, Fact(None))) for name in rules.fact_names()
    )
