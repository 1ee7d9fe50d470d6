"""Who would move under a draft, and how past rounds would have come out; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jigai.apps.rounds.queries.rounds import round_rows
from jigai.apps.scoring.queries.access import draft_for
from jigai.apps.scoring.queries.drafts import draft_row, readable_draft
from jigai.domain.rules.moves import ChangedLine
from jigai.domain.rules.rule_set import Outcome
from jigai.domain.sentence import Sentence
from jigai.exchange.plain_export import write_plain_export
from jigai.flows.back_test_rule import TestedRound, back_test_rule
from jigai.flows.preview_rule import Group, Preview, preview_rule
from jigai.web.language import said_on_page
from jigai.web.requests import PageRequest
from jigai.web.rules.drafting import head_of
from jigai.web.rules.words import ARROWS, DIRECTIONS

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ADDRESSES = {
    "project": "projects:show",
    "enterprise": "enterprises:show",
    "platform": "platforms:show",
}


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One subject that moves; ``arrow`` repeats the direction for those who see no colour."""

    url: str
    name: str
    area: str
    industry: str
    before: Outcome
    after: Outcome
    direction: str
    direction_words: Promise
    arrow: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class TestedRow:
    """One past round, with the turns from colour to colour and the projects behind them."""

    round: TestedRound
    turns: list[tuple[Outcome, Outcome, int]]


@require_safe
def draft_preview(request: PageRequest, pk: int) -> HttpResponse:
    draft = draft_for(request.viewer, pk)
    rules, period = readable_draft(draft), request.GET.get("period", "")
    found = preview_rule(request.viewer, draft=rules, on=localdate(), period=period)
    rows = [row for row in _rows(found) if _is_asked(row, request)]
    if request.GET.get("file") == "xlsx":
        return _workbook(rows, head_of(draft_row(draft), request.viewer).title)
    shown: dict[str, Any] = {
        "draft": head_of(draft_row(draft), request.viewer),
        "preview": found,
        "rows": rows,
        "counts": [(key, DIRECTIONS[key], count) for key, count in found.counts.items()],
        "unmoved": found.checked - len(found.moved),
        "tables": [
            (_("按区域"), _counted(found.by_area())),
            (_("按产业方向"), _counted(found.by_industry())),
        ],
        "periods": [row.period for row in round_rows()] if found.period else [],
        "asked": request.GET.get("direction", ""),
        "directions": list(DIRECTIONS.items()),
    }
    return render(request, "rules/preview.html", shown)


def _counted(groups: tuple[Group, ...]) -> list[tuple[Sentence, list[tuple[Promise, int]]]]:
    """Each group with its counts, every count under the words of its direction."""
    return [
        (group.name, [(DIRECTIONS[key], count) for key, count in group.counts.items()])
        for group in groups
    ]


def _is_asked(row: MovedRow, request: PageRequest) -> bool:
    return request.GET.get("direction", "") in {"", row.direction}


def _rows(found: Preview) -> Iterator[MovedRow]:
    address = ADDRESSES[found.after.subject]
    for one in found.moved:
        direction = one.move.direction.value
        yield MovedRow(
            reverse(address, args=[one.subject.id]),
            one.subject.name,
            said_on_page(one.subject.area),
            said_on_page(one.subject.industry),
            one.move.before,
            one.move.after,
            direction,
            DIRECTIONS[direction],
            ARROWS[direction],
            one.move.lines,
        )


def _workbook(rows: list[MovedRow], title: str) -> HttpResponse:
    heads = [_("名称"), _("区域"), _("产业方向"), _("现在"), _("草稿"), _("方向"), _("变化的条目")]
    written = (
        (
            row.name,
            row.area,
            row.industry,
            said_on_page(row.before.badge),
            said_on_page(row.after.badge),
            str(row.direction_words),
            "\n".join(
                f"{said_on_page(one.before)} → {said_on_page(one.after)}" for one in row.lines
            ),
        )
        for row in rows
    )
    target = BytesIO()
    name = _("规则预览 %(title)s") % {"title": title}
    write_plain_export(target, title=name, heads=heads, rows=written)
    answer = HttpResponse(target.getvalue(), content_type=WORKBOOK)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or ""
    )
    return answer


def _line(line: ChangedLine) -> str:
    return f"{said_on_page(line.before)} → {said_on_page(line.after)}"


@require_safe
def draft_back_test(request: PageRequest, pk: int) -> HttpResponse:
    draft = draft_for(request.viewer, pk)
    rules = readable_draft(draft)
    rounds = back_test_rule(request.viewer, draft=rules)
    shown = {
        "draft": head_of(draft_row(draft), request.viewer),
        "rounds": [TestedRow(one, _turns(one)) for one in reversed(rounds)],
        "checked": sum(one.checked for one in rounds),
        "changed": sum(len(one.recoloured) for one in rounds),
    }
    return render(request, "rules/back_test.html", shown)


def _turns(tested: TestedRound) -> list[tuple[Outcome, Outcome, int]]:
    outcomes = {
        one.name: one
        for moved in tested.recoloured
        for one in (moved.move.before, moved.move.after)
    }
    return [(outcomes[before], outcomes[after], count) for before, after, count in tested.turns]
