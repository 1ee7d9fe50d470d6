"""What a new plan begins with: lines to be filled in, on all four themes."""

from __future__ import annotations

from dataclasses import dataclass, field

from jigai.apps.planning.catalogue import LineKind


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line to fill in; its words are the county's own language, as all content of plans."""

    kind: LineKind
    title: str
    values: dict[str, str] = field(default_factory=dict)


TEMPLATE: tuple[TemplateLine, ...] = (
    TemplateLine(
        LineKind.NEED,
        "关键工艺技术需求",
        {"detail": "主要问题、关键技术与主要指标", "expected": "预期目标及效益"},
    ),
    TemplateLine(
        LineKind.LINE_NOW,
        "主要产线现状",
        {"indicator": "设备数控化率", "unit": "%", "detail": "设备台数、数控台数、瓶颈工序"},
    ),
    TemplateLine(
        LineKind.LINE_WANTED,
        "主要产线目标",
        {"indicator": "设备数控化率", "unit": "%", "detail": "改造后的设备和工序"},
    ),
    TemplateLine(LineKind.EQUIPMENT, "拟购主要设备"),
    TemplateLine(LineKind.LINK, "主要原材料或部件供应", {"detail": "产品、用途、替代可能"}),
    TemplateLine(LineKind.TARGET, "全员劳动生产率", {"indicator": "人均产值", "unit": "万元"}),
    TemplateLine(LineKind.INVESTMENT, "首年投资", {"funding": "own"}),
)
