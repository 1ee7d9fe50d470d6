"""The registry's own share of merging two records of one enterprise, and of taking it back."""

from __future__ import annotations

from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise, EnterpriseMerge
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class MergedAlready(Refusal):
    code = "enterprise.merged_already"
    message = Sentence("“{name}”已经合并过。", "“{name}” was already merged.")


class MergedWithItself(Refusal):
    code = "enterprise.merged_with_itself"
    message = Sentence("不能与自身合并。", "An enterprise cannot be merged with itself.")


class UnmergedAlready(Refusal):
    code = "enterprise.unmerged_already"
    message = Sentence("这次合并已经撤回。", "This merge was already taken back.")


def merge_records(
    *,
    kept: Enterprise,
    merged: Enterprise,
    moved: dict[str, list[int]],
    merged_on: date,
    change: Change,
) -> EnterpriseMerge:
    """Mark one record as merged into another; both keep their own names, contacts and years.

    Args:
        moved: table name → keys of the records that were repointed to ``kept``.

    Raises:
        MergedAlready, MergedWithItself: as named.
    """
    if kept.pk == merged.pk:
        raise MergedWithItself
    for one in (kept, merged):
        if one.merged_into_id is not None:
            raise MergedAlready(name=one.name)
    with writing("enterprise.merged", change):
        merged.merged_into, merged.is_active = kept, False
        merged.save(update_fields=["merged_into", "is_active"])
        return EnterpriseMerge.objects.create(
            kept=kept, merged=merged, moved=moved, merged_on=merged_on
        )


def unmerge_records(*, merge: EnterpriseMerge, on: date, change: Change) -> EnterpriseMerge:
    """Raise the merged record again.

    Raises:
        UnmergedAlready: as named.
    """
    if merge.undone_on is not None:
        raise UnmergedAlready
    with writing("enterprise.unmerged", change):
        merged = merge.merged
        merged.merged_into, merged.is_active = None, True
        merged.save(update_fields=["merged_into", "is_active"])
        merge.undone_on = on
        merge.save(update_fields=["undone_on"])
    return merge
