"""Ask the estimating process, and read its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from jigai.domain.impact.findings import Findings
from jigai.domain.impact.panel import Panel
from jigai.domain.impact.refusals import EstimatorGaveUp
from jigai.domain.sentence import Sentence

LONGEST_S = 600
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def estimated(panel: Panel, options: dict[str, Any]) -> Findings:
    """Everything of one panel; ``options`` as ``estimators.Options`` names them.

    Raises:
        EstimatorGaveUp: as named.
    """
    question = {"panel": panel.as_json(), "options": options}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "jigai.exchange.impact.child"],
            input=json.dumps(question),
            capture_output=True,
            text=True,
            env=os.environ | ONE_THREAD,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EstimatorGaveUp(fault=f"> {LONGEST_S} s") from None
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["?"]
        raise EstimatorGaveUp(fault=said[-1][:300])
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise EstimatorGaveUp(Sentence(*answer["refused"]))
    return Findings.from_json(answer["found"])
