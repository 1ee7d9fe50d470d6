"""Order a bulk edit: the rows as they are now, the values read, then a trial of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q

from jigai.apps.accounts.permissions import Deed, require
from jigai.apps.accounts.viewer import Viewer
from jigai.apps.bulk.actions.order_run import order_run
from jigai.apps.bulk.models import BulkRun
from jigai.domain.change import Change
from jigai.domain.refusal import NotFound, Refusal
from jigai.domain.sentence import Sentence
from jigai.flows.bulk.registers import Register, register_named

CHUNK = 500


class NothingChosen(Refusal):
    code = "bulk.nothing_chosen"
    message = Sentence("没有选中任何一条。", "No row was chosen.")
    remedy = Sentence("请先勾选，或放宽条件。", "Tick rows first, or loosen the conditions.")


class NothingSet(Refusal):
    code = "bulk.nothing_set"
    message = Sentence("没有说明要改什么。", "It was not said what to change.")
    remedy = Sentence("请至少填一项新值。", "Give at least one new value.")


class RowsNotSeen(NotFound):
    code = "bulk.rows_not_seen"
    message = Sentence(
        "这些编号不存在，或不在您的范围内：{keys}。",
        "These numbers do not exist or are out of your reach: {keys}.",
    )


def keys_where(
    register: str, viewer: Viewer, where: Mapping[str, Sequence[str]], change: Change
) -> list[int]:
    """Numbers of the visible rows whose fields have one of the values given for each.

    Args:
        where: field of the register → values as written; a blank one means nothing entered.

    Raises:
        NoSuchRegister, NoSuchField, ValueUnreadable: as named.
    """
    found = register_named(register)
    rows = found.visible(viewer)
    for key, values in where.items():
        field = found.field(key)
        read = [field.read(value, on=change.at.date()) for value in values if value]
        named = Q(**{f"{field.key}__in": read})
        if "" in values:
            named |= Q(**{f"{field.key}__isnull": True})
            named |= Q(**{field.key: ""}) if field.shape == "text" else Q(pk__in=[])
        rows = rows.filter(named)
    return list(rows.order_by("name_sort", "pk").values_list("pk", flat=True).distinct())


def order_edit(
    *,
    register: str,
    viewer: Viewer,
    keys: Sequence[int],
    values: Mapping[str, str],
    change: Change,
    came_from: str = "",
) -> BulkRun:
    """Keep an order to set values on rows. Nothing is changed before it is confirmed.

    Args:
        keys: the rows, in the order of the work.
        values: field → new value as written; blank clears it.
        change: who orders it, through which interface.

    Raises:
        RoleMissing, NothingChosen, NothingSet, RowsNotSeen: as named.
        NoSuchRegister, NoSuchField, ValueUnreadable: as named.
    """
    require(viewer, Deed.KEEP_REGISTERS)
    found = register_named(register)
    read = found.read(values, on=change.at.date())
    settled = {key: "" if value is None else str(value) for key, value in read.items()}
    if not settled:
        raise NothingSet
    if not keys:
        raise NothingChosen
    labels = _labels(found, viewer, keys)
    if unseen := [key for key in keys if key not in labels]:
        raise RowsNotSeen(keys=", ".join(map(str, unseen[:20])))
    return order_run(
        register=register,
        values=settled,
        rows=[(key, labels[key]) for key in dict.fromkeys(keys)],
        came_from=came_from,
        change=change,
    )


def _labels(register: Register, viewer: Viewer, keys: Sequence[int]) -> dict[int, str]:
    labels = dict[int, str]()
    for start in range(0, len(keys), CHUNK):
        rows = register.visible(viewer).filter(pk__in=keys[start : start + CHUNK])
        labels.update(rows.values_list("pk", "name"))
    return labels
