"""Where the registers and reports show a pattern that a person should look at."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localtime

from jigai.apps.badges.stored_facts import canonical_sha256
from jigai.apps.projects.models import Baseline, ProgressReport, ReportPhoto, ReportState
from jigai.apps.projects.planned import Plan
from jigai.apps.rounds.models import Round
from jigai.domain.badges import signals
from jigai.domain.periods import Period, PeriodKind, kind_of, parse_period, period_containing
from jigai.domain.sentence import Sentence

HANDED_IN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One question to a person; ``fingerprint`` makes sure that it is asked once."""

    project_id: int
    period: str
    kind: str
    question: Sentence
    fingerprint: str


def reset_patterns(*, kind: PeriodKind) -> Iterator[Pattern]:
    """New baselines that take back what the plan before had promised by their day; two queries."""
    by_project: dict[int, list[Baseline]] = defaultdict(list)
    for one in (
        Baseline.objects.select_related("project")
        .prefetch_related("points")
        .order_by("project_id", "number")
    ):
        by_project[one.project_id].append(one)
    for baselines in by_project.values():
        for before, after in itertools.pairwise(baselines):
            change = signals.Rebaseline(
                after.project.name,
                after.approved_on,
                _planned_by(before, after.approved_on),
                _planned_by(after, after.approved_on),
            )
            period = period_containing(after.approved_on, kind=kind)
            for found in signals.baseline_resets([change]):
                yield _pattern(after.project_id, str(period), found, after.number)


def photo_patterns() -> Iterator[Pattern]:
    """Each use of the same bytes after the first, by period; one query."""
    uses: dict[str, list[ReportPhoto]] = defaultdict(list)
    photos = ReportPhoto.objects.select_related("attachment", "report__project")
    for photo in photos.order_by("report__period", "id"):
        uses[photo.attachment.sha256].append(photo)
    for digest, same in uses.items():
        first = _use(same[0], digest)
        for photo in same[1:]:
            for found in signals.repeated_photos([first, _use(photo, digest)]):
                report = photo.report
                yield _pattern(report.project_id, report.period, found, f"{photo.pk} {digest}")


def jump_patterns(round: Round) -> Iterator[Pattern]:
    """Progress that rose far on the last day of a round; two queries."""
    before: dict[int, int] = {}
    period = parse_period(round.period)
    earlier = ProgressReport.objects.filter(
        period__lt=round.period, state__in=HANDED_IN, progress_bp__isnull=False
    ).order_by("period")
    for key, code, progress in earlier.values_list("project_id", "period", "progress_bp"):
        if _is_alike(code, period):
            before[key] = progress or 0
    now = ProgressReport.objects.filter(
        period=round.period, state__in=HANDED_IN, progress_bp__isnull=False
    ).select_related("project")
    for report in now.order_by("project_id"):
        if report.project_id not in before or report.submitted_at is None:
            continue
        change = signals.ProgressChange(
            report.project.name,
            report.period,
            localtime(report.submitted_at).date(),
            round.due_on,
            before[report.project_id],
            report.progress_bp or 0,
        )
        for found in signals.last_day_jumps([change]):
            yield _pattern(report.project_id, report.period, found, report.period)


def _planned_by(baseline: Baseline, on: date) -> int:
    points = sorted((p.period, p.planned_value_fen) for p in baseline.points.all())
    return Plan(None, None, None, (), points).value(on=on)


def _use(photo: ReportPhoto, digest: str) -> signals.PhotoUse:
    return signals.PhotoUse(photo.report.project.name, photo.report.period, digest)


def _is_alike(code: str, period: Period) -> bool:
    return kind_of(parse_period(code)) is kind_of(period)


def _pattern(project_id: int, period: str, found: signals.Signal, mark: object) -> Pattern:
    fingerprint = canonical_sha256([found.kind, project_id, str(mark)])
    return Pattern(project_id, period, found.kind, found.question, fingerprint)
