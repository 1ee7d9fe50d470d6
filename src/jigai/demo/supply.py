"""The chains of the demo county: firms in links, ties between them, one portfolio; all invented."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise
from jigai.apps.supply.actions.decide_portfolio import decide_portfolio
from jigai.apps.supply.actions.draw_portfolio import draw_portfolio
from jigai.apps.supply.models import LinkFirm, Party, SupplyTie
from jigai.demo.enterprises import PRODUCTS
from jigai.demo.moments import at, by
from jigai.domain.portfolio.rules import Grant, GrantBase, PointsFormula, PortfolioRules
from jigai.domain.stages import Stage

TIES_IN, PORTFOLIO_IN, YEAR = "2026-10A", "2026-08A", 2025
RECORDED_ON, DRAWN_ON, DECIDED_ON = date(2026, 10, 9), date(2026, 8, 6), date(2026, 8, 13)
SOURCE, PAPER = "企业调查（演示）", "数据共享同意书（演示）"
TITLE = "2026年下半年技改补助支持方案（演示）"
DIRECTION_OF = {"electrical": 0, "sports": 1, "new-energy": 2}
WAN = 1_000_000
PLACES: dict[str, tuple[tuple[tuple[str, int], ...], ...]] = {
    "electrical": (
        (("components", 4), ("switchgear", 3), ("busbar", 1), ("automation", 1)),
        (("transformer", 5), ("core", 1), ("windings", 2)),
        (("bridge", 4), ("enclosure", 3), ("cable", 1)),
        (("switchgear", 4), ("integration", 2)),
        (("insulation", 3),),
    ),
    "sports": (
        (("fitness", 5), ("outdoor", 2), ("frame", 3), ("upholstery", 1)),
        (("ball", 4), ("moulded", 2), ("castings", 1)),
        (("flooring", 4), ("turf", 1)),
        (("fitness", 3), ("drive", 1), ("strength", 2)),
        (("protective", 3), ("foam", 1)),
    ),
    "new-energy": (
        (("lithium-cathode", 4), ("graphite-anode", 2), ("precursor", 1), ("conductive", 1)),
        (("hard-carbon", 3), ("sodium-cathode", 1)),
        (("storage", 3), ("pack", 2), ("sodium-cell", 1), ("case", 2), ("recycling", 1)),
        (("separator", 2),),
        (("electrolyte", 2), ("solvent", 1)),
    ),
}
"""Links of the firms of each kind of product, one after the other, and how many stand in each."""
RULES = PortfolioRules(
    budget_fen=1_000 * WAN,
    grant=Grant(GrantBase.EQUIPMENT, 800, 150 * WAN),
    points=PointsFormula(
        basic=20,
        per_million=1,
        by_direction={"electrical": 3, "sports": 3, "new-energy": 5},
        by_aim={"智能化": 4, "绿色化": 3, "高端化": 3},
    ),
    stages=frozenset({Stage.RESERVE.value, Stage.FILED.value, Stage.PROCEDURES.value}),
    least_by_direction={"new-energy": 1},
)
BASIS = "县技改工作专班会议纪要〔2026〕12号（演示）"
GROUNDS = "替换一个项目：原方案中的企业正在调整产线，改为支持同批次准备充分的项目（演示）"


def live_supply(period: str, enterprises: Sequence[Enterprise]) -> None:
    """What happens of it in a half-month."""
    if period == PORTFOLIO_IN:
        add_portfolio()
    if period == TIES_IN:
        add_supply(enterprises)


def add_supply(enterprises: Sequence[Enterprise]) -> None:
    """Who stands in which link, and who supplied whom last year."""
    placed: dict[str, list[Enterprise]] = {}
    rows = []
    for chain, link, one in _placed(enterprises):
        placed.setdefault(f"{chain}/{link}", []).append(one)
        rows.append(LinkFirm(enterprise=one, chain=chain, link=link, source=SOURCE))
    with writing("firm.placed", by("林知远", at(RECORDED_ON), "梳理产业链环节")):
        LinkFirm.objects.bulk_create(rows)
    told = list(_told())
    with writing("ties.recorded", by("林知远", at(RECORDED_ON, 15), "录入供应关系")):
        parties = _parties(told, placed)
        SupplyTie.objects.bulk_create(_tie(row, parties) for row in told)


def add_portfolio() -> None:
    """One proposal, and the decision that people made of it."""
    drawn = by("林知远", at(DRAWN_ON), "测算年度支持方案")
    portfolio = draw_portfolio(title=TITLE, rules=RULES, change=drawn)
    chosen = set(portfolio.result["selection"]["ids"])
    spare = next(
        line["id"]
        for line in portfolio.result["lines"]
        if not line["is_in"] and line["loss"] is not None
    )
    chosen.discard(max(chosen))
    decide_portfolio(
        portfolio=portfolio,
        chosen={*chosen, spare},
        basis=BASIS,
        grounds=GROUNDS,
        change=by("安岚", at(DECIDED_ON), "专班会议决定"),
    )


def _placed(enterprises: Sequence[Enterprise]) -> Iterator[tuple[str, str, Enterprise]]:
    for chain, kinds in PLACES.items():
        first = DIRECTION_OF[chain]
        for kind, links in enumerate(kinds):
            firms = iter(enterprises[kind * 60 + first : (kind + 1) * 60 : len(PRODUCTS)])
            for link, count in links:
                for _ in range(count):
                    yield chain, link, next(firms)


def _told() -> Iterator[dict[str, str]]:
    text = Path(__file__).with_name("supply_ties.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _parties(
    told: Sequence[Mapping[str, str]], placed: Mapping[str, Sequence[Enterprise]]
) -> dict[tuple[str, str], Party]:
    """Chain and word of the sheet → its party; outside ones are one across the chains."""
    found: dict[tuple[str, str], Party] = {}
    made: dict[str, Party] = {}
    for row in told:
        for word in (row["supplier"], row["buyer"]):
            link, _, place = word.partition(":")
            name, _, region = word.partition("|")
            key = word if region else f"{row['chain']}/{word}"
            if key not in made:
                own = None if region else placed[f"{row['chain']}/{link}"][int(place)]
                made[key] = Party(enterprise=own, name="" if own else name, region=region)
            found[row["chain"], word] = made[key]
    Party.objects.bulk_create(made.values())
    return found


def _tie(row: Mapping[str, str], parties: Mapping[tuple[str, str], Party]) -> SupplyTie:
    consents = row["consent"] == "yes"
    return SupplyTie(
        supplier=parties[row["chain"], row["supplier"]],
        buyer=parties[row["chain"], row["buyer"]],
        chain=row["chain"],
        link=row["link"],
        product=row["product"],
        year=YEAR,
        share_bp=round(float(row["share"]) * 100) if row["share"] else None,
        is_single_source=row["single"] == "yes",
        distance_km=int(row["km"]),
        imports=row["imports"],
        source=SOURCE,
        supplier_consents=consents,
        buyer_consents=consents,
        consent_paper=PAPER if consents else "",
        is_sensitive=row["sensitive"] == "yes",
    )
