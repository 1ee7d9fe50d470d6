"""The lines of an enterprise's file: each value with its source, who entered it and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import localtime, make_aware

from jigai.apps.audit.queries.authors import Entered, entered_by
from jigai.apps.cultivation.queries.facts import kept_list
from jigai.apps.projects.models import Project
from jigai.apps.registry.models import (
    Certificate,
    Enterprise,
    LibraryMembership,
    YearlyIndicators,
)
from jigai.domain.quantities import MoneyUnit, from_fen, number_text
from jigai.domain.rules.facts import FactDeclaration
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.wording import value_in_words
from jigai.domain.scorecards.fact_values import known_value
from jigai.domain.scorecards.rungs import RUNGS
from jigai.domain.sentence import Sentence
from jigai.domain.stages import STAGE_LABELS, Stage
from jigai.flows.file_fields import FIELDS, FileField, shown_of

PATHS = {
    "form": Sentence("网页登记", "entered on a page"),
    "bulk": Sentence("批量修改", "bulk edit"),
    "import": Sentence("台账导入", "imported from a ledger"),
    "cli": Sentence("命令行", "command"),
    "job": Sentence("后台任务", "background job"),
    "api": Sentence("接口", "programming interface"),
    "setup": Sentence("开通设置", "set-up"),
    "undo": Sentence("撤销", "undo"),
}
BASES = {
    "reported": Sentence("（企业填报）", "(reported)"),
    "verified": Sentence("（核实）", "(verified)"),
}
PROOFS = {rung.proof: rung.title for rung in RUNGS}
NUMBER = Sentence("{proof}入库登记编号", "{proof}: registration number")
UNTIL = Sentence("{number}，{start} 至 {end}", "{number}, {start} to {end}")
OF_RECORD = Sentence("{record}：{label}", "{record}: {label}")
PLAIN = Sentence("{text}", "{text}")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One value; ``subject``, ``name`` and ``record_key`` say what a correction would name.

    ``name`` is blank where the value is corrected in another way.
    """

    label: Sentence
    value: Sentence
    source: Sentence
    by: str
    at: datetime | None
    subject: str = ""
    name: str = ""
    record_key: int | None = None


@dataclass(frozen=True, slots=True)
class FileSection:
    """``key``: identity, certificates, indicators, facts or project."""

    key: str
    title: Sentence
    lines: tuple[FileLine, ...]


def identity_lines(enterprise: Enterprise) -> FileSection:
    """What the register says of the enterprise itself."""
    entered = entered_by(table="registry_enterprise", keys=[enterprise.pk]).get(enterprise.pk)
    places = [
        (Sentence("统一社会信用代码", "credit code"), enterprise.credit_code),
        (Sentence("乡镇", "township"), enterprise.division.name if enterprise.division else ""),
        (
            Sentence("产业方向", "direction"),
            enterprise.direction.name if enterprise.direction else "",
        ),
    ]
    lines = [
        *_fields("enterprise", enterprise, entered, source=_path(entered)),
        *(_line(label, _plain(text), _path(entered), entered) for label, text in places),
    ]
    return FileSection("identity", Sentence("基本情况", "The enterprise"), tuple(lines))


def certificate_lines(enterprise: Enterprise) -> FileSection:
    """Certificates and library places with their ends."""
    held = list(Certificate.objects.filter(enterprise=enterprise).order_by("kind", "valid_to"))
    entered = entered_by(table="registry_certificate", keys=[one.pk for one in held])
    lines: list[FileLine] = []
    for one in held:
        record = PROOFS.get(one.kind, _plain(one.kind))
        source = _plain(one.document or one.issued_by) if one.document or one.issued_by else None
        who = entered.get(one.pk)
        lines += _fields("certificate", one, who, source=source or _path(who), of=record)
    places = list(LibraryMembership.objects.filter(enterprise=enterprise).order_by("-year"))
    entered = entered_by(table="registry_librarymembership", keys=[one.pk for one in places])
    for place in places:
        value = UNTIL.format(
            number=place.registration_number, start=place.valid_from, end=place.valid_to or "—"
        )
        who = entered.get(place.pk)
        label = NUMBER.format(proof=PROOFS["library"])
        lines.append(_line(label, value, _path(who), who))
    title = Sentence("资质与有效期", "Recognitions and their ends")
    return FileSection("certificates", title, tuple(lines))


