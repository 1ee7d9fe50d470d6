"""The ledger of a period as a workbook: in the official layout, or to edit and import again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from jigai.apps.accounts.queries.agencies import agency_ids
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.audit.chain import head
from jigai.apps.reference.queries.names import direction_ids, township_ids
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.reports.queries.layouts import layout_for
from jigai.apps.reports.queries.ledger_rows import LedgerRow, ledger_rows
from jigai.domain.periods import Period
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.dispatch_layout import COLUMNS, PLACES, default_dispatch_layout
from jigai.exchange.layout import Group, fill_layout
from jigai.exchange.mapping import shipped_mappings
from jigai.exchange.repeated_rows import CellValue
from jigai.exchange.template_out import EditableRow, as_written, editable_workbook
from jigai.flows.ledger_rows.row_values import FIELDS, row_values

KIND = "dispatch"
FEN_IN_WAN = Decimal(1_000_000)
SUMS = tuple(column.field for column in COLUMNS if column.is_sum)
NO_DIRECTION = "未分产业"
TITLE = Sentence("{county}技术改造项目调度表（{period}）", "{county}: dispatch ledger, {period}")


class NothingToExport(Refusal):
    code = "ledger.nothing_to_export"
    message = Sentence("没有可以导出的项目。", "There is no project to export.")
    remedy = Sentence("请先登记项目或导入台账。", "Register projects or import a ledger first.")


@dataclass(frozen=True, slots=True)
class ExportedLedger:
    """The workbook with the count of its projects and the version of the layout used."""

    content: bytes
    rows: int
    layout_version: int | None


def export_ledger(viewer: Viewer, *, period: Period, written_on: date) -> ExportedLedger:
    """The ledger in the layout that the office uses for this period, amounts in 万元.

    Raises:
        NothingToExport: as named.
        Refusal: the layout cannot be filled.
    """
    rows = _rows(viewer, period)
    layout = layout_for(kind=KIND, on=period.end_on, default=default_dispatch_layout())
    cells = [_cells(number, row) for number, row in enumerate(rows, start=1)]
    values: dict[str, CellValue] = {
        "title": _title(period),
        "reporting_unit": _county(),
        "reported_on": written_on.isoformat(),
        **{f"total.{name}": value for name, value in _sums(cells).items()},
    }
    content = fill_layout(layout.content, PLACES, values=values, groups=_groups(cells))
    return ExportedLedger(content, len(rows), layout.version)


def export_editable_ledger(viewer: Viewer, *, period: Period) -> ExportedLedger:
    """The same rows to edit and import again; each carries its id and the moment of export.

    The hidden version is the number of the last change set: what others change afterwards is
    told from what was edited in the sheet.

    Raises:
        NothingToExport: as named.
    """
    rows, newest = _rows(viewer, period), head()
    version = newest.number if newest else 0
    mapping = next(one for one in shipped_mappings() if one.name == KIND)
    content = editable_workbook(
        [EditableRow(str(row.project.pk), version, row_values(row)) for row in rows],
        mapping=mapping,
        fields=FIELDS,
        title=_title(period),
        pick_lists={
            "township": sorted(township_ids()),
            "direction": sorted(direction_ids()),
            "responsible_unit": sorted(agency_ids()),
        },
    )
    return ExportedLedger(content, len(rows), None)


def _rows(viewer: Viewer, period: Period) -> tuple[LedgerRow, ...]:
    rows = ledger_rows(viewer, period=str(period))
    if not rows:
        raise NothingToExport
    return rows


def _title(period: Period) -> str:
    return TITLE.format(county=_county(), period=period.name).zh


def _county() -> str:
    programme = programme_row()
    return programme.division.zh if programme else ""


def _cells(number: int, row: LedgerRow) -> dict[str, CellValue]:
    """One row as it stands in the sheet; the layout's names are those without ``_fen``, ``_bp``."""
    values = row_values(row)
    cells: dict[str, CellValue] = {"number": number}
    for name, value in values.items():
        if name.endswith("_fen"):
            cells[name.removesuffix("_fen")] = _wan(value if isinstance(value, int) else None)
        elif name.startswith("has_"):
            cells[name] = "√" if value else ""
        else:
            cells[name] = _plain(as_written(value))
    progress = values.get("progress_bp")
    cells["progress"] = progress / 100 if isinstance(progress, int) else None
    cells["inclusion"] = {"included": "是", "applied": "申报中", "returned": "退回"}.get(
        str(values.get("inclusion")), "否" if values.get("inclusion") else None
    )
    cells["completion_rate"] = _rate(cells)
    cells["direction"] = cells["direction"] or NO_DIRECTION
    return cells


def _rate(cells: dict[str, CellValue]) -> str | None:
    done, whole = cells.get("cumulative_completed"), cells.get("total_investment")
    if not isinstance(done, float) or not isinstance(whole, float) or not whole:
        return None
    return f"{done / whole:.1%}"


def _plain(value: object) -> CellValue:
    return value if isinstance(value, str | int | float | date) else None


def _wan(fen: int | None) -> float | None:
    return None if fen is None else float(Decimal(fen) / FEN_IN_WAN)


def _sums(cells: list[dict[str, CellValue]]) -> dict[str, CellValue]:
    """Sums in fen, so that a total is exactly the sum of its rows."""
    return {name: float(sum(_exact(row.get(name)) for row in cells)) for name in SUMS}


def _exact(value: CellValue) -> Decimal:
    return Decimal(str(value)) if isinstance(value, int | float) else Decimal(0)


def _groups(cells: list[dict[str, CellValue]]) -> list[Group]:
    found = []
    for name, members in groupby(cells, key=lambda row: row["direction"]):
        rows = list(members)
        found.append(Group(rows, {"name": name, **_sums(rows)}))
    return found
