"""A chain map and the ties as workbooks; the ties can be edited and imported again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.registry.queries.enterprises import every_visible
from jigai.apps.supply.queries.chain_map import ChainMap
from jigai.apps.supply.queries.portfolios import PortfolioCard
from jigai.apps.supply.queries.ties import PartyName, TieRow, tie_rows
from jigai.domain.quantities import MoneyUnit, from_fen
from jigai.domain.sentence import Language, Sentence
from jigai.exchange.cells import Value
from jigai.exchange.mapping import OWN_FIELDS, shipped_mappings
from jigai.exchange.plain_export import write_plain_export
from jigai.exchange.template_out import EditableRow, editable_workbook
from jigai.flows.print_chain import COLUMNS

TIES = "supply_ties"
MAP_TITLE = Sentence("{chain}图谱（{year}年）", "Map of the {chain} ({year})")
TIES_TITLE = Sentence("产业链供应关系", "Supply ties")
PORTFOLIO_TITLE = Sentence("{title}（{state}）", "{title} ({state})")
PROPOSED, DECIDED = Sentence("方案", "proposal"), Sentence("已决定", "decided")
PORTFOLIO_HEADS = (
    Sentence("编号", "number"),
    Sentence("项目", "project"),
    Sentence("企业", "enterprise"),
    Sentence("乡镇", "township"),
    Sentence("产业方向", "industry"),
    Sentence("阶段", "stage"),
    Sentence("积分", "points"),
    Sentence("补助（元）", "grant (yuan)"),
    Sentence("方案", "proposed"),
    Sentence("理由", "reason"),
    Sentence("决定", "decided"),
)
IN, OUT = Sentence("支持", "in"), Sentence("不支持", "out")


def export_map(found: ChainMap, *, language: Language = "zh") -> bytes:
    """Each link a row, the same facts as on the page."""
    title = MAP_TITLE.format(chain=found.chain.title, year=found.year).said_in(language)
    heads = [_said(column.title, language) for column in COLUMNS]
    rows = [
        (
            link.stage_title.said_in(language),
            link.title.said_in(language),
            link.state_said.said_in(language),
            len(link.firms),
            link.supplier_outside_count,
            link.buyer_count,
            link.single_sourced_count,
            link.importer_count,
            link.hhi.said_in(language),
            "、".join(firm.name.said_in(language) for firm in link.firms),
        )
        for link in found.links
    ]
    written = io.BytesIO()
    write_plain_export(written, title=title, heads=heads, rows=rows)
    return written.getvalue()


def export_ties(viewer: Viewer, *, on: date, year: int | None = None, chain: str = "") -> bytes:
    """The ties with every name, for the office: a sheet to fill in and import again.

    Raises:
        RoleMissing: the viewer does not import ledgers.
    """
    require(viewer, Deed.IMPORT)
    mapping = next(one for one in shipped_mappings() if one.name == TIES)
    own = {field.name for field in OWN_FIELDS}
    codes = {row.id: row.credit_code for row in every_visible(viewer)}
    rows = [
        EditableRow("", 0, _values(tie, codes))
        for tie in tie_rows(viewer, on=on, year=year, chain=chain)
    ]
    fields = [field.name for field in mapping.fields if field.name not in own]
    return editable_workbook(
        rows, mapping=mapping, fields=fields, title=f"{TIES_TITLE.zh} {on.isoformat()}"
    )


def export_portfolio(card: PortfolioCard, *, language: Language = "zh") -> bytes:
    """Every project with points, grant, reason and, once decided, the decision."""
    state = (DECIDED if card.decision else PROPOSED).said_in(language)
    title = PORTFOLIO_TITLE.format(title=card.title, state=state).said_in(language)
    rows = [
        (
            line.id,
            line.name,
            line.firm,
            line.area.said_in(language),
            line.direction.said_in(language),
            line.stage.said_in(language),
            line.points,
            None
            if line.grant_fen is None
            else float(from_fen(line.grant_fen, unit=MoneyUnit.YUAN)),
            (IN if line.is_in else OUT).said_in(language),
            line.reason.said_in(language),
            "" if line.is_decided is None else (IN if line.is_decided else OUT).said_in(language),
        )
        for line in card.lines
    ]
    written = io.BytesIO()
    heads = [head.said_in(language) for head in PORTFOLIO_HEADS]
    write_plain_export(written, title=title, heads=heads, rows=rows)
    return written.getvalue()


def _values(tie: TieRow, codes: Mapping[int, str]) -> dict[str, Value]:
    return {
        **_party("supplier", tie.supplier, codes),
        **_party("buyer", tie.buyer, codes),
        "chain": tie.chain_title.zh,
        "link": tie.link_title.zh,
        "product": tie.product,
        "year": tie.year,
        "share_bp": tie.share_bp,
        "is_single_source": tie.is_single_source,
        "distance_km": tie.distance_km,
        "imports": tie.imports,
        "source": tie.source,
        "supplier_consents": tie.supplier_consents,
        "buyer_consents": tie.buyer_consents,
        "consent_paper": tie.consent_paper or None,
        "is_sensitive": tie.is_sensitive,
    }


def _party(side: str, party: PartyName, codes: Mapping[int, str]) -> dict[str, Value]:
    code = codes.get(party.enterprise_id) if party.enterprise_id else None
    return {
        f"{side}_code": code,
        f"{side}_name": party.name.zh,
        f"{side}_region": party.region or None,
    }


def _said(text: Sentence | str, language: Language) -> str:
    return text.said_in(language) if isinstance(text, Sentence) else text
