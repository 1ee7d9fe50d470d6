"""One diagnosis: level with reasons, both sides, disagreements, gaps, peers; and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from jigai.apps.diagnosis.queries.access import diagnosis_for, evidence_for
from jigai.apps.diagnosis.queries.cards import DiagnosisCard, diagnosis_card
from jigai.apps.diagnosis.queries.figures import rate_rows
from jigai.apps.diagnosis.queries.peers import SCENES, Benchmark, compared
from jigai.apps.evidence.queries.content import content_of
from jigai.domain.maturity.bank import HIGHEST_SCENE, Kind
from jigai.flows.print_diagnosis import print_diagnosis
from jigai.web.charts.radar import Series, radar
from jigai.web.diagnosis.enterprise import gaps_shown, rights_of
from jigai.web.diagnosis.words import STATE_TONES, figure_said
from jigai.web.fragments import fragment
from jigai.web.language import page_language
from jigai.web.requests import PageRequest


@require_safe
@vary_on_headers("HX-Request")
def show(request: PageRequest, pk: int) -> HttpResponse:
    diagnosis = diagnosis_for(request.viewer, pk)
    card, found = diagnosis_card(diagnosis), compared(diagnosis, on=localdate())
    shown = {
        "card": card,
        "tone": STATE_TONES[card.state],
        "peers": peer_lines(found),
        **gaps_shown(request.viewer, card.enterprise_id, card.gaps),
        "rights": rights_of(request.viewer),
        **radar_of(card, found),
    }
    return render(request, "diagnosis/show.html" + fragment(request, "record"), shown)


@require_safe
def paper(request: PageRequest, pk: int) -> HttpResponse:
    """The same as PDF, on one page."""
    card, today = diagnosis_card(diagnosis_for(request.viewer, pk)), localdate()
    rates = rate_rows(enterprise_id=card.enterprise_id, on=today)
    content = print_diagnosis(card, rates=rates, on=today, language=page_language())
    answer = HttpResponse(content, content_type="application/pdf")
    name = quote(f"{card.enterprise}-{card.started_on}.pdf")
    answer["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return answer


@require_safe
def evidence(request: PageRequest, pk: int) -> HttpResponse:
    """The file behind an answer, checked against its hash."""
    kept = evidence_for(request.viewer, pk).attachment
    if kept is None:
        raise AssertionError(pk)
    answer = HttpResponse(content_of(kept), content_type=kept.media_type)
    way = "inline" if kept.media_type == "image/jpeg" else "attachment"
    ending = "jpg" if kept.media_type == "image/jpeg" else "pdf"
    answer["Content-Disposition"] = f'{way}; filename="diagnosis-{pk}.{ending}"'
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


def peer_lines(found: Sequence[Benchmark]) -> list[dict[str, Any]]:
    """Own value beside the quartiles of the narrowest group that may be shown, metric by metric."""
    lines = []
    for one in found:
        group, share = one.asked, one.metric.is_share
        three = (
            (group.lowest_quarter, group.median, group.highest_quarter) if group else (None,) * 3
        )
        lines.append(
            {
                "metric": one.metric,
                "own": figure_said(one.own, is_share=share),
                "group": group,
                "is_merged": one.is_merged,
                "least": one.least,
                "quartiles": [figure_said(value, is_share=share) for value in three],
            }
        )
    return lines


def radar_of(card: DiagnosisCard, found: Sequence[Benchmark]) -> dict[str, Any]:
    """The scenes as a radar, with the rows of its table; nothing for a bank without scenes."""
    scenes = [r for g in card.groups for r in g.questions if r.kind == Kind.SCENE.value]
    if not scenes:
        return {}
    own = tuple(_level(row.own.value) for row in scenes)
    series = [Series(_("企业自评"), "own", own)]
    if card.assessed:
        assessed = tuple(_level(row.assessed.value) for row in scenes)
        series.append(Series(_("评估"), "assessed", assessed))
    medians = {
        one.metric.name.removeprefix(SCENES): one.asked.median
        for one in found
        if one.asked and one.metric.name.startswith(SCENES)
    }
    peers = tuple(medians.get(row.group) for row in scenes)
    if any(value is not None for value in peers):
        series.append(Series(_("同行中位数（按场景组）"), "peers", peers))
    drawn = radar(len(scenes), series, top=HIGHEST_SCENE)
    title = _("各场景等级：企业自评、评估与同行中位数，数字见旁边的表")
    rows = [
        (number, row, figure_said(medians.get(row.group), is_share=False))
        for number, row in enumerate(scenes, 1)
    ]
    return {"radar": drawn, "radar_title": title, "scene_rows": rows}


def _level(value: str) -> Any:
    return int(value) if value else None
