"""A chain: its links in three stages and what feeds what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from jigai.domain.refusal import NotFound
from jigai.domain.rules.refusals import nearest
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class ChainStage(StrEnum):
    UPSTREAM = "upstream"
    MIDSTREAM = "midstream"
    DOWNSTREAM = "downstream"

    @property
    def label(self) -> Sentence:
        return STAGE_LABELS[self]


STAGES = tuple(ChainStage)
STAGE_LABELS = {
    ChainStage.UPSTREAM: Sentence("上游", "upstream"),
    ChainStage.MIDSTREAM: Sentence("中游", "midstream"),
    ChainStage.DOWNSTREAM: Sentence("下游", "downstream"),
}


class NoSuchLink(NotFound):
    code = "supply.no_such_link"
    message = Sentence(
        "产业链“{chain}”没有环节“{link}”。{near}",
        "The chain “{chain}” has no link “{link}”. {near}",
    )


@dataclass(frozen=True, slots=True)
class Link:
    """One link (环节) of a chain.

    Attributes:
        code: unique within its chain.
        products: what firms of the link make, for a reader who has to place one.
        feeds: codes of the links that take its products, in the same or a later stage.
        returns_to: codes of earlier links that it gives material back to (recycling).
        classes: classes of GB/T 4754 whose firms may belong here; a hint, not a rule.
    """

    code: str
    title: Sentence
    stage: ChainStage
    products: Sentence
    feeds: tuple[str, ...] = ()
    returns_to: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chain:
    """The standard links of one industry, in force from a day.

    Attributes:
        code: of the chain; ``direction`` is the county's industry direction that it belongs to.
        source: where the list comes from; ``is_proposal`` where it is this product's own.
        review_by: the day by which somebody must have looked at it again.
    """

    code: str
    direction: str
    title: Sentence
    source: Sentence
    is_proposal: bool
    valid_from: date
    review_by: date
    links: tuple[Link, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Link]:
        return {link.code: link for link in self.links}

    def link(self, code: str) -> Link:
        """The link of a code.

        Raises:
            NoSuchLink: the chain has none.
        """
        if code not in self.by_code:
            raise NoSuchLink(chain=self.title, link=code, near=nearest(code, self.by_code))
        return self.by_code[code]

    @cached_property
    def feeders(self) -> Mapping[str, tuple[str, ...]]:
        """Link → the links that feed it, in the order of the list."""
        found: dict[str, list[str]] = defaultdict(list)
        for link in self.links:
            for fed in link.feeds:
                found[fed].append(link.code)
        return {link.code: tuple(found[link.code]) for link in self.links}

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """Link → how many links of its own stage stand before it, at most; from 0."""
        found: dict[str, int] = {}

        def depth(code: str) -> int:
            if code not in found:
                stage = self.by_code[code].stage
                before = [c for c in self.feeders[code] if self.by_code[c].stage is stage]
                found[code] = 1 + max(map(depth, before)) if before else 0
            return found[code]

        return {link.code: depth(link.code) for link in self.links}

    def of_stage(self, stage: ChainStage) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.stage is stage)

    def of_class(self, industry_code: str) -> tuple[Link, ...]:
        """The links where a firm of a class of GB/T 4754 may belong."""
        return tuple(link for link in self.links if industry_code in link.classes)