def indicator_lines(enterprise: Enterprise) -> FileSection:
    """What the enterprise declared year by year; money in yuan."""
    rows = list(YearlyIndicators.objects.filter(enterprise=enterprise).order_by("-year"))
    entered = entered_by(table="registry_yearlyindicators", keys=[one.pk for one in rows])
    lines: list[FileLine] = []
    for one in rows:
        who = entered.get(one.pk)
        year = Sentence(f"{one.year}年", f"{one.year}")
        source = _plain(one.source) if one.source else _path(who)
        lines += _fields("indicators", one, who, source=source, of=year, key=one.year)
    title = Sentence("年度指标（企业申报）", "Yearly indicators, as declared")
    return FileSection("indicators", title, tuple(lines))


def fact_lines(enterprise: Enterprise) -> FileSection:
    """Facts for the ladder, reported and verified beside each other."""
    declared = shipped().facts["enterprise"]
    lines = [
        FileLine(
            OF_RECORD.format(
                record=Sentence(f"{one.year}年", f"{one.year}"),
                label=declared[one.name].label if one.name in declared else one.name,
            )
            + BASES[one.basis],
            _fact(declared.get(one.name), one.value),
            _plain(one.source),
            one.recorded_by,
            _morning(one.as_of),
        )
        for one in kept_list(enterprise_id=enterprise.pk)
    ]
    title = Sentence("培育事实", "Facts for the ladder")
    return FileSection("facts", title, tuple(lines))


def project_lines(project: Project) -> FileSection:
    """What the register says of one project; amounts in 万元."""
    entered = entered_by(table="projects_project", keys=[project.pk]).get(project.pk)
    known = set(Stage)
    stage = STAGE_LABELS[Stage(project.stage)] if project.stage in known else _plain(project.stage)
    told: list[tuple[Sentence, Sentence]] = [
        (Sentence("阶段", "stage"), stage),
        (Sentence("总投资（万元）", "total investment (x10,000 yuan)"),
         _wan(project.total_investment_fen)),
        (Sentence("设备投资（万元）", "equipment (x10,000 yuan)"),
         _wan(project.equipment_investment_fen)),
        (Sentence("计划开工", "planned start"), _plain(project.planned_start_on)),
        (Sentence("计划竣工", "planned completion"), _plain(project.planned_completion_on)),
        (Sentence("责任单位", "responsible unit"),
         _plain(project.responsible_agency.name if project.responsible_agency else "")),
    ]  # fmt: skip
    lines = [
        *_fields("project", project, entered, source=_path(entered)),
        *(_line(label, value, _path(entered), entered) for label, value in told),
    ]
    return FileSection("project", _plain(project.name), tuple(lines))


def _fields(
    subject: str,
    record: Any,
    entered: Entered | None,
    *,
    source: Sentence,
    of: Sentence | None = None,
    key: int | None = None,
) -> Iterator[FileLine]:
    fields: Sequence[FileField] = [one for one in FIELDS if one.subject == subject]
    for field in fields:
        yield FileLine(
            OF_RECORD.format(record=of, label=field.label) if of else field.label,
            shown_of(field, getattr(record, field.name)),
            source,
            entered.by if entered else "",
            localtime(entered.at) if entered else None,
            subject,
            field.name,
            None if subject == "enterprise" else (key or record.pk),
        )


def _line(label: Sentence, value: Sentence, source: Sentence, entered: Entered | None) -> FileLine:
    return FileLine(
        label,
        value,
        source,
        entered.by if entered else "",
        localtime(entered.at) if entered else None,
    )


def _path(entered: Entered | None) -> Sentence:
    return PATHS[entered.path] if entered else _plain("")


def _plain(value: str | date | None) -> Sentence:
    return PLAIN.format(text=value or "—")


def _wan(fen: int | None) -> Sentence:
    if fen is None:
        return _plain("")
    return _plain(number_text(from_fen(fen, unit=MoneyUnit.WAN), places=6))


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def _fact(declaration: FactDeclaration | None, text: str) -> Sentence:
    if declaration is None:
        return _plain(text)
    return value_in_words(declaration, known_value(declaration, text))
