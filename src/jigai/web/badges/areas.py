"""A round by township, by the boundaries of then or of now; both add up to the same county."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jigai.apps.reports.queries.area_table import AreaLine, AreaTable, Boundaries, area_table
from jigai.apps.rounds.queries.access import round_of
from jigai.apps.rounds.queries.rounds import round_row, round_rows
from jigai.domain.badges.colours import Colour
from jigai.domain.quantities import MoneyUnit, from_fen
from jigai.exchange.plain_export import write_plain_export
from jigai.web.language import name_on_page
from jigai.web.layout.badge import BADGE_WORDS
from jigai.web.layout.figures import period_named
from jigai.web.lists.export import guarded
from jigai.web.requests import PageRequest

READINGS = (("then", gettext_lazy("当时的区划")), ("now", gettext_lazy("现在的区划")))
FORMS = frozenset({"csv", "xlsx"})


@require_safe
def areas(request: PageRequest, period: str) -> HttpResponse | FileResponse:
    held = round_of(period)
    boundaries = boundaries_in(request)
    table = area_table(request.viewer, round=held, boundaries=boundaries, today=localdate())
    colours = [c.value for c in Colour if table.county.counts.get(c.value)]
    form = request.GET.get("export", "")
    if form in FORMS:
        return _exported(table, colours, form)
    shown = {
        "round": round_row(held),
        "table": table,
        "colours": [(colour, BADGE_WORDS[colour]) for colour in colours],
        "lines": [(line, area_name(line), _worded(line, colours)) for line in table.lines],
        "county": _worded(table.county, colours),
        "readings": [(key, title, key == boundaries) for key, title in READINGS],
        "boundaries": boundaries,
        "others": [row for row in round_rows() if row.computed_at],
        "here_tab": "areas",
        "here": reverse("badges:areas", args=[period]),
    }
    return render(request, "badges/areas.html", shown)


def boundaries_in(request: PageRequest) -> Boundaries:
    """The reading that the link asks for; a published table is first read as it was then."""
    return "now" if request.GET.get("boundaries") == "now" else "then"


def area_name(line: AreaLine) -> str:
    return name_on_page(line) if line.name else _("未划入乡镇")


def _worded(line: AreaLine, colours: list[str]) -> list[tuple[Any, int]]:
    return [(BADGE_WORDS[c], line.counts.get(c, 0)) for c in colours]


def _counts(line: AreaLine, colours: list[str]) -> list[int]:
    return [line.counts.get(colour, 0) for colour in colours]


def _exported(table: AreaTable, colours: list[str], form: str) -> FileResponse:
    heads = [_("乡镇"), _("项目"), *(str(BADGE_WORDS[c]) for c in colours), _("总投资（万元）")]
    rows = [_plain(line, area_name(line), colours) for line in table.lines]
    rows.append(_plain(table.county, _("全县合计"), colours))
    words = dict(READINGS)[table.boundaries]
    title = f"{period_named(table.period)}：{words}；{_('仅含导出人有权查看的记录')}"
    stream = cast("BinaryIO", TemporaryFile())  # noqa: SIM115 - the response closes it
    if form == "csv":
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
        csv.writer(text).writerows([[title], heads, *map(guarded, rows)])
        text.detach()
    else:
        numbers = ([float(v) if isinstance(v, Decimal) else v for v in row] for row in rows)
        write_plain_export(stream, title=title, heads=heads, rows=numbers)
    stream.seek(0)
    name = f"{table.period}-{words}.{form}"
    return FileResponse(stream, as_attachment=True, filename=name)


def _plain(line: AreaLine, name: str, colours: list[str]) -> list[Any]:
    wan = from_fen(line.investment_fen, unit=MoneyUnit.WAN)
    return [name, line.project_count, *_counts(line, colours), wan]
