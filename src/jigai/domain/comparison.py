"""Fair comparison: projects and responsible units inside a stated peer group, never ranked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

Likeness = tuple[str | Sentence, str | Sentence]
"""Industry and size, as they are to be said."""
SMALLEST_GROUP = 5
STATED = Sentence("{industry}、{size}，共 {count} 个", "{industry}, {size}: {count} in all")
TOO_SMALL = Sentence(
    "{industry}、{size}：不足 {smallest} 个，不作比较",
    "{industry}, {size}: fewer than {smallest}, not compared",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A project or a responsible unit with one value to compare."""

    key: str
    industry: str | Sentence
    size: str | Sentence
    value: Fraction


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """Members alike in industry and size; no figures when it is too small."""

    industry: str | Sentence
    size: str | Sentence
    member_count: int
    middle: Fraction | None
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Standing:
    """A member beside its group: the difference to the middle value, no place in a list."""

    key: str
    group: PeerGroup
    difference: Fraction | None


def compare_with_peers(
    members: Iterable[Member], *, smallest: int = SMALLEST_GROUP
) -> tuple[Standing, ...]:
    """Each member beside its peers, in the order given.

    Args:
        members: of one kind, all projects or all responsible units.
        smallest: a smaller group is named but not compared, so that nobody can be told from it.
    """
    listed = list(members)
    grouped: dict[Likeness, list[Member]] = defaultdict(list)
    for member in listed:
        grouped[member.industry, member.size].append(member)
    groups = {key: _group(key, peers, smallest) for key, peers in grouped.items()}
    return tuple(_standing(member, groups[member.industry, member.size]) for member in listed)


def _group(key: Likeness, peers: list[Member], smallest: int) -> PeerGroup:
    industry, size = key
    if len(peers) < smallest:
        said = TOO_SMALL.format(industry=industry, size=size, smallest=smallest)
        return PeerGroup(industry, size, len(peers), None, said)
    middle = median(peer.value for peer in peers)
    said = STATED.format(industry=industry, size=size, count=len(peers))
    return PeerGroup(industry, size, len(peers), Fraction(middle), said)


def _standing(member: Member, group: PeerGroup) -> Standing:
    difference = None if group.middle is None else member.value - group.middle
    return Standing(member.key, group, difference)
