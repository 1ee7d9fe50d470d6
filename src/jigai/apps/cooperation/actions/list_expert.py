from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.cooperation.entries import FieldBlank, WordUnknown
from jigai.apps.cooperation.fields import DISCIPLINES, TECHNICAL_FIELDS
from jigai.apps.cooperation.models import Expert, Institution
from jigai.apps.cooperation.words import EXPERT_KINDS
from jigai.domain.change import Change
from jigai.domain.pinyin import fitting_keys
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

LONGEST_CONSENT = timedelta(days=3 * 366)
SORT_WIDTH, INITIALS_WIDTH = 400, 120


class ConsentMissing(Refusal):
    code = "cooperation.consent_missing"
    message = Sentence(
        "没有写明本人同意入库的书面材料。", "The written consent to be listed is not named."
    )
    remedy = Sentence("请先取得本人同意。", "Obtain it first.")


class ConsentTooLong(Refusal):
    code = "cooperation.consent_too_long"
    message = Sentence(
        "同意期须晚于同意日，最长三年。", "A consent lasts beyond its day, three years at most."
    )


class ExpertNameTaken(Refusal):
    code = "cooperation.expert_name_taken"
    message = Sentence("这家单位已有“{name}”。", "“{name}” of this institution is listed already.")


class ConsentWithdrawn(Refusal):
    code = "cooperation.consent_withdrawn"
    message = Sentence("本人已撤回同意。", "The consent was taken back.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertEntry:
    """What the directory says of an expert or a laboratory; codes as in `fields`."""

    kind: str
    name: str
    discipline: str
    technical_field: str
    keywords: str
    load_limit: int
    consent_on: date
    consent_until: date
    consent_document: str
    title: str = ""
    summary: str = ""


def list_expert(*, institution: Institution, entry: ExpertEntry, change: Change) -> Expert:
    """Enter an expert or a laboratory with consent, its last day and the load limit.

    Raises:
        ConsentMissing, ConsentTooLong, ExpertNameTaken, FieldBlank, WordUnknown, RecordInvalid:
            as named.
    """
    return _saved(Expert(institution=institution), entry, "expert.listed", change)


def correct_expert(*, expert: Expert, entry: ExpertEntry, change: Change) -> Expert:
    """Change what the directory says, or renew the consent.

    Raises:
        ConsentWithdrawn, and as `list_expert`.
    """
    expert.refresh_from_db()
    if expert.withdrawn_on is not None and entry.consent_on <= expert.withdrawn_on:
        raise ConsentWithdrawn
    expert.withdrawn_on = None
    return _saved(expert, entry, "expert.corrected", change)


def withdraw_consent(*, expert: Expert, change: Change) -> Expert:
    """From now on the person is not shown and takes no case; open cases stay to be closed.

    Raises:
        ConsentWithdrawn: it was taken back before.
    """
    with writing("expert.withdrawn", change):
        expert.refresh_from_db()
        if expert.withdrawn_on is not None:
            raise ConsentWithdrawn
        expert.withdrawn_on = change.at.date()
        expert.save(update_fields=["withdrawn_on"])
    return expert


def _saved(expert: Expert, entry: ExpertEntry, verb: str, change: Change) -> Expert:
    _check(entry)
    name = entry.name.strip()
    taken = Expert.objects.filter(institution=expert.institution, name=name)
    for one in fields(ExpertEntry):
        value = getattr(entry, one.name)
        setattr(expert, one.name, value.strip() if isinstance(value, str) else value)
    keys = fitting_keys(name, sort=SORT_WIDTH, initials=INITIALS_WIDTH)
    expert.name_sort, expert.name_initials = keys.sort, keys.initials
    with writing(verb, change):
        if taken.exclude(pk=expert.pk).exists():
            raise ExpertNameTaken(name=name)
        save_valid(expert)
    return expert


def _check(entry: ExpertEntry) -> None:
    if not entry.name.strip():
        raise FieldBlank(label=Sentence("姓名或实验室名称", "name"))
    if not entry.consent_document.strip():
        raise ConsentMissing
    if not entry.consent_on < entry.consent_until <= entry.consent_on + LONGEST_CONSENT:
        raise ConsentTooLong
    lists = (
        ("kind", EXPERT_KINDS, Sentence("类别", "kind")),
        ("discipline", DISCIPLINES, Sentence("学科分类", "discipline")),
        ("technical_field", TECHNICAL_FIELDS, Sentence("技术领域", "technical field")),
    )
    for name, words, label in lists:
        if getattr(entry, name) not in words:
            raise WordUnknown(label=label, value=getattr(entry, name))
