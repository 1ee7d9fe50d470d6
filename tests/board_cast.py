"""Graded rounds for tests: colours come from the shipped rule's own cases, by evaluation."""

from __future__ import annotations

from datetime import datetime, timedelta

from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Board, ProjectBadge
from jigai.apps.projects.models import Project
from jigai.apps.reports.models import IssuedDocument  # noqa: F401 - the tables of this part
from jigai.apps.rounds.models import Round
from jigai.domain.periods import parse_period
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.explain import lines
from jigai.domain.rules.rulebook import shipped
from jigai.domain.rules.verdict import verdict_to_json
from jigai.flows.document_details import DocumentDetails
from tests.cast import ZONE, change

PERIOD = "2026-11A"
EDITION = next(e for e in shipped().editions if e.rule_set.id == "county_default")
VERDICTS = {
    case.outcome: evaluate(EDITION.rule_set, case.facts) for case in reversed(EDITION.cases)
}
DETAILS = DocumentDetails(
    series="庆技改",
    issuing_body="庆云县技术改造工作专班",
    addressees="各乡镇人民政府\n县直有关部门",
    copy_to="县政府办公室",
    printed_by="县技改办",
    contact="县技改办 李某，0534-33****0",
)


def at(day, month=11):
    return datetime(2026, month, day, 18, tzinfo=ZONE)


def twins(project, count):
    """``project`` and copies of it."""
    made = [project]
    with writing("projects.copied", change()):
        for number in range(2, count + 1):
            twin = Project.objects.get(pk=project.pk)
            twin.pk, twin.name, twin.name_sort = None, f"改造项目{number:03d}", f"gai{number:03d}"
            twin.save()
            made.append(twin)
    return made


def graded(projects, colours, *, period=PERIOD, state="final", stage="published"):
    """A round of the projects with these colours, in order."""
    span = parse_period(period)
    done = datetime(span.end_on.year, span.end_on.month, span.end_on.day, 18, tzinfo=ZONE)
    with writing("round.graded", change("亮牌", at=done)):
        round_ = Round.objects.create(
            period=period,
            starts_on=span.start_on,
            ends_on=span.end_on,
            due_on=span.end_on + timedelta(days=3),
            stage=stage,
            rule_set="county_default",
            rule_hash=EDITION.rule_set.digest,
            computed_at=done,
            published_at=done if stage == "published" else None,
        )
        ProjectBadge.objects.bulk_create(
            badge(round_, project, colour, state, done)
            for project, colour in zip(projects, colours, strict=True)
        )
    return round_


def badge(round_, project, colour, state, done):
    verdict = VERDICTS[colour]
    total = [str(float(end)) for end in verdict.total] if verdict.total else ["", ""]
    return ProjectBadge(
        round=round_,
        project=project,
        colour=colour,
        state=state,
        score_low=total[0],
        score_high=total[1],
        rule_set="county_default",
        rule_hash=EDITION.rule_set.digest,
        facts={"progress": "0.4"},
        verdict=verdict_to_json(verdict),
        computed_at=done,
    )


def board_of(round_, *, number=0, reason=""):
    rows = [
        {
            "project_id": one.project_id,
            "project": one.project.name,
            "agency": str(one.project.responsible_agency or ""),
            "division": str(one.project.division or ""),
            "colour": one.colour,
            "score_low": one.score_low,
            "score_high": one.score_high,
            "reason": dict(zip(("zh", "en"), _reason(one), strict=True)),
        }
        for one in round_.badges.select_related("project").order_by("id")
    ]
    with writing("board.published", change("发布")):
        return Board.objects.create(
            round=round_,
            number=number,
            published_at=at(20),
            reason=reason,
            rows=rows,
            content_sha256="a" * 64,
            signature="b" * 64,
            rule_set=round_.rule_set,
            rule_hash=round_.rule_hash,
            facts_sha256="c" * 64,
            audit_head="12:" + "d" * 64,
        )


def _reason(one):
    text = lines(VERDICTS[one.colour])[0].text
    return text.zh, text.en
