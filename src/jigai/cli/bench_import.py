"""A whole import measured: check, save, history and chain, against the bare records."""

from __future__ import annotations

import resource
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

from django.apps import apps

from jigai.cli.running import authorship, now
from jigai.flows.check_ledger import LedgerChoices, check_ledger
from jigai.flows.import_ledger import import_ledger, receive_ledger

SAVED = (
    ("registry", "Enterprise"),
    ("registry", "EnterpriseName"),
    ("projects", "Project"),
    ("projects", "ProjectCode"),
    ("projects", "Procedure"),
    ("projects", "ProgressReport"),
    ("projects", "InclusionCase"),
)
"""The tables that rows of a dispatch ledger fill."""


def measure_import(path: Path) -> dict[str, Any]:
    """Seconds of check and save, peak memory, and the ratio to bare ``bulk_create``.

    The bare floor writes the same records again into copies of the tables without any index,
    trigger or history.
    """
    content, change = path.read_bytes(), authorship("测速")
    choices = LedgerChoices(period="2026-11A")
    begun = perf_counter()
    check = check_ledger(
        content, name=path.name, choices=choices, change=change, today=now().date()
    )
    checked = perf_counter()
    batch = receive_ledger(
        content=content, name=path.name, check=check, choices=choices, change=change
    )
    import_ledger(batch=batch.batch)
    saved = perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    floor = import_module("jigai.apps.audit.bench").bare_create
    bares = [floor(apps.get_model(part, name)) for part, name in SAVED]
    bare, count = sum(s for s, _ in bares), sum(n for _, n in bares)
    return {
        "records": count,
        "check_s": round(checked - begun, 1),
        "save_s": round(saved - checked, 1),
        "whole_s": round(saved - begun, 1),
        "bare_create_s": round(bare, 1),
        "save_ratio": round((saved - checked) / bare, 2),
        "peak_mb": round(peak),
    }
