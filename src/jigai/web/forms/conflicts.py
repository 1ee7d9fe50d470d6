"""Two people on one record: both values of each field that both changed, for a person to choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from jigai.apps.audit.queries.versions import Merge

CHOICE = "keep."


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field in conflict; the words are ready to show."""

    field: str
    title: str
    base: str
    mine: str
    theirs: str


def conflict_rows(
    merge: Merge, form: Form, *, say: Callable[[str, Any], str] = lambda _field, value: str(value)
) -> tuple[ConflictRow, ...]:
    """Rows of the conflict card.

    Args:
        merge: what ``merged`` found.
        form: gives the titles of the fields.
        say: words a value of a field.
    """
    return tuple(
        ConflictRow(
            found.field,
            str(form.fields[found.field].label or found.field)
            if found.field in form.fields
            else found.field,
            say(found.field, found.base),
            say(found.field, found.mine),
            say(found.field, found.theirs),
        )
        for found in merge.conflicts
    )


def decided(merge: Merge, answers: Mapping[str, str]) -> dict[str, Any] | None:
    """Values to save once each conflict is answered (``keep.<field>`` mine or theirs).

    ``None`` while an answer is missing: nothing is overwritten without being asked.
    """
    values = dict(merge.values)
    for found in merge.conflicts:
        answer = answers.get(f"{CHOICE}{found.field}")
        if answer not in {"mine", "theirs"}:
            return None
        values[found.field] = found.mine if answer == "mine" else found.theirs
    return values
