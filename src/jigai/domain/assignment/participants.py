"""The two sides of a day, with their wishes and capacities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

Pair = tuple[str, str]


class WishTwice(Refusal):
    code = "assignment.wish_twice"
    message = Sentence("{who}的意向中{wish}出现了两次。", "{who} wishes for {wish} twice.")
    remedy = Sentence("每个对象只排一个名次。", "Give each one place.")


class WishUnknown(Refusal):
    code = "assignment.wish_unknown"
    message = Sentence("{who}的意向中{wish}不是对方参加者。",
                       "{who} wishes for {wish}, who is not on the other side.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part; whom they do not wish for they do not meet.

    Attributes:
        wishes: keys of the other side, the best first.
        capacity: how many they can meet; 0 keeps them out.
    """

    key: str
    wishes: tuple[str, ...]
    capacity: int = 1


@dataclass(frozen=True, slots=True)
class Side:
    """The participants of one side by key, each with the rank of every wish (0 is the best)."""

    participants: Mapping[str, Participant]
    ranks: Mapping[str, Mapping[str, int]]

    def likes(self, key: str, other: str) -> bool:
        return other in self.ranks[key]

    def rank(self, key: str, other: str) -> int:
        return self.ranks[key][other]

    def capacity(self, key: str) -> int:
        return self.participants[key].capacity


def sides(first: Sequence[Participant], second: Sequence[Participant]) -> tuple[Side, Side]:
    """Both sides, checked against each other.

    Raises:
        WishTwice, WishUnknown: as named.
    """
    return _side(first, {one.key for one in second}), _side(second, {one.key for one in first})


def _side(participants: Sequence[Participant], others: set[str]) -> Side:
    ranks: dict[str, dict[str, int]] = {}
    for one in participants:
        ranks[one.key] = {}
        for place, wish in enumerate(one.wishes):
            if wish in ranks[one.key]:
                raise WishTwice(who=one.key, wish=wish)
            if wish not in others:
                raise WishUnknown(who=one.key, wish=wish)
            ranks[one.key][wish] = place
    return Side({one.key: one for one in participants}, ranks)
