"""Saving a record that a person edited: valid, and never over what others saved since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import override

from jigai.apps.audit.models import Record
from jigai.apps.audit.queries.versions import Conflict, merged
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined


class EditedByOthers(Refusal):
    """Fields that both sides changed; ``conflicts`` holds base, mine and theirs of each."""

    code = "record.edited_by_others"
    message = Sentence(
        "您打开之后，他人已改过：{fields}。", "Since you opened it others have changed: {fields}."
    )
    remedy = Sentence("请逐项选择保留哪一个值。", "Choose for each field which value to keep.")

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        self.conflicts = conflicts
        super().__init__(fields=", ".join(conflict.field for conflict in conflicts))


class RecordInvalid(Refusal):
    """Values that the record cannot hold; ``fields`` says which and why."""

    code = "record.invalid"
    message = Sentence("内容不符合要求：{problems}", "The content is not valid: {problems}")
    remedy = Sentence("请更正后再保存。", "Correct it and save again.")

    def __init__(self, fields: dict[str, Sentence]) -> None:
        self.fields = fields
        named = [
            text
            if name == NON_FIELD_ERRORS
            else Sentence(f"{name}：{text.zh}", f"{name}: {text.en}")
            for name, text in fields.items()
        ]
        super().__init__(problems=joined(named))


def save_valid(
    record: Record, *, fields: list[str] | None = None, known: Collection[str] = ()
) -> None:
    """Check a record against its columns and constraints, then save it.

    Args:
        known: columns that hold a record at hand, which need not be looked up once more.

    Raises:
        RecordInvalid: with the problem of each field.
    """
    try:
        record.full_clean(exclude=set(known))
    except ValidationError as error:
        raise RecordInvalid(_sentences(error)) from None
    record.save(update_fields=fields)


def apply_edit(record: Record, *, base: int, mine: Mapping[str, Any]) -> tuple[str, ...]:
    """Save my edits, made on version ``base``, joined with what others saved since.

    Returns:
        The names of the fields that changed.

    Raises:
        EditedByOthers: a field was changed by both sides.
        RecordInvalid: a value does not fit.
    """
    record.refresh_from_db()
    join = merged(record, base=base, mine=mine)
    if join.conflicts:
        raise EditedByOthers(join.conflicts)
    changed = [name for name, value in join.values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, join.values[name])
    if changed:
        save_valid(record, fields=changed)
    return tuple(changed)


def _sentences(error: ValidationError) -> dict[str, Sentence]:
    with override("zh-hans"):
        zh = {name: "；".join(texts) for name, texts in error.message_dict.items()}
    with override("en"):
        en = {name: "; ".join(texts) for name, texts in error.message_dict.items()}
    return {name: Sentence(zh[name], en[name]) for name in zh}
