"""The row that every source of reminders gives, whatever its part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jigai.domain.reminders.kinds import Kind

BOUND_TO_AGENCY = frozenset({"unit"})
"""Roles that act for one responsible unit alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Whom a thing concerns: one person, or whoever holds a role that reaches its area.

    Attributes:
        agency_id: the responsible unit, for roles that act for one unit.
        not_keys: persons (``user:7``) who must not decide on what they asked for themselves.
    """

    roles: frozenset[str] = frozenset()
    agency_id: int | None = None
    person_id: int | None = None
    not_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that waits for somebody.

    Attributes:
        record: what it is about, ``project:12``; messages are grouped by it.
        title: the record's own name (``named``), or what it is called in each language.
        what: what is to be done.
        link: address of the page on which it is done.
        division_id: area of the record; ``None``: the county's own.
        project_id, enterprise_id: which of them must be seen to be told of it.
    """

    kind: Kind
    record: str
    title: Sentence
    what: Sentence
    link: str
    who: Who
    due_on: date | None = None
    division_id: int | None = None
    project_id: int | None = None
    enterprise_id: int | None = None

    @property
    def key(self) -> str:
        """The same thing with the same day; a moved day is told anew."""
        return f"{self.kind.id}|{self.record}|{self.due_on or ''}"


def named(name: str) -> Sentence:
    """A proper name, the same in both languages."""
    return Sentence(name, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One role of a receiver; ``division_ids`` ``None`` is the whole county."""

    role: str
    agency_id: int | None = None
    division_ids: frozenset[int] | None = None


def concerns(who: Who, *, division_id: int | None, key: str, reaches: Iterable[Reach]) -> bool:
    """Whether a thing of an area waits for a receiver ``key`` with these roles.

    >>> unit = Who(roles=frozenset({"unit"}), agency_id=3)
    >>> mine = [Reach(role="unit", agency_id=3)]
    >>> concerns(unit, division_id=7, key="user:1", reaches=mine)
    True
    >>> concerns(unit, division_id=7, key="user:1", reaches=[Reach(role="unit", agency_id=4)])
    False
    """
    if key in who.not_keys:
        return False
    if who.person_id is not None and key == f"user:{who.person_id}":
        return True
    return any(_reaches(who, division_id, reach) for reach in reaches)


def _reaches(who: Who, division_id: int | None, reach: Reach) -> bool:
    if reach.role not in who.roles:
        return False
    if reach.role in BOUND_TO_AGENCY and reach.agency_id != who.agency_id:
        return False
    return reach.division_ids is None or division_id in reach.division_ids
