from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.actions.register_enterprise import put_name
from jigai.apps.registry.models import Enterprise, EnterpriseName
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class NameUnchanged(Refusal):
    code = "enterprise.name_unchanged"
    message = Sentence("新名称与现名称相同。", "The new name equals the present one.")


class RenamedBeforeLastName(Refusal):
    code = "enterprise.renamed_before_last_name"
    message = Sentence(
        "更名日期{renamed_on}不晚于现名称的启用日期{valid_from}。",
        "The date of renaming {renamed_on} is not after {valid_from}, when the present name began.",
    )
    remedy = Sentence("请核对更名日期。", "Check the date of renaming.")


def rename_enterprise(
    *, enterprise: Enterprise, name: str, renamed_on: date, change: Change
) -> Enterprise:
    """Give a new name from a day on; the former name stays in the dated history.

    Raises:
        NameUnchanged, NameBlank, RenamedBeforeLastName: as named.
    """
    with writing("enterprise.renamed", change):
        enterprise.refresh_from_db()
        if name.strip() == enterprise.name:
            raise NameUnchanged
        last = enterprise.names.filter(valid_to__isnull=True).order_by("-id").first()
        if last and last.valid_from and last.valid_from >= renamed_on:
            raise RenamedBeforeLastName(renamed_on=renamed_on, valid_from=last.valid_from)
        if last is None:
            last = EnterpriseName(enterprise=enterprise, name=enterprise.name)
        last.valid_to = renamed_on
        last.save()
        put_name(enterprise, name)
        save_valid(enterprise, fields=["name", "name_sort", "name_initials"])
        EnterpriseName.objects.create(
            enterprise=enterprise, name=enterprise.name, valid_from=renamed_on
        )
    return enterprise
