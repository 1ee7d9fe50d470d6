"""Quartiles of groups of enterprises, and which groups may be shown at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

WHOLE, ELSE = "", "*"
"""Key of everything; key of the smaller groups of a parent, taken together."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """One enterprise's value with its industry and size."""

    industry: str
    size: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class Quartiles:
    """By linear interpolation between ordered values (the inclusive method), exactly."""

    count: int
    lowest_quarter: Fraction
    median: Fraction
    highest_quarter: Fraction


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """A group that may be shown: the whole ``()``, an industry ``(i,)``, a size in it ``(i, s)``.

    ``*`` in place of the last part stands for the smaller groups taken together; ``members`` says
    which they are.
    """

    key: Key
    members: tuple[str, ...]
    quartiles: Quartiles


def quartiles(values: Sequence[Fraction]) -> Quartiles:
    """Quartiles of at least one value.

    >>> quartiles([Fraction(n) for n in (1, 2, 3, 4)]).median
    Fraction(5, 2)
    """
    ordered = sorted(values)
    first, median, last = (_at(ordered, Fraction(part, 4)) for part in (1, 2, 3))
    return Quartiles(len(ordered), first, median, last)


def shown_groups(peers: Sequence[Peer], *, least: int) -> tuple[PeerGroup, ...]:
    """The groups that may be shown, from the whole downwards.

    Under each shown group its parts are shown only if each of them, and all that stays unnamed
    taken together, has at least ``least`` members: small parts are merged, and where the merged
    rest is still too small the next smallest part goes into it. So no difference of shown groups
    is a smaller group.
    """
    if len(peers) < least:
        return ()
    groups = [PeerGroup((), (), quartiles([one.value for one in peers]))]
    by_industry = _grouped(peers, lambda one: one.industry)
    for name, members, parts in _parted(by_industry, least):
        groups.append(_group((name,), parts, members))
        if name == ELSE:
            continue
        by_size = _grouped(members, lambda one: one.size)
        groups += [
            _group((name, size), inner_parts, inner)
            for size, inner, inner_parts in _parted(by_size, least)
        ]
    return tuple(groups)


def group_for(groups: Sequence[PeerGroup], *, industry: str, size: str) -> PeerGroup | None:
    """The narrowest shown group in which an industry and size lie; ``None``: nothing is shown."""
    found = None
    for group in groups:
        key = group.key
        fits = not key or _lies_in(group, 0, industry)
        if len(key) == len((industry, size)):
            fits = key[0] == industry and _lies_in(group, 1, size)
        if fits and (found is None or len(key) > len(found.key)):
            found = group
    return found


def _lies_in(group: PeerGroup, place: int, name: str) -> bool:
    key = group.key
    if len(key) != place + 1:
        return False
    return key[place] == name or (key[place] == ELSE and name in group.members)


Named = tuple[str, list[Peer], tuple[str, ...]]


def _parted(groups: Mapping[str, list[Peer]], least: int) -> list[Named]:
    """Parts that may stand alone, then the merged rest; nothing where all would be one rest."""
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    alone = [(name, members) for name, members in ordered if len(members) >= least]
    rest = ordered[len(alone) :]
    while rest and alone and sum(len(members) for _, members in rest) < least:
        rest.insert(0, alone.pop())
    if not alone:
        return []
    parts: list[Named] = [(name, members, (name,)) for name, members in sorted(alone)]
    if rest:
        names = tuple(sorted(name for name, _ in rest))
        parts.append((ELSE, [one for _, members in rest for one in members], names))
    return parts


def _group(key: Key, members: tuple[str, ...], peers: Sequence[Peer]) -> PeerGroup:
    return PeerGroup(key, members, quartiles([one.value for one in peers]))


def _grouped(peers: Sequence[Peer], key: Callable[[Peer], str]) -> dict[str, list[Peer]]:
    found: dict[str, list[Peer]] = defaultdict(list)
    for one in peers:
        found[key(one)].append(one)
    return found


def _at(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
