"""The map of a chain on paper: one page with the drawing and the same facts as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from jigai.apps.audit.chain import head
from jigai.apps.reference.queries.programme import programme_row
from jigai.apps.supply.queries.chain_map import FORMULA, ChainMap, LinkRow
from jigai.domain.sentence import Language, Sentence, joined
from jigai.exchange.documents.blocks import Column, Table
from jigai.exchange.documents.papers import ChainPaper, Provenance
from jigai.exchange.documents.pdf import chain_pdf
from jigai.exchange.documents.words import day_said
from jigai.flows.draw_chain import map_label, map_pictures

TITLE = Sentence("{county}{chain}图谱", "{chain}, {county}")
SUBTITLE = Sentence(
    "{year} 年供应关系 {ties} 条，截至 {day}；环节清单：{source}",
    "{ties} supply ties of {year}, as of {day}; list of links: {source}",
)
COLUMNS = (
    Column("stage", Sentence("段", "stage"), 1.1),
    Column("link", Sentence("环节", "link"), 3.4, "left"),
    Column("state", Sentence("状况", "state"), 2.4),
    Column("firms", Sentence("本县企业", "firms here"), 1.0),
    Column("outside", Sentence("县外供应方", "suppliers outside"), 1.2),
    Column("buyers", Sentence("采购方", "buyers"), 0.9),
    Column("single", Sentence("其中单一来源", "single-sourced"), 1.2),
    Column("imports", Sentence("其中用进口", "using imports"), 1.1),
    Column("hhi", Sentence("集中度 HHI", "HHI"), 1.9),
    Column("names", Sentence("企业", "names"), 4.4, "left"),
)
MOST_NAMED = 1
MORE = Sentence("{names}等 {count} 家", "{names} + {rest}")


def print_chain(found: ChainMap, *, on: date, language: Language = "zh") -> bytes:
    """The paper as PDF.

    Raises:
        CharactersMissing: a character is in no font.
    """
    newest, programme, chain = head(), programme_row(), found.chain
    county = programme.division if programme else Sentence("", "")
    languages: tuple[Language, Language] = ("zh", "en")
    pictures = {
        one: map_pictures(found, language=one, address=lambda _code: "")[0].encode()
        for one in languages
    }
    rows = tuple(_cells(link) for link in found.links)
    paper = ChainPaper(
        title=TITLE.format(county=county, chain=chain.title),
        subtitle=SUBTITLE.format(
            year=found.year, ties=found.tie_count, day=day_said(on), source=chain.source
        ),
        note=FORMULA,
        as_of=on,
        pictures=pictures,
        alternative=map_label(found),
        table=Table(COLUMNS[1:], rows),
        issuing_body=county,
        provenance=Provenance(
            rule_set=chain.title,
            rule_hash=f"{chain.code} {chain.valid_from}",
            data_digest=_digest(rows),
            audit_head=str(newest) if newest else "—",
        ),
    )
    return chain_pdf(paper, language=language)


def _digest(rows: Sequence[Sequence[object]]) -> str:
    said = json.dumps([[str(cell) for cell in row] for row in rows], ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:16]


def _cells(link: LinkRow) -> tuple[Sentence | str, ...]:
    return (
        link.title,
        link.state_said,
        str(len(link.firms)),
        str(link.supplier_outside_count),
        str(link.buyer_count),
        str(link.single_sourced_count),
        str(link.importer_count),
        link.hhi,
        _named(link),
    )


def _named(link: LinkRow) -> Sentence:
    names = joined([firm.name for firm in link.firms[:MOST_NAMED]], zh="、", en=", ")
    if len(link.firms) <= MOST_NAMED:
        return names
    return MORE.format(names=names, count=len(link.firms), rest=len(link.firms) - MOST_NAMED)
