"""Who would move if a rule were another: over the whole library or the round; nothing is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.models import Platform
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import LISTED, Enterprise
from jigai.apps.rounds.queries.access import latest_computed_round, round_of
from jigai.apps.scoring.queries.in_force import BADGE, rule_set_in_force
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import Fact
from jigai.domain.rules.moves import Direction, Move, move_of
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import NoRuleInForce, NoSuchRuleSet
from jigai.domain.sentence import Sentence
from jigai.flows.collect_enterprise_facts import collect_enterprise_facts
from jigai.flows.collect_facts import collect_facts
from jigai.flows.collect_platform_facts import collect_platform_facts

Facts = dict[str, Fact]
UNPLACED = Sentence("未填", "not given")


class NoRoundToPreview(Refusal):
    code = "rules.no_round_to_preview"
    message = Sentence(
        "还没有开启过调度轮次，亮牌规则没有可预览的项目。",
        "No round was opened yet, so there are no projects to preview a badge rule on.",
    )
    remedy = Sentence("请先开启一期。", "Open a round first.")


class NothingToCompare(Refusal):
    code = "rules.nothing_to_compare"
    message = Sentence(
        "“{id}”是新规则，没有现行版本可比。",
        "“{id}” is a new rule: there is no edition in force to compare with.",
    )
    remedy = Sentence(
        "新规则发布后，结果列在各企业页面。", "Once released, its results stand on each page."
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """One subject of a preview with its place: area and industry direction."""

    id: int
    name: str
    area: Sentence
    industry: Sentence


@dataclass(frozen=True, slots=True)
class MovedSubject:
    subject: Placed
    move: Move


@dataclass(frozen=True, slots=True)
class Group:
    """How many of an area or industry move, by direction."""

    name: Sentence
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a draft would change. ``period`` is the round of a badge rule, "" for enterprises."""

    before: RuleSet
    after: RuleSet
    on: date
    period: str
    checked: int
    moved: tuple[MovedSubject, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Direction → how many, every direction named."""
        found = Counter(one.move.direction for one in self.moved)
        return {direction.value: found[direction] for direction in Direction}

    def by_area(self) -> tuple[Group, ...]:
        return _grouped([(one.subject.area, one.move) for one in self.moved])

    def by_industry(self) -> tuple[Group, ...]:
        return _grouped([(one.subject.industry, one.move) for one in self.moved])


def _grouped(moves: list[tuple[Sentence, Move]]) -> tuple[Group, ...]:
    names = dict.fromkeys(name for name, _ in moves)
    found = []
    for name in names:
        counted = Counter(move.direction for place, move in moves if place == name)
        found.append(Group(name, {one.value: counted[one] for one in Direction}))
    return tuple(sorted(found, key=lambda group: (-sum(group.counts.values()), group.name.zh)))


def preview_rule(viewer: Viewer, *, draft: RuleSet, on: date, period: str = "") -> Preview:
    """Compare a draft with the edition in force on a day; nothing is written.

    An enterprise rule is applied to every enterprise within the viewer's reach, a platform rule
    to every platform that stands, a badge rule to the projects due in a round.

    Args:
        period: of the round; "" is the latest whose badges were computed.

    Raises:
        NothingToCompare, NoRoundToPreview, NoSuchRound, NotSetUp: as named.
    """
    if draft.subject == "project":
        return _of_projects(viewer, draft, period)
    before = _before(draft, on)
    if draft.subject == "platform":
        return _of_platforms(viewer, before, draft, on)
    keys = list(
        Enterprise.objects.visible_to(viewer)
        .filter(LISTED, is_active=True)
        .values_list("pk", flat=True)
    )
    facts = {
        key: found.facts
        for key, found in collect_enterprise_facts(enterprise_ids=keys, on=on).items()
    }
    moved = _moved(before, draft, facts, facts, _enterprises(keys))
    return Preview(before, draft, on, "", len(facts), tuple(moved))


def _before(draft: RuleSet, on: date) -> RuleSet:
    try:
        return rule_set(draft.id, on=on)
    except (NoSuchRuleSet, NoRuleInForce):
        raise NothingToCompare(id=draft.id) from None


def _of_projects(viewer: Viewer, draft: RuleSet, period: str) -> Preview:
    held = round_of(period) if period else latest_computed_round()
    if held is None:
        raise NoRoundToPreview
    before = rule_set_in_force(BADGE, on=held.ends_on)
    seen = set(Project.objects.visible_to(viewer).values_list("pk", flat=True))
    now = collect_facts(round=held, rule_set=before, project_ids=seen).facts
    then = collect_facts(round=held, rule_set=draft, project_ids=seen).facts
    moved = _moved(before, draft, now, then, _projects(now))
    return Preview(before, draft, held.ends_on, held.period, len(now), tuple(moved))


def _of_platforms(viewer: Viewer, before: RuleSet, draft: RuleSet, on: date) -> Preview:
    """By the facts of the last full year."""
    seen = Platform.objects.visible_to(viewer).filter(standings__valid_to=None).distinct()
    rows = {row.pk: row for row in seen.select_related("division", "direction")}
    facts = collect_platform_facts(platform_ids=list(rows), year=on.year - 1, on=on)
    places = {key: _placed(key, row.name, row.division, row.direction) for key, row in rows.items()}
    moved = _moved(before, draft, facts, facts, places)
    return Preview(before, draft, on, "", len(facts), tuple(moved))


def _moved(
    before: RuleSet,
    after: RuleSet,
    facts: dict[int, Facts],
    then: dict[int, Facts],
    subjects: dict[int, Placed],
) -> Iterator[MovedSubject]:
    for key, found in facts.items():
        move = move_of(before, after, declared(found, before), declared(then[key], after))
        if move is not None:
            yield MovedSubject(subjects[key], move)


def declared(facts: Facts, rules: RuleSet) -> Facts:
    """Only the facts that an edition knows; an older one may know fewer."""
    return {name: fact for name, fact in facts.items() if name in rules.facts}


def _enterprises(keys: Collection[int]) -> dict[int, Placed]:
    rows = Enterprise.objects.filter(pk__in=keys).select_related("division", "direction")
    return {row.pk: _placed(row.pk, row.name, row.division, row.direction) for row in rows}


def _projects(keys: Collection[int]) -> dict[int, Placed]:
    rows = Project.objects.filter(pk__in=keys).select_related("division", "direction")
    return {row.pk: _placed(row.pk, row.name, row.division, row.direction) for row in rows}


def _placed(key: int, name: str, division: object, direction: object) -> Placed:
    return Placed(key, name, _named(division), _named(direction))


def _named(place: object) -> Sentence:
    name = getattr(place, "name", "")
    return Sentence(name, getattr(place, "name_en", "") or name) if name else UNPLACED
