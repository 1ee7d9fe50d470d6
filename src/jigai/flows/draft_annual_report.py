"""Draft the report of a span: ask every part, freeze what they say, compare with the one before."""

from __future__ import annotations

from typing import Any

from django.utils.timezone import localtime

from jigai.apps.annual_reports.actions.freeze_report import freeze_report
from jigai.apps.annual_reports.models import AnnualReport
from jigai.apps.annual_reports.queries.access import latest_published
from jigai.apps.reference.queries.programme import ProgrammeRow, programme_row
from jigai.domain.annual_figures.changed_lines import changed_lines
from jigai.domain.annual_figures.figures import as_plain
from jigai.domain.annual_figures.span import Span
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.annual_paper import parts_of
from jigai.flows.annual_parts.every_part import every_part

NO_COUNTY = Sentence("本县", "the county")


class SpanNotOver(Refusal):
    code = "annual_report.span_not_over"
    message = Sentence("{span}到{day}才结束。", "The {span} ends only on {day}.")
    remedy = Sentence("请在期末之后起草。", "Draft it after its end.")


def draft_annual_report(*, span: Span, change: Change, reason: str = "") -> AnnualReport:
    """Freeze the figures of a span as the registers know them now.

    Args:
        reason: why a published report is restated; not used for the original.

    Raises:
        SpanNotOver: its last day has not passed.
        ReportBegun, RestatementUnreasoned, NothingRestated: as named.
    """
    today = localtime(change.at).date()
    if today <= span.end_on:
        raise SpanNotOver(span=span.name, day=span.end_on)
    parts = every_part(span)
    before = latest_published(str(span))
    lines = changed_lines(parts_of(before), parts) if before else ()
    programme = programme_row()
    county = _county(programme)
    figures: dict[str, Any] = {
        "head": {
            "county": _plain(county),
            "is_demo": bool(programme and programme.is_demo),
            "frozen_on": today.isoformat(),
        },
        "parts": [as_plain(part) for part in parts],
    }
    changed = [
        {
            "part": _plain(one.part),
            "place": _plain(one.place),
            "before": _plain(one.before),
            "after": _plain(one.after),
        }
        for one in lines
    ]
    return freeze_report(
        span=span, figures=figures, changed_lines=changed, reason=reason, change=change
    )


def _county(programme: ProgrammeRow | None) -> Sentence:
    """The county's name; in English the programme's where the county has none."""
    if programme is None:
        return NO_COUNTY
    own = programme.division
    return own if own.en != own.zh else Sentence(own.zh, programme.name.en or own.zh)


def _plain(text: Sentence) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
