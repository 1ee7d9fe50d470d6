from __future__ import annotations

from typing import Any

from jigai.apps.annual_reports.models import AnnualReport, ReportState
from jigai.apps.annual_reports.queries.access import latest_published
from jigai.apps.audit.chain import Head
from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.stored_facts import canonical_sha256
from jigai.domain.annual_figures.span import Span
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

OPEN = (ReportState.DRAFT, ReportState.APPROVED)


class ReportBegun(Refusal):
    code = "annual_report.begun"
    message = Sentence(
        "{span}已有一份没有发布的报告。", "There is an unpublished report of the {span} already."
    )
    remedy = Sentence("请先发布或放弃那一份。", "Publish it, or give it up first.")


class RestatementUnreasoned(Refusal):
    code = "annual_report.reason_missing"
    message = Sentence("更正报告须写明原因。", "A restated report must say why.")


class NothingRestated(Refusal):
    code = "annual_report.nothing_changed"
    message = Sentence(
        "与已发布的第{number}号相比，没有一处数字或文字不同。",
        "Nothing differs from number {number}, which is published.",
    )
    remedy = Sentence("不需要更正。", "There is nothing to restate.")


def freeze_report(
    *,
    span: Span,
    figures: dict[str, Any],
    changed_lines: list[dict[str, Any]],
    reason: str,
    change: Change,
) -> AnnualReport:
    """Keep the figures as they are now: the original, or the next numbered restatement.

    Args:
        figures: plain JSON; nothing else will be asked when the report is laid out.
        changed_lines: against the published report before, empty for the original.

    Raises:
        ReportBegun, RestatementUnreasoned, NothingRestated: as named.
    """
    with writing("annual_report.frozen", change) as opened:
        if AnnualReport.objects.filter(span=str(span), state__in=OPEN).exists():
            raise ReportBegun(span=span.name)
        last = latest_published(str(span))
        if last and not reason.strip():
            raise RestatementUnreasoned
        if last and not changed_lines:
            raise NothingRestated(number=last.number)
        before = ChangeSet.objects.filter(id=opened.id - 1).only("id", "digest").first()
        report = AnnualReport(
            span=str(span),
            number=last.number + 1 if last else 0,
            state=ReportState.DRAFT,
            reason=reason.strip() if last else "",
            figures=figures,
            changed_lines=changed_lines,
            content_sha256=canonical_sha256(figures),
            audit_head=str(Head(before.id, before.digest)) if before else "",
            frozen_at=change.at,
            drafted_by_key=change.actor.key,
            drafted_by=change.actor.name,
        )
        save_valid(report)
    return report
