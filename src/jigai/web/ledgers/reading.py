"""What the page of one import shows: plain rows out of the summary that the check kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jigai.apps.ledgers.queries.batches import ImportRow
from jigai.exchange.fact_mapping import known_mappings
from jigai.exchange.mapping import Mapping
from jigai.web.language import page_language

STATES: dict[str, Promise] = {
    "checked": _("待确认"),
    "applying": _("正在保存"),
    "done": _("已保存"),
    "refused": _("有错误，未保存"),
    "undone": _("已撤销"),
}
PROBLEMS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One column of the sheet and the field that it was read as; blank if left out."""

    head: str
    field: str


@dataclass(frozen=True, slots=True)
class Problem:
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class Amount:
    """The sum of one column: as the sheet writes it, with its unit, and in yuan."""

    head: str
    sheet: str
    unit: str
    yuan: str


def how_it_was_read(found: ImportRow) -> dict[str, Any]:
    """Context of the page: the import, its columns, problems, totals and new names."""
    summary = found.summary
    mapping = next(m for m in known_mappings() if m.name == found.template)
    return {
        "found": found,
        "state": STATES[found.state],
        "is_waiting": found.state == "checked",
        "is_moving": found.state == "applying",
        "is_saved": found.state == "done",
        "percent": _percent(found),
        "columns": list(_columns(summary["columns"], mapping)),
        "unknown_columns": summary["unknown_columns"],
        "fields": [(field.name, field.heads[0]) for field in mapping.fields],
        "errors": list(_problems(summary["errors"])),
        "error_count": len(summary["errors"]),
        "may_take_sound": found.state == "refused" and summary.get("may_take_sound", False),
        "saved_count": found.row_count - summary.get("rejected", 0),
        "warnings": list(_problems(summary["warnings"])),
        "amounts": _amounts(summary),
        "announced": [sentence[page_language()] for sentence in summary["announced"]],
        "summary": summary,
    }


def _amounts(summary: dict[str, Any]) -> list[Amount]:
    """Imports checked before the unit was kept show yuan alone."""
    kept = summary.get("amounts")
    if kept is None:
        return [Amount(head, "", "", f"{yuan:,}") for head, yuan in summary["totals"].items()]
    return [Amount(a["head"], a["sheet"], a["unit"] or "", f"{a['yuan']:,}") for a in kept]


def _columns(columns: dict[str, str], mapping: Mapping) -> Iterator[ReadColumn]:
    titles = {field.name: field.heads[0] for field in mapping.fields}
    for head, name in columns.items():
        yield ReadColumn(head, titles.get(name, ""))


def _problems(said: list[dict[str, Any]]) -> Iterator[Problem]:
    text = "message" if page_language() == "zh" else "message_en"
    for problem in said[:PROBLEMS_SHOWN]:
        yield Problem(problem["row"], problem["column"], problem[text])


def _percent(found: ImportRow) -> int:
    last: int = max(found.summary["last_row"], 1)
    return min(100, found.position * 100 // last)
