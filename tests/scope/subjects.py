"""Whose a record is, said apart from the product's own gates, so that the two can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet

from jigai.apps.accounts.models import (
    Agency,
    ApiToken,
    Appointment,
    FactorDemand,
    FactorReset,
    ListExport,
    SavedView,
    User,
)
from jigai.apps.annual_reports.models import AnnualReport
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import (
    Board,
    EvidenceFinding,
    Exemption,
    FollowUp,
    Objection,
    ProjectBadge,
    Signal,
)
from jigai.apps.bulk.models import BulkRun
from jigai.apps.cooperation.models import (
    Achievement,
    Agreement,
    AgreementTerm,
    Demand,
    Disclosure,
    Expert,
    ExpertCase,
    Institution,
    InstitutionMember,
    JointBody,
)
from jigai.apps.cultivation.models import LadderTask
from jigai.apps.diagnosis.models import (
    Answer,
    BankEdition,
    Diagnosis,
    Gap,
    Machine,
    ProcessStep,
)
from jigai.apps.evidence.models import Attachment
from jigai.apps.impact.models import Analysis
from jigai.apps.ledgers.models import ImportBatch
from jigai.apps.matches.models import (
    DayParticipant,
    DeclaredTie,
    Match,
    MatchingDay,
    MatchRefusal,
)
from jigai.apps.outcomes.models import OutcomeFigure, ProjectFollowUp, PublishedChart
from jigai.apps.planning.models import (
    MeasureProject,
    Plan,
    PlanGap,
    PlanLine,
    PlanVersion,
    Scenario,
    ScenarioChange,
    TargetSplit,
)
from jigai.apps.platforms.actions.object_to_score import object_to_score
from jigai.apps.platforms.models import (
    Booking,
    Instrument,
    Platform,
    PlatformScore,
    PlatformService,
    ScoreObjection,
)
from jigai.apps.portal.models import Correction, DataRequest, ReportProposal
from jigai.apps.projects.models import (
    Milestone,
    PendingChange,
    ProgressReport,
    Project,
    ReportPhoto,
)
from jigai.apps.reference.models import Division
from jigai.apps.registry.models import (
    Certificate,
    Contact,
    Enterprise,
    EnterpriseMerge,
    Representative,
)
from jigai.apps.registry.queries.contacts import opened
from jigai.apps.reminders.models import Message, QuietSpan, Robot
from jigai.apps.reports.models import Delivery, DocumentNumber, IssuedDocument, Layout, LetterRun
from jigai.apps.rounds.models import Reopening, Round, RoundEntry
from jigai.apps.scoring.models import RuleDraft, RuleEdition
from jigai.apps.supply.models import LinkFirm, Portfolio, SupplyTie
from jigai.apps.support.models import EnterpriseRequest, RequestPart
from jigai.apps.visits.models import FollowUp as Promise
from jigai.apps.visits.models import Interaction
from jigai.apps.vouchers.models import Voucher
from jigai.demo.moments import at as moment_on
from jigai.flows.live_demo_impact import live_demo_impact
from jigai.flows.live_demo_platforms import score_demo_platforms
from tests.cast import change
from tests.rule_cast import released

PERIOD = "2026-11A"
ABSENT = 987_654_321
COUNTY = ("admin", "office", "reviewer", "leader", "auditor")
NARROW = ("cuikou", "enterprise", "institution", "nobody", "towns")
READERS = ("leader", "auditor", "nobody", "towns")
EVERYBODY = (*COUNTY, *NARROW)


@dataclass(frozen=True)
class Kind:
    """How a record leads to its project, enterprise or person; none of them: the county's.

    ``host`` leads to the platform whose host sees it as well, ``institution`` to the institution.
    """

    model: type[Model]
    project: str = ""
    enterprise: str = ""
    person: str = ""
    request: str = ""
    key: str = "pk"
    host: str = ""
    institution: str = ""


KINDS = {
    "project": Kind(Project, project="pk"),
    "enterprise": Kind(Enterprise, enterprise="pk"),
    "contact": Kind(Contact, enterprise="enterprise"),
    "certificate": Kind(Certificate, enterprise="enterprise"),
    "ladder_task": Kind(LadderTask, enterprise="enterprise"),
    "platform": Kind(Platform, enterprise="host_enterprise"),
    "platform_score": Kind(PlatformScore, enterprise="platform__host_enterprise"),
    "score_objection": Kind(ScoreObjection, enterprise="score__platform__host_enterprise"),
    "instrument": Kind(Instrument, enterprise="platform__host_enterprise"),
    "booking": Kind(Booking, enterprise="enterprise", host="instrument__platform"),
    "platform_service": Kind(PlatformService, enterprise="enterprise", host="platform"),
    "match": Kind(Match, enterprise="demand__enterprise"),
    "match_refusal": Kind(MatchRefusal, enterprise="demand__enterprise"),
    "declared_tie": Kind(DeclaredTie, enterprise="enterprise"),
    "matched_demand": Kind(Demand, enterprise="enterprise"),
    "matched_achievement": Kind(Achievement, enterprise="enterprise"),
    "matching_day": Kind(MatchingDay, enterprise="participants__demand__enterprise"),
    "day_participant": Kind(DayParticipant, enterprise="demand__enterprise"),
    "interaction": Kind(Interaction, enterprise="enterprise"),
    "promise": Kind(Promise, enterprise="interaction__enterprise"),
    "machine": Kind(Machine, enterprise="enterprise"),
    "process_step": Kind(ProcessStep, enterprise="enterprise"),
    "diagnosis": Kind(Diagnosis, enterprise="enterprise"),
    "gap": Kind(Gap, enterprise="enterprise"),
    "diagnosis_evidence": Kind(Answer, enterprise="diagnosis__enterprise"),
    "plan": Kind(Plan, enterprise="enterprise"),
    "plan_version": Kind(PlanVersion, enterprise="plan__enterprise"),
    "plan_line": Kind(PlanLine, enterprise="version__plan__enterprise"),
    "plan_gap": Kind(PlanGap, enterprise="enterprise"),
    "measure_link": Kind(MeasureProject, enterprise="plan__enterprise"),
    "scenario": Kind(Scenario, enterprise="plan__enterprise"),
    "scenario_change": Kind(ScenarioChange, enterprise="scenario__plan__enterprise"),
    "target": Kind(TargetSplit),
    "annual_report": Kind(AnnualReport),
    "outcome_figure": Kind(OutcomeFigure, enterprise="enterprise"),
    "outcome_follow_up": Kind(ProjectFollowUp, project="project"),
    "outcome_chart": Kind(PublishedChart),
    "link_firm": Kind(LinkFirm, enterprise="enterprise"),
    "supply_tie": Kind(SupplyTie, enterprise="supplier__enterprise"),
    "portfolio": Kind(Portfolio),
    "analysis": Kind(Analysis),
    "merge": Kind(EnterpriseMerge, enterprise="kept"),
    "report": Kind(ProgressReport, project="project"),
    "milestone": Kind(Milestone, project="project"),
    "pending": Kind(PendingChange, project="project"),
    "badge": Kind(ProjectBadge, project="project"),
    "objection": Kind(Objection, project="badge__project"),
    "exemption": Kind(Exemption, project="project"),
    "finding": Kind(EvidenceFinding, project="project"),
    "signal": Kind(Signal, project="project"),
    "follow_up": Kind(FollowUp, project="badge__project"),
    "entry": Kind(RoundEntry, project="project"),
    "document": Kind(IssuedDocument, project="project"),
    "session": Kind(User, person="pk"),
    "token": Kind(ApiToken, person="user"),
    "view": Kind(SavedView, person="owner"),
    "person": Kind(User),
    "appointment": Kind(Appointment),
    "agency": Kind(Agency),
    "representative": Kind(Representative),
    "reset": Kind(FactorReset),
    "demand": Kind(FactorDemand),
    "reopening": Kind(Reopening),
    "layout": Kind(Layout),
    "board": Kind(Board),
    "round": Kind(Round),
    "batch": Kind(ImportBatch, key="batch"),
    "letter_run": Kind(LetterRun, key="batch"),
    "bulk_run": Kind(BulkRun, key="batch"),
    "export": Kind(ListExport, person="owner"),
    "evidence": Kind(ReportPhoto, project="report__project"),
    "change": Kind(ChangeSet),
    "request": Kind(EnterpriseRequest, request="pk"),
    "request_part": Kind(RequestPart, request="request"),
    "rule_draft": Kind(RuleDraft),
    "robot": Kind(Robot),
    "quiet_span": Kind(QuietSpan),
    "message": Kind(Message),
    "rule_edition": Kind(RuleEdition),
    "correction": Kind(Correction, enterprise="enterprise"),
    "proposal": Kind(ReportProposal, project="project"),
    "data_request": Kind(DataRequest, person="user"),
    "delivered": Kind(IssuedDocument, enterprise="project__enterprise"),
    "delivery": Kind(Delivery, enterprise="enterprise"),
    "tech_demand": Kind(Demand, enterprise="enterprise"),
    "disclosure": Kind(Disclosure, enterprise="demand__enterprise", institution="institution"),
    "achievement": Kind(Achievement),
    "expert": Kind(Expert),
    "expert_case": Kind(ExpertCase, institution="expert__institution"),
    "institution": Kind(Institution),
    "joint_body": Kind(JointBody),
    "member": Kind(InstitutionMember),
    "agreement": Kind(Agreement, enterprise="enterprise", institution="institution"),
    "term": Kind(
        AgreementTerm, enterprise="agreement__enterprise", institution="agreement__institution"
    ),
    "voucher": Kind(Voucher, enterprise="enterprise"),
}


def own(kind: Kind, username: str) -> QuerySet[Any]:
    """The records that a person of the demo may see, by the demo's plain facts."""
    rows: QuerySet[Any] = kind.model._default_manager.order_by("pk")
    user = User.objects.get(username=username)
    if kind.person:
        return rows.filter(**{kind.person: user.pk})
    if username in COUNTY or username == "institution":
        return rows if username in COUNTY else _of_institution(kind, rows, user)
    if kind.request:
        return rows.filter(**{f"{kind.request}__in": _requests(username)})
    if kind.project:
        return rows.filter(**{f"{kind.project}__in": _projects(username).values("pk")})
    if kind.enterprise:
        firms = _enterprises(username)
        mine = Q(**{f"{kind.enterprise}__in": firms})
        if kind.host:
            mine |= Q(**{f"{kind.host}__host_enterprise__in": firms})
        return rows.filter(mine)
    return rows.none()


