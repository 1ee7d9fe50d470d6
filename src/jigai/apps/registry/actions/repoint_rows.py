from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from jigai.apps.audit.writing import writing
from jigai.domain.change import Change


def repoint_rows(
    *, rows: QuerySet[Any], column: str, to: Any, change: Change
) -> tuple[list[int], list[int]]:
    """Give rows another owner, each by itself.

    Args:
        column: the foreign key that names the owner.

    Returns:
        Keys of the rows that went over, and of those that stay with their owner, since the other
        has the like already and the database lets it be there once.
    """
    moved, staying = list[int](), list[int]()
    with writing("rows.repointed", change):
        for row in rows.order_by("pk"):
            setattr(row, column, to)
            try:
                with transaction.atomic():
                    row.save(update_fields=[column])
            except IntegrityError:
                staying.append(row.pk)
            else:
                moved.append(row.pk)
    return moved, staying


def return_rows(*, model: Any, keys: Collection[int], column: str, to: Any, change: Change) -> None:
    """Give rows back to the owner that they had."""
    with writing("rows.repointed", change):
        model.objects.filter(pk__in=keys).update(**{column: to})
