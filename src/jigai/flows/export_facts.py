"""The sheet of enterprise facts: what is kept, to fill in and import again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.cultivation.queries.facts import kept_rows
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.registry.queries.enterprises import every_visible
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.exchange.cells import Value
from jigai.exchange.fact_mapping import as_cell, fact_declarations, fact_fields, fact_mapping
from jigai.exchange.template_out import EditableRow, editable_workbook

TITLE = Sentence("{county}企业事实表（{year}年度）", "{county}: enterprise facts of {year}")


class NoEnterpriseYet(Refusal):
    code = "cultivation.no_enterprise_yet"
    message = Sentence("没有可以填报事实的企业。", "There is no enterprise to give facts of.")
    remedy = Sentence("请先登记企业或导入台账。", "Register enterprises or import a ledger first.")


@dataclass(frozen=True, slots=True)
class FactSheet:
    content: bytes
    rows: int


def export_facts(viewer: Viewer, *, year: int, on: date) -> FactSheet:
    """Every active enterprise that the viewer sees, with the reported facts of a year.

    Values with different papers stand in one row; the row's paper and day stay blank where
    something new is to be entered, and values that stay the same keep the paper they came with.

    Args:
        on: filled in as the day of the data of new values.

    Raises:
        NoEnterpriseYet: as named.
    """
    rows = every_visible(viewer)
    if not rows:
        raise NoEnterpriseYet
    kept = kept_rows([row.id for row in rows], year=year)
    declared = fact_declarations()
    written = []
    for row in rows:
        facts = kept.get(row.id, {})
        values: dict[str, Value] = {
            "enterprise_name": row.name,
            "credit_code": row.credit_code,
            "fact_year": year,
            "paper": next(iter({one.source for one in facts.values()}), None),
            **{name: as_cell(declared[name], one.value) for name, one in facts.items()},
        }
        written.append(EditableRow("", 0, values))
    programme = programme_row()
    county = programme.division if programme else Sentence("", "")
    content = editable_workbook(
        written,
        mapping=fact_mapping(),
        fields=fact_fields(),
        title=f"{TITLE.format(county=county, year=year).zh} {on.isoformat()}",
    )
    return FactSheet(content, len(rows))
