"""The sheet of contacts: what is logged, to fill in and import again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.accounts.queries.agencies import agency_ids
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.visits.queries.interactions import InteractionRow, interactions
from jigai.exchange.cells import Value
from jigai.exchange.dates import WrittenDate
from jigai.exchange.mapping import shipped_mappings
from jigai.exchange.template_out import EditableRow, editable_workbook
from jigai.flows.ledger_rows.contact_rows import NAME

FIELDS = (
    "enterprise_name", "credit_code", "held_on", "contact_kind", "department", "officers",
    "purpose", "consent", "met", "said", "beyond_cap",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContactSheet:
    content: bytes
    rows: int


def export_contacts(viewer: Viewer, *, since: date | None = None) -> ContactSheet:
    """Every contact that the viewer sees and that counts, the latest first; without any, a form.

    Read again unchanged it says "no change" for every row.
    """
    rows = [row for row in interactions(viewer, since=since) if row.withdrawn_on is None]
    programme = programme_row()
    county = programme.division.zh if programme else ""
    mapping = next(one for one in shipped_mappings() if one.name == NAME)
    content = editable_workbook(
        [EditableRow("", 0, _values(row)) for row in rows],
        mapping=mapping,
        fields=FIELDS,
        title=f"{county}{mapping.title.zh}",
        pick_lists={"department": sorted(agency_ids())},
    )
    return ContactSheet(content, len(rows))


def _values(row: InteractionRow) -> dict[str, Value]:
    return {
        "enterprise_name": row.enterprise,
        "credit_code": row.credit_code,
        "held_on": WrittenDate(row.held_on),
        "contact_kind": row.kind,
        "department": row.agency,
        "officers": row.officers,
        "purpose": row.purpose,
        "consent": row.consent,
        "met": row.met,
        "said": row.said,
        "beyond_cap": row.beyond_cap,
    }
