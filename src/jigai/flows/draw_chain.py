"""The pictures of a chain and of what hangs on a firm: rows become boxes and lines."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from jigai.apps.supply.queries.chain_map import ChainMap, LinkRow
from jigai.apps.supply.queries.hanging import HangingCard, HangingRow
from jigai.domain.sentence import Language, Sentence
from jigai.domain.supply_chain.chain import STAGES, Chain, ChainStage
from jigai.domain.supply_chain.standing import STATE_LABELS
from jigai.exchange.pictures.layered import Band, Edge, Node, stacked, wide
from jigai.exchange.pictures.svg import svg_of

Address = Callable[[str], str]
FIRMS = Sentence("{state} · {count} 家", "{state} · {count} firms")
ONE_FIRM = Sentence("{state} · 1 家", "{state} · 1 firm")
NO_FIRM = Sentence("{state}", "{state}")
FEEDS = Sentence("供给：{links}", "feeds: {links}")
MAP_LABEL = Sentence(
    "{chain}环节图：{links} 个环节，缺失 {missing} 个，薄弱 {thin} 个，单一来源 {single} 个",
    "Map of the {chain}: {links} links, {missing} missing, {thin} thin, {single} single-sourced",
)
STOPPED_NOTE = Sentence("停产", "stopped")
LOST = Sentence("损失 {lost}", "loses {lost}")
TIER = Sentence("第 {tier} 层", "tier {tier}")
THE_FIRM = Sentence("停产企业", "stopped firm")
HANG_LABEL = Sentence(
    "{firm}停产影响图：下游 {count} 家，最远第 {tier} 层",
    "What hangs on {firm}: {count} firms downstream, up to tier {tier}",
)
HANG_LEGEND = (
    ("heavy", Sentence("损失一半以上", "loses a half or more")),
    ("middling", Sentence("损失十分之一到一半", "loses a tenth to a half")),
    ("light", Sentence("损失不到十分之一", "loses less than a tenth")),
)
HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


def map_pictures(found: ChainMap, *, language: Language, address: Address) -> tuple[str, str]:
    """The map as SVG for a wide and for a narrow screen.

    Args:
        address: code of a link → where its firms are shown; blank for paper.
    """
    nodes, bands = _columns(found, language, address)
    edges = [
        *(Edge(link.code, fed) for link in found.chain.links for fed in link.feeds),
        *(
            Edge(one.code, back, goes_back=True)
            for one in found.chain.links
            for back in one.returns_to
        ),
    ]
    legend = [(state.value, word.said_in(language)) for state, word in STATE_LABELS.items()]
    label = map_label(found).said_in(language)
    return (
        svg_of(wide(nodes, edges, bands), label=label, name="map-wide", legend=legend),
        svg_of(stacked(nodes, bands), label=label, name="map-tall", legend=legend),
    )


def map_label(found: ChainMap) -> Sentence:
    """The drawing in one sentence."""
    missing, thin, single, _sound = (found.counted(state) for state in STATE_LABELS)
    return MAP_LABEL.format(
        chain=found.chain.title, links=len(found.links), missing=missing, thin=thin, single=single
    )


def _columns(
    found: ChainMap, language: Language, address: Address
) -> tuple[list[Node], list[Band]]:
    first, columns, bands = 0, {}, []
    for stage in STAGES:
        depth = 1 + max(
            (found.chain.depths[one.code] for one in found.chain.of_stage(stage)), default=0
        )
        columns[stage] = first
        bands.append(Band(stage.label.said_in(language), first, first + depth - 1))
        first += depth
    nodes = [
        Node(
            key=link.code,
            column=columns[ChainStage(link.stage)] + found.chain.depths[link.code],
            title=link.title.said_in(language),
            note=_note(link).said_in(language),
            tone=link.state.value,
            url=address(link.code),
            beneath=_feeds(found.chain, link, language),
        )
        for link in found.links
    ]
    return nodes, bands


def _note(link: LinkRow) -> Sentence:
    count = len(link.firms)
    form = FIRMS if count > 1 else ONE_FIRM if count else NO_FIRM
    return form.format(state=link.state.label, count=count)


def _feeds(chain: Chain, link: LinkRow, language: Language) -> str:
    names = [chain.link(code).title.said_in(language) for code in link.feeds]
    joint = "、" if language == "zh" else ", "
    return FEEDS.format(links=joint.join(names)).said_in(language) if names else ""


def hanging_pictures(card: HangingCard, *, language: Language, address: Address) -> tuple[str, str]:
    """What hangs on a firm as SVG for a wide and for a narrow screen.

    Args:
        address: key of a party that may be opened → its page.
    """
    first = Node(card.key, 0, card.name, STOPPED_NOTE.said_in(language), "stopped")
    nodes = [first, *(_hanging(row, language, address) for row in card.rows)]
    bands = [
        Band(THE_FIRM.said_in(language), 0, 0),
        *(Band(TIER.format(tier=tier).said_in(language), tier, tier) for tier in card.tiers),
    ]
    column = {node.key: node.column for node in nodes}
    edges = [Edge(s, b, goes_back=column[b] < column[s]) for s, b in card.routes]
    legend = [(tone, word.said_in(language)) for tone, word in HANG_LEGEND]
    label = hanging_label(card).said_in(language)
    return (
        svg_of(wide(nodes, edges, bands), label=label, name="hang-wide", legend=legend),
        svg_of(stacked(nodes, bands), label=label, name="hang-tall", legend=legend),
    )


def hanging_label(card: HangingCard) -> Sentence:
    farthest = max(card.tiers, default=0)
    return HANG_LABEL.format(firm=card.name, count=len(card.rows), tier=farthest)


def _hanging(row: HangingRow, language: Language, address: Address) -> Node:
    tone = "heavy" if row.high >= HALF else "middling" if row.high >= TENTH else "light"
    return Node(
        key=row.key,
        column=row.tier,
        title=row.name.said_in(language),
        note=LOST.format(lost=row.lost).said_in(language),
        tone=tone,
        url=address(row.key) if row.enterprise_id else "",
        beneath=row.link_title.said_in(language),
    )
