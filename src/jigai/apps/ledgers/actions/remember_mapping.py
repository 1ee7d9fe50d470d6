"""Keep how the heads of a layout were matched, for the next file like it."""

from __future__ import annotations

from hashlib import sha256

from jigai.apps.audit.writing import writing
from jigai.apps.ledgers.models import RememberedMapping
from jigai.domain.change import Change


def signature_of(heads: tuple[str, ...]) -> str:
    """The identity of a layout: its heads in order."""
    return sha256("\x1f".join(heads).encode()).hexdigest()


def remember_mapping(
    *, template: str, signature: str, columns: dict[str, str], change: Change
) -> None:
    with writing("ledger.mapping_remembered", change):
        row = RememberedMapping.objects.filter(template=template, signature=signature).first()
        if row is None:
            RememberedMapping.objects.create(
                template=template, signature=signature, columns=columns
            )
        elif row.columns != columns:
            row.columns = columns
            row.save()
