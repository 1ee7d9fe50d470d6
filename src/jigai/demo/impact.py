"""Two analyses of the demo county, one printed and one refused; firms and figures are invented.

What they came to is kept beside this file (``tools/demo_impact.py`` makes it), so that setting up
the demo estimates nothing; a test runs both again and compares.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jigai.domain.impact.conditions import Condition
from jigai.domain.impact.findings import Findings
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.verdict import Verdict

KEPT = Path(__file__).with_name("impact_found.json")
ORDERED_ON = date(2026, 11, 25)
OUTCOME = "人均产值（万元/人，演示）"
NOTE = "演示：120 家虚构企业，2015 至 2023 年；起始期为首个技改项目完工年份。"
OPTIONS: dict[str, Any] = {"control": "never", "base": "varying", "seed": 20260101, "draws": 999}


@dataclass(frozen=True, slots=True)
class DemoAnalysis:
    """An invented panel by its seed, and what the firms that will start gain by themselves."""

    title: str
    file: str
    seed: int
    drift: float


ANALYSES = (
    DemoAnalysis("技改对人均产值的影响（演示：可印数）", "demo-panel-1.csv", 11, 0.0),
    DemoAnalysis("技改对人均产值的影响（演示：趋势不平行，不印数）", "demo-panel-2.csv", 12, 1.0),
)


def kept_verdicts() -> list[tuple[Panel, Verdict]]:
    """Panel and verdict of each, as they were worked out."""
    made = []
    for one in json.loads(KEPT.read_text(encoding="utf-8")):
        conditions = tuple(Condition.from_json(told) for told in one["conditions"])
        found = Findings.from_json(one["findings"]) if one["findings"] else None
        made.append((Panel.from_json(one["panel"]), Verdict(conditions, found, one["versions"])))
    return made
