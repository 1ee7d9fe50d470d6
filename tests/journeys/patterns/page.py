"""Form, conflict, explanation, chart, map, tiles and toasts on one page."""

from __future__ import annotations

from django import forms
from django.shortcuts import render

from jigai.domain.sentence import Sentence
from jigai.web.charts.area_map import AreaValue, area_map
from jigai.web.charts.theme import themed
from jigai.web.explanations.panel import Explanation, Line
from jigai.web.forms.beside import beside
from jigai.web.forms.conflicts import ConflictRow
from jigai.web.forms.fields import MoneyField, ShareField
from jigai.web.toasts import tell

BADGES = ("red", "yellow", "blue", "gold", "green", "not_assessed")


class Progress(forms.Form):
    paid = MoneyField(label="本期完成投资", help_text="例：120.5")
    share = ShareField(label="形象进度", required=False)
    note = forms.CharField(label="说明", widget=forms.Textarea, required=False)


def patterns(request):
    form = Progress({"paid": "很多", "share": "62.5"})
    form.fields["paid"].beside = beside(previous="80.0", planned="120.0", allowed="0—400")
    tell(request, "已保存", undo_url="/patterns/")
    rows = [{"月份": f"{month}月", "计划": month * 9, "完成": month * 8} for month in range(1, 11)]
    squares = [
        AreaValue(f"第{at}镇", _square(at), colour, f"{at} 个项目", "/enterprises/")
        for at, colour in enumerate(BADGES)
    ]
    shown = {
        "form": form,
        "conflicts": [ConflictRow("paid", "本期完成投资", "80.0", "95.0", "90.0")],
        "version": 7,
        "draft_url": "/patterns/",
        "explanation": _explanation(),
        "areas": area_map(squares),
        "badges": BADGES,
        "rows": rows,
        "spec": themed(_lines(rows), description="计划与完成投资，十个月"),
    }
    return render(request, "patterns/page.html", shown)


def _square(at):
    x, y = at % 3, at // 3
    ring = [[x, y], [x, y + 1], [x + 1, y + 1], [x + 1, y], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def _lines(rows):
    order = [row["月份"] for row in rows]
    return {
        "data": {"values": rows},
        "height": 220,
        "transform": [{"fold": ["计划", "完成"], "as": ["项", "万元"]}],
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "月份", "type": "ordinal", "sort": order, "title": None},
            "y": {"field": "万元", "type": "quantitative"},
            "color": {"field": "项", "type": "nominal", "title": None},
        },
    }


def _explanation():
    share = Line(Sentence("投资完成率 54%，低于 60%", "Investment 54 %, below 60 %"), "not_met")
    stale = Line(Sentence("核实日期未知", "Verification date unknown"), "unknown")
    rule = Line(Sentence("黄牌：有一项偏低", "Yellow: one figure is low"), "met", (share, stale))
    return Explanation(
        paragraph=[Sentence("投资完成率差 6 个百分点。", "Investment is 6 points short.")],
        tree=[rule],
        next_step=Sentence("再完成 72 万元即为蓝牌。", "720,000 yuan more make it blue."),
        source=Sentence("依据：默认规则 2026-01-01 起", "Rule: default, from 2026-01-01"),
        file_url="/patterns/",
    )
