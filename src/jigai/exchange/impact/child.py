"""``python -m jigai.exchange.impact.child``: one estimation, JSON in and JSON out.

A process of its own, so that nobody who serves pages imports the estimating library, and one
thread, so that sums come out equal on every run of a machine.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from jigai.domain.impact.panel import Panel
from jigai.domain.refusal import Refusal
from jigai.exchange.impact.estimators import Options, estimate


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """``found`` or ``refused`` (code and sentences)."""
    panel = Panel.from_json(asked["panel"])
    try:
        found = estimate(panel, Options(**asked["options"])).as_json()
    except Refusal as refused:
        return {"refused": [refused.said.zh, refused.said.en]}
    return {"found": found}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(json.load(sys.stdin)), ensure_ascii=False))
