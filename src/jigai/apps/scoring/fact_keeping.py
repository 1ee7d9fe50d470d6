"""How declared facts of a year are kept, whatever they are of; each part says what it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.facts import FactDeclaration
from jigai.domain.scorecards.fact_values import Basis, kept_text
from jigai.domain.sentence import Sentence

FIRST_YEAR = 1990
Kept = tuple[str, str, date]
"""Value, paper and day as they are kept."""


class FactDatedAhead(Refusal):
    code = "scoring.fact_dated_ahead"
    message = Sentence("“{label}”的截至日{day}在将来。", "“{label}” is dated {day}, in the future.")
    remedy = Sentence("请填材料上的日期。", "Give the day on the paper.")


@dataclass(frozen=True, slots=True)
class FactEntry:
    """One value as written; a blank ``value`` takes the kept one away.

    Attributes:
        source: the paper.
        as_of: the day as of which it holds; ``None`` is the day of the change.
    """

    value: str
    source: str
    as_of: date | None = None


def is_fact_year(year: int, change: Change) -> bool:
    """From 1990 to the year after the change."""
    return FIRST_YEAR <= year <= change.at.year + 1


def read_entry(
    declaration: FactDeclaration, entry: FactEntry, change: Change, *, paperless: type[Refusal]
) -> Kept | None:
    """What is to be kept; ``None`` takes the kept value away.

    Args:
        paperless: the part's refusal of a value without its paper, told with ``label``.

    Raises:
        FactUnreadable, FactNegative, FactDatedAhead: as named; and ``paperless``.
    """
    if not entry.value.strip():
        return None
    value = kept_text(declaration, entry.value)
    if not entry.source.strip():
        raise paperless(label=declaration.label)
    day = entry.as_of or change.at.date()
    if day > change.at.date():
        raise FactDatedAhead(label=declaration.label, day=day)
    return value, entry.source.strip(), day


def keep_facts(
    model: Any,
    *,
    owner: Mapping[str, Any],
    year: int,
    basis: Basis,
    wanted: Mapping[str, Kept | None],
    verb: str,
    change: Change,
) -> tuple[str, ...]:
    """Bring the rows of an owner's year in line with what is wanted; others stay as they are.

    Args:
        model: the part's table of facts, with ``year``, ``basis``, ``name``, ``value``,
            ``source``, ``as_of`` and ``recorded_by``.
        owner: the columns that say whose facts they are.

    Returns:
        The names of the facts that changed.

    Raises:
        RecordInvalid: as named.
    """
    rows: QuerySet[Any] = model.objects.filter(**owner, year=year, basis=basis)
    present = {row.name: row for row in rows.filter(name__in=wanted)}
    changed = [name for name, want in wanted.items() if _said(present.get(name)) != want]
    if not changed:
        return ()
    with writing(verb, change):
        for name in changed:
            row, want = present.get(name), wanted[name]
            if want is None:
                if row is not None:
                    row.delete()
                continue
            row = row or model(**owner, year=year, basis=basis, name=name)
            row.value, row.source, row.as_of = want
            row.recorded_by = change.actor.name
            save_valid(row)
    return tuple(changed)


def _said(row: Any) -> Kept | None:
    return None if row is None else (row.value, row.source, row.as_of)
