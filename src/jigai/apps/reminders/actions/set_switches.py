"""A person says of each kind on which media it may come; the address of letters stands beside."""

from __future__ import annotations

from collections.abc import Collection

from jigai.apps.audit.writing import writing
from jigai.apps.reminders.models import Switch
from jigai.domain.change import Change
from jigai.domain.reminders.kinds import EVERY_KIND, Medium, kind_named


def set_switches(*, user_id: int, off: Collection[tuple[str, str]], change: Change) -> int:
    """Everything in ``off`` (kind, medium) is switched off, everything else on.

    Returns:
        How many switches moved.

    Raises:
        NoSuchKind: as named.
    """
    wanted = {(_known(kind), Medium(medium).value) for kind, medium in off}
    held = {(one.kind, one.medium): one for one in Switch.objects.filter(user_id=user_id)}
    fresh, gone = wanted - held.keys(), held.keys() - wanted
    if fresh or gone:
        with writing("reminders.switched", change):
            for name in sorted(gone):
                held[name].delete()
            Switch.objects.bulk_create(
                Switch(user_id=user_id, kind=kind, medium=medium) for kind, medium in sorted(fresh)
            )
    return len(fresh) + len(gone)


def switch_off(*, user_id: int, kind: str, medium: Medium, change: Change) -> bool:
    """Stop one kind on one medium; whether it was on until now.

    Raises:
        NoSuchKind: as named.
    """
    name = {"user_id": user_id, "kind": _known(kind), "medium": medium.value}
    if Switch.objects.filter(**name).exists():
        return False
    with writing("reminders.switched", change):
        Switch.objects.create(**name)
    return True


def _known(kind: str) -> str:
    return kind if kind == EVERY_KIND else kind_named(kind).id
