"""Edit one part of a draft by its values; the rest of the text stays letter by letter."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Literal

from jigai.apps.audit.editing import RecordInvalid
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.scoring.actions.edit_rule_draft import edit_rule_draft
from jigai.apps.scoring.models import RuleDraft
from jigai.apps.scoring.queries.drafts import DraftRow, reading_of
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.draft import read_draft, with_found_outcomes, with_proposal
from jigai.domain.rules.editable import EditablePart, EditableValue, editable_part, editable_parts
from jigai.domain.rules.places import lines_of
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.refusals import (
    ExpressionUnreadable,
    KindsClash,
    NameUnknown,
    PointsBeyondWeight,
    RuleFileRefused,
    ValueOfWrongKind,
)
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import RULE_TEXT, shipped
from jigai.domain.rules.toml_editing import (
    PartNotThere,
    with_copied_part,
    with_moved_part,
    with_values,
    without_part,
)
from jigai.domain.sentence import Sentence

Shaping = Literal["copy", "up", "remove"]
BESIDE_THE_FIELD = (
    ExpressionUnreadable,
    KindsClash,
    NameUnknown,
    PointsBeyondWeight,
    ValueOfWrongKind,
)
"""Faults that lie in the value itself; others may be mended in another part later."""


class PartChangedSince(Refusal):
    code = "rules.part_changed_since"
    message = Sentence(
        "您打开之后，别人改过这一部分。", "Somebody changed this part since you opened it."
    )
    remedy = Sentence("请重新打开再改。", "Open it again and make your change.")


def part_of(draft: RuleDraft, address: str) -> EditablePart:
    """One part of a draft by its address.

    Raises:
        PartNotThere, TomlUnreadable: as named.
    """
    part = editable_part(draft.text, address)
    if part is None:
        raise PartNotThere(place=address)
    return part


def seen_of(part: EditablePart) -> str:
    """A mark of the values of a part, to tell whether somebody changed them since."""
    return sha256(repr(part).encode()).hexdigest()[:16]


def edit_rule_part(
    *, draft: RuleDraft, address: str, typed: Mapping[str, str], seen: str, change: Change
) -> RuleDraft:
    """Save other values of one part.

    Args:
        typed: name of a value (its path joined by dots) → what was typed; others stay.
        seen: mark of the part as it was opened; "" takes whatever stands there.

    Raises:
        PartChangedSince, PartNotThere, ValueNotTaken, DraftNotWritable: as named.
        RecordInvalid: a value is wrong in itself; its fields are the names of the values.
    """
    draft.refresh_from_db()
    part = part_of(draft, address)
    if seen and seen != seen_of(part):
        raise PartChangedSince
    text = text_with(draft.text, part, typed)
    _check(text, part, draft.subject)
    return _saved(draft, change, text=text)


def text_with(text: str, part: EditablePart, typed: Mapping[str, str]) -> str:
    """The text with what was typed; both languages of an optional sentence go together.

    Raises:
        PartNotThere, ValueNotTaken: as named.
    """
    by_name = {name_of(value): value for value in part.values}
    if unknown := set(typed) - set(by_name):
        raise PartNotThere(place=min(unknown))
    values: dict[tuple[str | int, ...], str | None] = {}
    kinds = {value.path: value.toml_kind for value in part.values}
    for name, given in typed.items():
        value, new = by_name[name], given.strip()
        if new != value.text:
            values[value.path] = new or None
    for path in _emptied(part, values):
        values = {key: new for key, new in values.items() if key[:-1] != path} | {path: None}
        kinds[path] = "text"
    return with_values(text, values, kinds)


def name_of(value: EditableValue) -> str:
    return ".".join(str(part) for part in value.path)


def _emptied(
    part: EditablePart, values: Mapping[tuple[str | int, ...], str | None]
) -> set[tuple[str | int, ...]]:
    """Sentences that both languages leave empty: the whole of it goes."""
    found: dict[tuple[str | int, ...], list[str | None]] = {}
    for value in part.values:
        if value.path[-1] in {"zh", "en"} and not value.is_required:
            found.setdefault(value.path[:-1], []).append(values.get(value.path, value.text) or None)
    touched = {path[:-1] for path in values}
    return {path for path, both in found.items() if path in touched and not any(both)}


def _check(text: str, part: EditablePart, subject: str) -> None:
    try:
        read_rule_set(text, file=RULE_TEXT, facts=shipped().facts[subject], subject=subject)
    except RuleFileRefused as fault:
        lines = lines_of(text)
        at = [value for value in part.values if lines.get(value.path) == fault.line]
        at = at or [value for value in part.values if lines.get(value.path[:-1]) == fault.line]
        if at and isinstance(fault, BESIDE_THE_FIELD):
            raise RecordInvalid({name_of(at[0]): fault.said}) from None


def check_rule_part(
    *, draft: DraftRow, part: EditablePart, typed: Mapping[str, str]
) -> tuple[RuleSet | None, str]:
    """The rule with what was typed, and its text; nothing is saved.

    ``None``: the values are right in themselves, and another part keeps the rule from being read.

    Raises:
        PartNotThere, ValueNotTaken, RecordInvalid: as ``edit_rule_part``.
    """
    text = text_with(draft.text, part, typed)
    _check(text, part, draft.subject)
    facts = shipped().facts[draft.subject]
    return read_draft(text, draft.cases, facts=facts, subject=draft.subject).rule_set, text


def shape_rule_part(
    *, draft: RuleDraft, address: str, shaping: Shaping, change: Change
) -> RuleDraft:
    """Copy a part behind itself, move it before the one above, or take it away.

    Raises:
        PartNotThere, DraftNotWritable: as named.
    """
    draft.refresh_from_db()
    path = part_of(draft, address).path
    match shaping:
        case "copy":
            text = with_copied_part(draft.text, path, name=_free_name(draft, address))
        case "up":
            text = with_moved_part(draft.text, path)
        case "remove":
            text = without_part(draft.text, path)
    return _saved(draft, change, text=text)


def _free_name(draft: RuleDraft, address: str) -> str:
    taken = {part.name for part in editable_parts(draft.text)}
    name = part_of(draft, address).name or "part"
    return next(f"{name}_{n}" for n in range(2, 1000) if f"{name}_{n}" not in taken)


def confirm_rule_cases(
    *, draft: RuleDraft, failing: set[int], proposals: set[int], change: Change
) -> RuleDraft:
    """Take into the draft what its author confirmed: other outcomes of cases, and proposed cases.

    Args:
        failing: places of cases that shall say what the draft gives.
        proposals: numbers of the proposals, from 0, in the order of ``reading_of``.

    Raises:
        DraftNotWritable: as named.
    """
    draft.refresh_from_db()
    reading = reading_of(draft)
    cases = draft.cases
    if reading.review is not None:
        cases = with_found_outcomes(cases, reading.review, failing)
    for number, proposal in enumerate(reading.proposals()):
        if number in proposals:
            missing = proposal.missing
            name = f"{missing.boundary_words.en}: {missing.side_words.en}"
            cases = with_proposal(cases, proposal, name=name.replace('"', "'"))
    return _saved(draft, change, cases=cases)


def _saved(draft: RuleDraft, change: Change, *, text: str = "", cases: str = "") -> RuleDraft:
    return edit_rule_draft(
        draft=draft,
        text=text or draft.text,
        cases=cases or draft.cases,
        base=version_of(draft),
        change=change,
    )
