"""A badge rule applied to the kept facts of past rounds; the rounds stay as they were published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.badges.facts import Carried
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.stored_facts import facts_from_json
from jigai.apps.projects.models import Project
from jigai.apps.rounds.models import Round
from jigai.apps.scoring.queries.rulebook import edition
from jigai.domain.badges.colours import colour_of
from jigai.domain.refusal import Refusal
from jigai.domain.rules.evaluate import outcome_of
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.moves import Move, move_of
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.sentence import Sentence
from jigai.flows.preview_rule import Facts, declared

MOST_ROUNDS = 24


class NotABadgeRule(Refusal):
    code = "rules.back_test_of_badges_only"
    message = Sentence(
        "“{id}”不是评项目的规则，没有往期亮牌可回测。",
        "“{id}” is not about projects: there are no past rounds to test it on.",
    )
    remedy = Sentence("请用预览。", "Use the preview.")


@dataclass(frozen=True, slots=True)
class Recoloured:
    """A project that the draft would have given another colour in a round."""

    project_id: int
    project: str
    move: Move


@dataclass(frozen=True, slots=True)
class TestedRound:
    """One past round under the draft.

    Attributes:
        checked: badges of the round within the viewer's reach.
        not_kept: facts that the draft asks and that the round did not keep: unknown there.
    """

    period: str
    checked: int
    recoloured: tuple[Recoloured, ...]
    not_kept: tuple[Sentence, ...]

    @property
    def turns(self) -> list[tuple[str, str, int]]:
        """From which colour to which, and how many; the most frequent first."""
        found = Counter((one.move.before.name, one.move.after.name) for one in self.recoloured)
        return [(before, after, count) for (before, after), count in found.most_common()]


def back_test_rule(
    viewer: Viewer, *, draft: RuleSet, rounds: int = MOST_ROUNDS
) -> tuple[TestedRound, ...]:
    """The published rounds as the draft would have coloured them, the oldest first.

    What a round hands to the next (the last colour, reds in a row) is carried as the draft
    would have carried it; before the first tested round it is as kept.

    Args:
        rounds: how many of the latest published rounds.

    Raises:
        NotABadgeRule: as named.
    """
    if draft.subject != "project":
        raise NotABadgeRule(id=draft.id)
    published = Round.objects.filter(published_at__isnull=False).order_by("-ends_on")[:rounds]
    seen = Project.objects.visible_to(viewer)
    carried: dict[int, Carried] = {}
    return tuple(
        _tested(held, draft, carried, seen_ids=set(seen.values_list("pk", flat=True)))
        for held in reversed(published)
    )


def _tested(
    held: Round, draft: RuleSet, carried: dict[int, Carried], *, seen_ids: set[int]
) -> TestedRound:
    badges = held.badges.filter(project__in=seen_ids).select_related("project").order_by("pk")
    recoloured, kept, editions = [], set[str](), dict[str, RuleSet]()
    for badge in badges:
        facts = facts_from_json(badge.facts)
        kept |= set(facts)
        then = _carried_on(facts, carried.get(badge.project_id), draft)
        outcome = outcome_of(draft, then)
        if outcome != badge.verdict["outcome"]:
            before = _edition(badge, editions)
            move = move_of(before, draft, declared(facts, before), then)
            if move is not None:
                recoloured.append(Recoloured(badge.project_id, badge.project.name, move))
        handed = carried.get(badge.project_id, Carried())
        is_missed = badge.missed_in_a_row > 0
        carried[badge.project_id] = handed.after(colour_of(outcome), is_missed=is_missed)
    return TestedRound(
        held.period, len(badges), tuple(recoloured), tuple(_not_kept(draft, kept, badges))
    )


def _edition(badge: ProjectBadge, known: dict[str, RuleSet]) -> RuleSet:
    """The edition of a badge, looked up once a round."""
    if badge.rule_hash not in known:
        known[badge.rule_hash] = edition(badge.rule_set, digest=badge.rule_hash)
    return known[badge.rule_hash]


def _carried_on(facts: Facts, carried: Carried | None, draft: RuleSet) -> Facts:
    """The kept facts, with what the draft itself would have handed to the round."""
    then = declared(facts, draft)
    if carried is None:
        return then
    own = {"previous_colour": carried.colour.value, "rounds_red_in_a_row": carried.red}
    for name, value in own.items():
        if name in draft.fact_names():
            then[name] = replace(then.get(name, Fact(None)), value=value, is_stale=False)
    return then


def _not_kept(draft: RuleSet, kept: set[str], badges: object) -> Iterator[Sentence]:
    """Facts of no badge of the round; a round without badges lacks none."""
    for name in draft.fact_names() if badges else ():
        if name not in kept and name not in {"previous_colour", "rounds_red_in_a_row"}:
            yield draft.facts[name].label
