"""Why a badge is what it is, from what was stored with it, and what would lift it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.badges.kept_verdict import agrees, whole_verdict
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.stored_facts import facts_from_json
from jigai.apps.scoring.queries.rulebook import edition
from jigai.domain.rules.explain import Lift, Line, lines, paragraph, what_would_lift
from jigai.domain.rules.review import review_mark
from jigai.domain.sentence import Sentence

NO_MARK = Sentence("", "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One badge explained.

    Args:
        paragraph: reason, threshold, value, source and the shortest way up.
        lines: every part of the rule, the nearest miss first.
        lifts: the least change of one fact alone that gives a better colour.
        agrees: the same edition, applied again to the kept facts, gives the same verdict.
        needs_review: the rule was past its review day at the period's end.
    """

    project_id: int
    project: str
    period: str
    colour: str
    badge: Sentence
    word: Sentence
    state: str
    rule_set: str
    rule_title: Sentence
    rule_hash: str
    rule_valid_from: date
    paragraph: Sentence
    lines: tuple[Line, ...]
    lifts: tuple[Lift, ...]
    agrees: bool
    needs_review: bool


def explanation_of(badge: ProjectBadge) -> Explanation:
    """The explanation of a stored badge, in both languages."""
    verdict = whole_verdict(badge)
    rules = edition(badge.rule_set, digest=badge.rule_hash)
    lifts = what_would_lift(rules, facts_from_json(badge.facts))
    mark = review_mark(rules, on=badge.round.ends_on) or NO_MARK
    return Explanation(
        project_id=badge.project_id,
        project=badge.project.name,
        period=badge.round.period,
        colour=badge.colour,
        badge=verdict.badge,
        word=verdict.word,
        state=badge.state,
        rule_set=badge.rule_set,
        rule_title=verdict.title,
        rule_hash=badge.rule_hash,
        rule_valid_from=verdict.valid_from,
        paragraph=paragraph(verdict, rules, lifts) + mark,
        lines=lines(verdict),
        lifts=lifts,
        agrees=agrees(badge),
        needs_review=rules.is_past_review(on=badge.round.ends_on),
    )
