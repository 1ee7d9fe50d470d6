"""One project: page, or panel beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.accounts.permissions import Deed, may
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.queries.change_sets import story_of
from jigai.apps.badges.queries.strips import strips
from jigai.apps.planning.queries.tracing import gaps_of_project
from jigai.apps.projects.queries.access import project_for
from jigai.apps.projects.queries.gaps import StreamGap, may_reconcile, reconciliation
from jigai.apps.projects.queries.inclusion import inclusion_of
from jigai.apps.projects.queries.inclusion_deadlines import alarms_of
from jigai.apps.projects.queries.project_reports import (
    entries_of,
    inclusion_papers_of,
    reports_of,
    stage_papers_of,
)
from jigai.apps.projects.queries.projects import PendingRow, ProjectProfile, project_profile
from jigai.apps.projects.queries.stage_gate import GateRow, MissingItem, gates_of
from jigai.apps.projects.queries.streams import Streams, streams_of
from jigai.web.changes.words import story_lines
from jigai.web.fragments import fragment
from jigai.web.language import name_on_page
from jigai.web.layout.figures import in_wan
from jigai.web.projects.plan_chart import curves_of, plan_chart, plan_rows
from jigai.web.projects.words import (
    CONSTRUCTION_KINDS,
    FIELDS,
    GAP_REASONS,
    GRADES,
    INCLUSION_PAPERS,
    OWNERS,
    PAIRS,
    PROCEDURE_STATES,
    PROCEDURES,
    REPORT_STATES,
    RETURN_REASONS,
    STAGE_PAPERS,
    STAGES,
    STREAMS,
)
from jigai.web.requests import PageRequest

STORY_SHOWN = 12
FORM_OF = {
    "project_code": "projects:code",
    "baseline": "projects:baseline",
    "milestones": "projects:milestones",
    "filing": "projects:procedure",
    "eia": "projects:procedure",
    "energy": "projects:procedure",
}
PROCEDURE_OF = {"filing": "filing", "eia": "environment", "energy": "energy"}
FIELD_OF = {"total_fen": "total_investment_fen", "responsible_unit": "responsible_agency_id"}


@dataclass(frozen=True, slots=True)
class MissingLink:
    """One thing that a stage still lacks, and where it is supplied."""

    label: Any
    owner: Any
    url: str


@dataclass(frozen=True, slots=True)
class Gate:
    stage: str
    label: Any
    missing: tuple[MissingLink, ...]


@require_safe
@vary_on_headers("HX-Request")
def project_show(request: PageRequest, pk: int) -> HttpResponse:
    project = project_for(request.viewer, pk)
    profile = project_profile(project)
    part = fragment(request, "record")
    shown = {
        "project": profile.row,
        "names": {
            "division": name_on_page(project.division) if project.division else "",
            "direction": name_on_page(project.direction) if project.direction else "",
            "agency": name_on_page(project.responsible_agency)
            if project.responsible_agency
            else "",
        },
        "profile": profile,
        "stage": dict(STAGES).get(profile.row.stage, profile.row.stage),
        "kind": dict(CONSTRUCTION_KINDS).get(profile.construction_kind, "—"),
        "gates": [_gate(pk, row) for row in gates_of(project)],
        "inclusion": inclusion_of(project, as_of=localdate()),
        "inclusion_alarms": alarms_of(project),
        "return_words": dict(RETURN_REASONS),
        "pending": [_pending(row, request.viewer) for row in profile.pending],
        "rights": rights(request.viewer),
        "published": _published(request.viewer, pk),
        "answers_gaps": gaps_of_project(project, request.viewer),
        "is_part": bool(part),
    }
    if not part:
        shown |= _plan_and_money(request.viewer, profile)
        shown |= {
            "papers": [
                (STAGE_PAPERS.get(p.kind, p.kind), p.note) for p in stage_papers_of(project)
            ],
            "inclusion_papers": _papers(project),
            "reports": [(row, dict(REPORT_STATES)[row.state]) for row in reports_of(project)],
            "entries": [
                (row, dict(STREAMS)[row.stream], dict(GRADES).get(row.grade, ""))
                for row in (entries_of(project) if shown["reads_checks"] else ())
            ],
            "story": story_lines(
                request.viewer, story_of(table="projects_project", key=pk, limit=STORY_SHOWN)
            ),
        }
    return render(request, "projects/show.html" + part, shown)


def _published(viewer: Viewer, pk: int) -> dict[str, str] | None:
    """The last badge that was published, or ``None``."""
    cells = strips(viewer, project_ids=[pk]).get(pk, ())
    return {"period": str(cells[-1].period), "colour": str(cells[-1].colour)} if cells else None


def rights(viewer: Viewer) -> dict[str, bool]:
    """What the page offers this person."""
    return {
        "keep": may(viewer, Deed.KEEP_REGISTERS),
        "approve": may(viewer, Deed.APPROVE),
        "review": may(viewer, Deed.REVIEW),
        "explain": may(viewer, Deed.EXPLAIN),
        "bypass": may(viewer, Deed.BYPASS_GATE),
    }


def _plan_and_money(viewer: Viewer, profile: ProjectProfile) -> dict[str, Any]:
    key = profile.row.id
    streams, checked = streams_of([key]).get(key) or Streams(), may(viewer, Deed.READ_CHECKS)
    streams = streams if checked else streams.without_checks()
    curves = curves_of(
        profile.baselines, reported=streams.reported, verified=streams.verified, paid=streams.paid
    )
    description = _("累计投资：%(count)s 条曲线，原基准用虚线") % {"count": len(curves)}
    return {
        "chart": plan_chart(curves, description=description) if curves else None,
        "chart_rows": plan_rows(curves),
        "chart_title": _("计划、上报、核实、支付") if checked else _("计划与上报"),
        "reads_checks": checked,
        "procedures": _procedures(profile),
        "is_reconciled": may_reconcile(viewer),
        "gaps": [_gap(row) for row in reconciliation(viewer, project_id=key)]
        if may_reconcile(viewer)
        else [],
        "latest": [
            (word, *_last(getattr(streams, name)))
            for name, word in (
                ("planned", _("计划")),
                ("reported", _("上报")),
                ("verified", _("核实")),
                ("paid", _("支付")),
            )
            if checked or name in {"planned", "reported"}
        ],
    }


def _last(amounts: dict[str, int]) -> tuple[str, int | None]:
    period = max(amounts, default="")
    return period, amounts.get(period)


def _gap(row: StreamGap) -> tuple[StreamGap, Any, Any]:
    return row, dict(PAIRS)[row.pair], dict(GAP_REASONS).get(row.reason_code, "")


def _procedures(profile: ProjectProfile) -> list[tuple[str, Any, Any, Any]]:
    held = {row.kind: row for row in profile.procedures}
    states = dict(PROCEDURE_STATES)
    return [
        (kind, word, states.get(held[kind].state) if kind in held else None, held.get(kind))
        for kind, word in PROCEDURES
    ]


def _papers(project: Any) -> list[tuple[str, Any, bool]]:
    ready = {row.kind for row in inclusion_papers_of(project) if row.is_ready}
    return [(kind, word, kind in ready) for kind, word in INCLUSION_PAPERS]


def _gate(pk: int, row: GateRow) -> Gate:
    return Gate(row.stage, row.label, tuple(_missing(pk, item) for item in row.missing))


def _missing(pk: int, item: MissingItem) -> MissingLink:
    owner = OWNERS[item.owner]
    if item.name in PROCEDURE_OF:
        url = reverse("projects:procedure", args=[pk, PROCEDURE_OF[item.name]])
    elif item.name in FORM_OF:
        url = reverse(FORM_OF[item.name], args=[pk])
    elif item.is_paper:
        url = reverse("projects:paper", args=[pk, item.name])
    else:
        url = f"{reverse('projects:edit', args=[pk])}#id_{FIELD_OF.get(item.name, item.name)}"
    return MissingLink(item.label, owner, url)


def _pending(row: PendingRow, viewer: Viewer) -> dict[str, Any]:
    values: Sequence[tuple[Any, str]] = [
        (FIELDS.get(name, name), in_wan(value)) for name, value in row.values.items()
    ]
    return {
        "row": row,
        "values": values,
        "is_own": row.asked_by_key == viewer.key,
        "may_decide": may(viewer, Deed.APPROVE) and row.asked_by_key != viewer.key,
    }