def _of_institution(kind: Kind, rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    """What it holds itself, and the demands that are published."""
    if kind.model is Demand:
        return rows.filter(state="approved", closed_on=None)
    if not kind.institution:
        return rows.none()
    return rows.filter(**{f"{kind.institution}__members__user": user.pk})


def foreign(kind: Kind, username: str) -> QuerySet[Any]:
    """All others."""
    return kind.model._default_manager.exclude(pk__in=own(kind, username).values("pk"))


def _projects(username: str) -> QuerySet[Project]:
    if username == "cuikou":
        return Project.objects.filter(responsible_agency__name="崔口镇人民政府")
    if username == "towns":
        return Project.objects.filter(division__name="崔口镇")
    if username == "enterprise":
        return Project.objects.filter(enterprise__in=_enterprises(username))
    return Project.objects.none()


def _requests(username: str) -> list[int]:
    """A unit's are those that it took in or works on, wherever the enterprise is."""
    rows = EnterpriseRequest.objects.order_by("pk")
    if username == "cuikou":
        unit = "崔口镇人民政府"
        found = {*rows.filter(receiver__name=unit).values_list("pk", flat=True)}
        return [*found, *rows.filter(parts__agency__name=unit).values_list("pk", flat=True)]
    if username == "towns":
        return list(rows.filter(enterprise__division__name="崔口镇").values_list("pk", flat=True))
    if username == "enterprise":
        own = _enterprises(username)
        return list(rows.filter(enterprise__in=own).values_list("pk", flat=True))
    return []


def _enterprises(username: str) -> list[int]:
    if username == "enterprise":
        return list(Representative.objects.values_list("enterprise", flat=True))
    if username == "towns":
        return list(Enterprise.objects.filter(division__name="崔口镇").values_list("pk", flat=True))
    found = _projects(username).exclude(enterprise=None)
    return list(found.values_list("enterprise", flat=True).distinct())


def unknown_words(username: str) -> list[str]:
    """Names and codes of other people's enterprises and projects, longest first."""
    seen = set(own(KINDS["enterprise"], username).values_list("name", flat=True))
    hidden: set[str] = set()
    for row in foreign(KINDS["enterprise"], username).values_list("name", "credit_code"):
        hidden |= set(row)
    hidden |= set(foreign(KINDS["project"], username).values_list("name", flat=True))
    seen |= _customers(username) | _demanders(username)
    merged = EnterpriseMerge.objects.filter(kept__in=own(KINDS["enterprise"], username))
    seen |= set(merged.values_list("merged__name", flat=True))
    seen |= set(merged.values_list("merged__credit_code", flat=True))
    known = set(own(KINDS["project"], username).values_list("name", flat=True)) | seen
    return sorted(hidden - known - {""}, key=len, reverse=True)


def _customers(username: str) -> set[str]:
    """Who booked from one's own platform, or was served by it, is known there by their own act."""
    if username != "enterprise":
        return set()
    hosts = _enterprises(username)
    booked = Booking.objects.filter(instrument__platform__host_enterprise__in=hosts)
    served = PlatformService.objects.filter(platform__host_enterprise__in=hosts)
    names = set(booked.values_list("enterprise__name", flat=True))
    names |= set(served.values_list("enterprise__name", flat=True))
    return names | {name or "" for name in served.values_list("project__name", flat=True)}


def _demanders(username: str) -> set[str]:
    """Firms whose published demand names them are known to institutions by their own act."""
    if username != "institution":
        return set()
    rows = Demand.objects.filter(state="approved", closed_on=None, is_confidential=False)
    return set(rows.values_list("enterprise__name", flat=True))


def personal_words() -> list[str]:
    """Names and telephones of every contact, in full."""
    found = [opened(contact) for contact in Contact.objects.filter(key__isnull=False)]
    return sorted({one.name for one in found} | {one.telephone for one in found})


def add_what_the_demo_lacks() -> None:
    """One of each kind that the demo has none of: for 崔口镇 and for elsewhere."""
    score_demo_platforms()
    live_demo_impact()
    other = PlatformScore.objects.exclude(objections__isnull=False).first()
    object_to_score(score=other, change=change("有误", at=moment_on(date(2026, 11, 24))))
    with writing("scope.prepared", change("补齐各类记录")):
        User.objects.create(username="nobody", display_name="吴任职")
        towns = User.objects.create(username="towns", display_name="唐分管")
        area = Division.objects.get(name="崔口镇")
        Appointment.objects.create(
            user=towns, role="leader", division=area, valid_from=date(2026, 1, 1)
        )
        file = Attachment.objects.first()
        for at, project in enumerate(_one_each()):
            _of(project, file, at)
        ImportBatch.objects.create(
            batch="b-1", file=file, template="dispatch", state="done", owner_key="user:2",
            options=dict.fromkeys(("template", "period", "unit", "sheet", "reason"), "")
            | {"columns": {}, "at": "2026-11-01T09:00:00+08:00", "actor": ["user:2", "林知远"]},
            summary=dict.fromkeys(("rows", "last_row", "create", "update", "unchanged"), 0)
            | {key: [] for key in ("skipped", "errors", "warnings", "announced", "header_rows")}
            | {"totals": {}, "columns": {}, "unknown_columns": [], "sheet": "表", "period": ""},
        )  # fmt: skip
        BulkRun.objects.create(
            batch="r-1", register="projects", values={"remarks": "x"}, base_version=1, state="done",
            owner_key="user:0", owner_name="安岚", path="form",
            ordered_at=Round.objects.order_by("pk").first().published_at,
        )  # fmt: skip
        LetterRun.objects.create(
            batch="l-1", words={"subject": "提醒", "details": {}}, places={}, owner_key="user:2",
            owner_name="林知远", reason="提醒", merged=file,
            ordered_at=Round.objects.order_by("pk").first().published_at,
        )  # fmt: skip
        Layout.objects.create(kind="dispatch", version=1, file=file, valid_from=date(2026, 1, 1))
        held = Round.objects.get(period="2026-10A")
        Reopening.objects.create(
            round=held, reason="更正", asked_by_key="user:2", asked_by="林知远",
            asked_at=held.published_at,
        )  # fmt: skip
        released("90", valid_from=date(2026, 12, 20))
        FactorDemand.objects.create(
            role="administrator", valid_from=date(2030, 1, 1), decision="拟定"
        )
        for user in User.objects.all():
            _of_person(user)
        _secret_of_another()
        _scenarios()
        _days_and_ties()


def _days_and_ties() -> None:
    """A tie and a matching day of each, so that some are others'."""
    for at, demand in enumerate(Demand.objects.order_by("enterprise", "-pk").distinct()):
        on = date(2026, 11, 1)
        DeclaredTie.objects.create(
            enterprise=demand.enterprise, institution=Institution.objects.first(),
            words="顾问", declared_on=on, declared_by="林知远",
        )  # fmt: skip
        day = MatchingDay.objects.create(
            name=f"对接会{at}", held_on=on, place="会议室", begins_at="09:00"
        )
        DayParticipant.objects.create(day=day, demand=demand)


def _secret_of_another() -> None:
    """A second secret demand with another institution's question, so that some are others'."""
    kept = Demand.objects.get(is_confidential=True)
    other = Demand.objects.exclude(enterprise=kept.enterprise).filter(state="approved").last()
    kept.pk, kept.enterprise = None, other.enterprise
    kept.save(force_insert=True)
    Disclosure.objects.create(
        demand=kept, institution=Institution.objects.last(), purpose="洽谈",
        institution_agreed_at=kept.entered_at,
    )  # fmt: skip


def _scenarios() -> None:
    """One beside every plan, so that there are some of one's own and some of others."""
    for plan in Plan.objects.all():
        asked = {"name": "范围检查", "asked_by": "林知远", "asked_at": plan.begun_at}
        scenario = Scenario.objects.create(plan=plan, **asked)
        ScenarioChange.objects.create(scenario=scenario, about="line", name="P1", how="drop")


def _one_each() -> list[Project]:
    mine = Project.objects.filter(enterprise__in=_enterprises("enterprise")).first()
    town = _projects("cuikou").exclude(pk=mine.pk).first()
    other = Project.objects.exclude(responsible_agency=town.responsible_agency)
    return [mine, town, other.exclude(pk=mine.pk).first()]


def _diagnosed(enterprise: Enterprise, file: Attachment) -> None:
    """A list of each kind, a diagnosis with an answer and its file, a gap."""
    line = {"enterprise": enterprise, "number": "S-1", "name": "机床", "source": "台账"}
    Machine.objects.create(**line)
    ProcessStep.objects.create(**line)
    edition = BankEdition.objects.get(bank="digital_level", valid_from=date(2024, 9, 1))
    made = Diagnosis.objects.create(
        enterprise=enterprise, edition=edition, started_on=date(2026, 10, 1)
    )
    Answer.objects.create(
        diagnosis=made, side="own", question="network", value="g5", attachment=file,
        answered_by="林某", answered_at=Round.objects.order_by("pk").first().published_at,
    )  # fmt: skip
    Gap.objects.create(
        enterprise=enterprise, diagnosis=made, code="own.1", what="差距", target="目标",
        found_on=date(2026, 10, 1),
    )  # fmt: skip


def _of(project: Project, file: Attachment, at: int) -> None:
    _diagnosed(project.enterprise, file)
    said = {"asked_by_key": "user:2", "asked_by": "林知远"}
    moment = Round.objects.order_by("pk").first().published_at
    PendingChange.objects.create(
        project=project, values={}, base_version=1, reason="调整", asked_at=moment, **said
    )
    Exemption.objects.create(
        project=project, kind="force_majeure", reason="停电", valid_from=moment.date(),
        valid_to=moment.date() + timedelta(days=30), **said,
    )  # fmt: skip
    EvidenceFinding.objects.create(
        project=project, period="2026-10A", finding="照片重复", found_by_key="user:2",
        found_by="林知远", found_at=moment,
    )  # fmt: skip
    badge = project.badges.first()
    Objection.objects.create(
        badge=badge, agency=project.responsible_agency, text="有误", lodged_by_key="user:6",
        lodged_by="薄云归", lodged_at=moment,
    )  # fmt: skip
    Signal.objects.create(
        project=project, period="2026-10A", kind="last_day_jump", fingerprint=f"scope-{at}",
        detail={"zh": "末日集中", "en": "last day"}, raised_at=moment,
    )  # fmt: skip
    FollowUp.objects.create(badge=badge, kind="reminder", due_on=moment.date())
    Certificate.objects.create(enterprise=project.enterprise, kind="gazelle", number=f"S{at}")
    LadderTask.objects.create(
        enterprise=project.enterprise, kind="renewal", rung="cn.sd.gazelle",
        due_on=moment.date() + timedelta(days=at), raised_at=moment,
    )  # fmt: skip
    spoken = Interaction.objects.create(
        enterprise=project.enterprise, kind="call", held_on=moment.date(), purpose="回访",
        agency=Agency.objects.first(), said="已解决", logged_at=moment, logged_by="林知远",
    )  # fmt: skip
    Promise.objects.create(
        interaction=spoken, text="送指南", agency=Agency.objects.first(), due_on=moment.date()
    )
    last = DocumentNumber.objects.order_by("number").last()
    number = DocumentNumber.objects.create(
        series="庆技改督", year=2026, number=at + 1, follows=last
    )
    letter = IssuedDocument.objects.create(
        kind="supervision_letter", title=f"关于{project.name}的督办函", number=number,
        round=badge.round, project=project, made_from={"form": {}}, pdf=file, docx=file,
        issued_at=moment, audit_head="1:x",
    )  # fmt: skip
    _of_portal(project, letter, at, moment)
    twin = Enterprise.objects.create(
        credit_code=f"91371423SCOPE000{at}", name=f"{project.enterprise.name}旧档",
        name_sort="x", name_initials="x", division=project.enterprise.division,
        merged_into=project.enterprise, is_active=False,
    )  # fmt: skip
    EnterpriseMerge.objects.create(kept=project.enterprise, merged=twin, merged_on=moment.date())


def _of_portal(project: Project, letter: IssuedDocument, at: int, moment: Any) -> None:
    asked = {"asked_by_key": "user:99", "asked_by": "甲某", "asked_at": moment}
    Delivery.objects.create(
        document=letter, enterprise=project.enterprise, way="portal", delivered_on=moment.date(),
        recorded_at=moment, recorded_by_key="user:2", recorded_by="林知远",
    )  # fmt: skip
    Correction.objects.create(
        enterprise=project.enterprise, subject="enterprise", field="name", before="甲", after="乙",
        because="有误", due_on=moment.date(), **asked,
    )  # fmt: skip
    ReportProposal.objects.create(
        project=project, period="2026-10A", values={"progress_bp": 9000}, **asked
    )
    Voucher.objects.create(
        enterprise=project.enterprise, project=project, dated_on=moment.date(),
        number=f"SCOPE{at}", supplier="某公司", item="设备", kind="equipment", net_fen=1,
        gross_fen=1,
    )  # fmt: skip


def _of_person(user: User) -> None:
    DataRequest.objects.create(
        user=user, kind="copy", text="我的数据", due_on=date(2026, 12, 1), asked_by_key=user.pk,
        asked_by="本人", asked_at=Round.objects.order_by("pk").first().published_at,
    )  # fmt: skip
    FactorReset.objects.create(
        user=user, reason="丢失手机", asked_by_key="user:0", asked_by="安岚",
        asked_at=Round.objects.order_by("pk").first().published_at,
    )  # fmt: skip
    ListExport.objects.create(
        owner=user, title="项目库", path="/projects/", form="csv", language="zh-hans",
        state="waiting", scope="x", asked_at=Round.objects.order_by("pk").first().published_at,
    )  # fmt: skip
    ApiToken.objects.create(
        user=user, name="取数", prefix=f"{user.pk:08d}", digest="x", expires_on=date(2027, 1, 1)
    )
    SavedView.objects.create(list_name="projects", title="我的", owner=user, query="?q=is:red")
