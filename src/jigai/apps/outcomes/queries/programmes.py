"""Support programmes, the rule by which results are shared out, and what overlaps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.outcomes.models import (
    IndicatorVersion,
    ProgrammeMember,
    SharingRule,
    SupportProgramme,
)
from jigai.apps.outcomes.queries.contribution import paired
from jigai.apps.outcomes.queries.dictionary import definition_of
from jigai.apps.registry.models import Enterprise
from jigai.domain.contribution.sharing import (
    METHODS,
    Claim,
    Method,
    Overlap,
    SharedResult,
    overlap_of,
)
from jigai.domain.refusal import Refusal
from jigai.domain.results.indicator import Definition
from jigai.domain.results.spans import Span
from jigai.domain.results.states import FigureState
from jigai.domain.sentence import Sentence

CENTS = 2


class NoSharingRule(Refusal):
    code = "outcomes.no_sharing_rule"
    message = Sentence(
        "{day} 没有生效的分摊规则。", "No rule of sharing results out is in force on {day}."
    )
    remedy = Sentence(
        "请先由县里定一条规则，写明依据和生效日。",
        "Let the county set one first, with its decision and its day.",
    )


@dataclass(frozen=True, slots=True)
class MemberRow:
    id: int
    enterprise_id: int
    enterprise: str
    joined_on: date
    left_on: date | None
    investment_fen: int | None
    document: str


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """A programme with those of its members whom the viewer sees."""

    id: int
    code: str
    title: Sentence
    owner: str
    document: str
    valid_from: date
    valid_to: date | None
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class SharingRuleRow:
    valid_from: date
    method: str
    method_said: Sentence
    decision: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class OverlapReport:
    """What programmes brought together, each result once.

    ``several`` and ``unshared`` name the enterprises; ``no_figures`` counts members without both
    figures, whose result is missing and not 0.
    """

    definition: Definition
    state: str
    before: Span
    after: Span
    rule: SharingRuleRow
    overlap: Overlap
    titles: dict[str, Sentence]
    several: tuple[str, ...]
    unshared: tuple[str, ...]
    no_figures: int


def programme_cards(viewer: Viewer) -> list[ProgrammeCard]:
    """Every programme by name; two queries."""
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    members: dict[int, list[MemberRow]] = defaultdict(list)
    rows = ProgrammeMember.objects.filter(enterprise__in=seen).select_related("enterprise")
    for one in rows.order_by("enterprise__name_sort", "pk"):
        members[one.programme_id].append(
            MemberRow(
                one.pk,
                one.enterprise_id,
                one.enterprise.name,
                one.joined_on,
                one.left_on,
                one.investment_fen,
                one.document,
            )
        )
    return [
        ProgrammeCard(
            one.pk,
            one.code,
            Sentence(one.title, one.title_en or one.title),
            one.owner,
            one.document,
            one.valid_from,
            one.valid_to,
            tuple(members[one.pk]),
        )
        for one in SupportProgramme.objects.order_by("valid_from", "code")
    ]


def sharing_rules(*, on: date) -> list[SharingRuleRow]:
    """Every rule, the newest first, and which holds on a day; one query."""
    rows = list(SharingRule.objects.order_by("-valid_from"))
    holding = next((one for one in rows if one.valid_from <= on), None)
    return [
        SharingRuleRow(
            one.valid_from,
            one.method,
            METHODS[Method(one.method)],
            one.decision,
            one is holding,
        )
        for one in rows
    ]


def sharing_rule_on(day: date) -> SharingRuleRow:
    """Raises: NoSharingRule: none is in force."""
    found = next((one for one in sharing_rules(on=day) if one.is_in_force), None)
    if found is None:
        raise NoSharingRule(day=day)
    return found


def overlap_report(
    viewer: Viewer, *, version: IndicatorVersion, before: Span, after: Span, state: FigureState
) -> OverlapReport:
    """Results of the members whom the viewer sees, shared out by the rule of the later span's end.

    A member counts that joined by the end of the later span and had not left before it began.

    Raises:
        NotAdditive, SpansNotAlike, NoSharingRule: as named.
    """
    rule = sharing_rule_on(after.last_on)
    claims: dict[int, list[Claim]] = defaultdict(list)
    seen = Enterprise.objects.visible_to(viewer).order_by().values("pk")
    rows = ProgrammeMember.objects.filter(
        Q(left_on=None) | Q(left_on__gt=after.first_on),
        enterprise__in=seen,
        joined_on__lte=after.last_on,
    )
    for one in rows.select_related("programme").order_by("programme__code"):
        claims[one.enterprise_id].append(
            Claim(one.programme.code, one.joined_on, one.investment_fen)
        )
    pairs, _, _ = paired(viewer, version=version, before=before, after=after, state=state)
    results = [
        SharedResult(str(key), pair.after - pair.before, tuple(claims[key]))
        for pair in pairs
        if (key := pair.row.enterprise_id or 0) in claims
    ]
    overlap = overlap_of(results, method=Method(rule.method), places=CENTS)
    names = {str(pair.row.enterprise_id): pair.row.enterprise for pair in pairs}
    titles = {
        one.code: Sentence(one.title, one.title_en or one.title)
        for one in SupportProgramme.objects.all()
    }
    return OverlapReport(
        definition=definition_of(version),
        state=state,
        before=before,
        after=after,
        rule=rule,
        overlap=overlap,
        titles=titles,
        several=tuple(names[key] for key in overlap.several),
        unshared=tuple(names[key] for key in overlap.unshared_subjects),
        no_figures=len(claims) - len(results),
    )


def adds_up(overlap: Overlap) -> bool:
    """Whether the sum over programmes less the overlap is the total, and the shares make it."""
    given = sum((one.given for one in overlap.programmes), Decimal(0))
    return (
        overlap.claimed - overlap.overlap == overlap.total
        and given + overlap.unshared == overlap.total
    )
