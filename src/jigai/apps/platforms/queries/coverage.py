"""Where the county's industries have platforms: industry × chain link × kind, empty cells too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jigai.apps.accounts.viewer import Viewer
from jigai.apps.platforms.queries.platform_list import in_force, visible_platform_rows
from jigai.apps.reference.models import Direction
from jigai.domain.scorecards.platform_kinds import kinds_on
from jigai.domain.sentence import Sentence
from jigai.domain.supply_chain.read_chains import chains_in_force

Links = Mapping[str, Sequence[tuple[str, Sentence]]]
"""Code of an industry direction → its chain links in order, each with its words."""
NO_DIRECTION = Sentence("未登记产业方向", "no industry given")
NO_LINK = Sentence("未登记环节", "no chain link given")


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One industry and chain link; ``counts`` are by kind, in the order of the matrix."""

    direction: str
    direction_title: Sentence
    link: str
    link_title: Sentence
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What stands on a day; ``empty`` counts the cells in which nothing does."""

    on: date
    kinds: tuple[tuple[str, Sentence], ...]
    lines: tuple[CoverageLine, ...]

    @property
    def empty(self) -> int:
        return sum(count == 0 for line in self.lines for count in line.counts)

    @property
    def total(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def by_kind(self) -> tuple[int, ...]:
        return tuple(sum(line.counts[n] for line in self.lines) for n in range(len(self.kinds)))


def standard_links(on: date) -> Links:
    """The chain links of each industry in force on a day, from ``rulebook/chains``."""
    found: dict[str, list[tuple[str, Sentence]]] = {}
    for chain in chains_in_force(on=on):
        named = [(link.code, link.title) for link in chain.links]
        found.setdefault(chain.direction, []).extend(named)
    return found


def coverage(viewer: Viewer, *, on: date, links: Links | None = None) -> Coverage:
    """The matrix over the platforms that the viewer sees; two queries.

    Every industry direction has a line for each link of its standard list and for each further
    link that a platform names; a platform without a link stands on a line of its own.

    Args:
        links: lists of chain links; without them the standard ones of the day.
    """
    links = standard_links(on) if links is None else links
    rows: Any = visible_platform_rows(viewer, on).filter(in_force()).order_by()
    counted = Counter(rows.values_list("direction__code", "chain_link", "kind"))
    kinds = tuple((one.name, one.label) for one in kinds_on(on).kinds.values())
    titles = {
        one.code: Sentence(one.name, one.name_en or one.name)
        for one in Direction.objects.order_by("position", "pk")
    }
    words = {link: title for named in links.values() for link, title in named}
    found = {(code or "", link) for code, link, _kind in counted}
    lines = []
    for code in (*titles, ""):
        named = dict(links.get(code, ()))
        extra = sorted(link for way, link in found if way == code and link not in named)
        wanted = [*named, *extra]
        if not wanted and code:
            wanted = [""]
        for link in wanted:
            counts = tuple(counted[code or None, link, kind] for kind, _ in kinds)
            title = words.get(link) or (Sentence(link, link) if link else NO_LINK)
            lines.append(CoverageLine(code, titles.get(code, NO_DIRECTION), link, title, counts))
    return Coverage(on, kinds, tuple(lines))
