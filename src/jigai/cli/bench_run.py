"""One measurement in a process of its own: ``python -m jigai.cli.bench_run NAME ROWS REPEATS``."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from jigai.cli.running import authorship, refusing, start
from jigai.exchange.bench_ledger import measure, write_big_ledger


def history(rows: int, repeats: int) -> dict[str, Any]:
    """100 000 rows with history, audit and chain against Django's bare ``bulk_create``."""
    call_command("migrate", verbosity=0)
    measure_history = import_module("jigai.apps.audit.bench").measure_history
    model = apps.get_model("projects", "Project")
    cost = measure_history(
        model=model,
        make_rows=lambda count: [model(**_project(n)) for n in range(count)],
        edit={"remarks": "批量修改"},
        rows=rows,
        repeats=repeats,
        at=datetime.now(tz=timezone.get_current_timezone()),
    )
    found: dict[str, Any] = cost.as_dict()
    return {"bench": "history", **found}


def ledger(rows: int, repeats: int) -> dict[str, Any]:
    """A ledger of 25 columns read and validated against python-calamine's bare read."""
    path = Path(os.environ["JIGAI_HOME"]) / "ledger.xlsx"
    write_big_ledger(path, rows=rows)
    measured = measure(path, repeats=repeats)
    return {
        "bench": "ledger",
        "rows": measured.rows,
        "columns": measured.columns,
        "bare_read_s": round(measured.bare_seconds, 3),
        "read_and_validated_s": round(measured.ours_seconds, 3),
        "ratio": round(measured.ratio, 3),
        "peak_mb": round(measured.peak_megabytes),
    }


def whole_import(rows: int, repeats: int) -> dict[str, Any]:  # noqa: ARG001 - once is long enough
    """``jigai ledger import`` from file to chain, against bare ``bulk_create`` of its records."""
    call_command("migrate", verbosity=0)
    import_module("jigai.flows.set_up_county").set_up_county(
        county_code="371423", change=authorship("测速")
    )
    path = Path(os.environ["JIGAI_HOME"]) / "ledger.xlsx"
    write_big_ledger(path, rows=rows)
    found: dict[str, Any] = import_module("jigai.cli.bench_import").measure_import(path)
    return {"bench": "import", "database": connection.vendor, "rows": rows, **found}


def lists(rows: int, repeats: int) -> dict[str, Any]:
    """Every screen of the two registers beside bare SQL of the same rows."""
    call_command("migrate", verbosity=0)
    bench = import_module("jigai.cli.bench_lists")
    started = perf_counter()
    filled = authorship("测速数据")
    import_module("jigai.demo.synthetic").fill_synthetic_register(
        rows=rows, change=replace(filled, at=filled.at - timedelta(days=2))
    )
    taken = perf_counter() - started
    past = (filled.at - timedelta(days=1)).date().isoformat()
    found = bench.measure_lists(repeats=repeats, past=past)
    return {
        "bench": "lists",
        "database": connection.vendor,
        "enterprises": rows,
        "projects": rows,
        "fill_s": round(taken),
        "limit_s": bench.LIMIT_S,
        "screens": [asdict(one) for one in found],
        "over_limit": bench.exceeded(found),
    }


def evaluate(rows: int, repeats: int) -> dict[str, Any]:
    """One subject of a scorecard at a time, with its whole trace."""
    bench = import_module("jigai.cli.bench_evaluate")
    found: dict[str, Any] = bench.measure_evaluate(subjects=rows, repeats=repeats)
    return found


def _project(n: int) -> dict[str, Any]:
    return {
        "name": f"第{n}号生产线技术改造项目",
        "name_sort": f"di {n} hao shengchanxian",
        "name_initials": f"d{n}hscx",
        "owner_unit": "庆云某某机械有限公司",
        "content": "更新数控设备并改造车间",
        "total_investment_fen": 100_000_000 + n,
        "equipment_investment_fen": 50_000_000,
        "planned_start_on": date(2026, 1, 1),
        "planned_completion_on": date(2027, 6, 30),
        "responsible_leader": "某某",
        "entered_on": date(2026, 1, 1),
    }


def rules(rows: int, repeats: int) -> dict[str, Any]:
    """The scorecard of a nation as columns, against DuckDB, OpenFisca and pandas."""
    measure = import_module("jigai.cli.bench_rules").measure_rules
    found: dict[str, Any] = measure(rows=rows, repeats=repeats)
    return found


def badges(rows: int, repeats: int) -> dict[str, Any]:
    """A year of badges with streaks carried from round to round."""
    measure = import_module("jigai.cli.bench_badges").measure_badges
    found: dict[str, Any] = measure(projects=rows, repeats=repeats)
    return found


def match(rows: int, repeats: int) -> dict[str, Any]:
    """Texts found by texts, beside bare bm25s."""
    measure_match = import_module("jigai.cli.bench_match").measure_match
    found: dict[str, Any] = measure_match(rows=rows, repeats=repeats)
    return found


def warning(rows: int, repeats: int) -> dict[str, Any]:
    """The early warning fitted beside scikit-learn, and out of time on a public portfolio."""
    measure_warning = import_module("jigai.cli.bench_warning").measure_warning
    found: dict[str, Any] = measure_warning(rows=rows, repeats=repeats)
    return found


def impact(rows: int, repeats: int) -> dict[str, Any]:  # noqa: ARG001 - seeds are the repeats
    """Simulated panels with a known effect: how many intervals cover it."""
    measure_impact = import_module("jigai.cli.bench_impact").measure_impact
    found: dict[str, Any] = measure_impact(rows=rows)
    return found


BENCHES = {
    "history": history,
    "ledger": ledger,
    "import": whole_import,
    "lists": lists,
    "evaluate": evaluate,
    "rules": rules,
    "badges": badges,
    "match": match,
    "warning": warning,
    "impact": impact,
}
"""Measurement → its function; its rows stand in ``bench.ROWS``."""


@refusing
def main() -> None:
    start()
    name, rows, repeats = sys.argv[1:4]
    found = BENCHES[name](int(rows), int(repeats))
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
