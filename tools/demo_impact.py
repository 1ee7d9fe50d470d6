"""Works out the two analyses of the demo county anew: ``python tools/demo_impact.py``."""

import json
import sys
from functools import partial

from jigai.demo.impact import ANALYSES, KEPT, OPTIONS, ORDERED_ON
from jigai.domain.impact.limits import limits_in_force
from jigai.domain.impact.verdict import judged
from jigai.exchange.impact.run import estimated
from jigai.exchange.impact.simulated import simulated_panel


def main() -> None:
    limits = limits_in_force(on=ORDERED_ON)
    made = []
    for one in ANALYSES:
        panel = simulated_panel(one.seed, drift=one.drift)
        verdict = judged(
            panel,
            limits,
            control=OPTIONS["control"],
            estimate=partial(estimated, panel, OPTIONS),
        )
        found = verdict.findings
        made.append(
            {
                "panel": panel.as_json(),
                "conditions": verdict.conditions_as_json(),
                "findings": found.as_json() if found else None,
                "versions": dict(verdict.versions),
            }
        )
    KEPT.write_text(
        json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    sys.stdout.write(f"{KEPT.name}: {[bool(one['findings']) for one in made]}\n")


if __name__ == "__main__":
    main()
