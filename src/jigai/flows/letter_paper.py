"""The supervision letter (督办函) of one badge: facts, basis, requirement, how to object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jigai.apps.badges.kept_verdict import whole_verdict
from jigai.apps.badges.models import ProjectBadge
from jigai.apps.badges.stored_facts import canonical_sha256
from jigai.domain.periods import parse_period
from jigai.domain.rules.explain import lines
from jigai.domain.rules.rule_set import Source
from jigai.domain.rules.verdict import Verdict
from jigai.domain.sentence import Sentence
from jigai.exchange.documents.papers import Provenance, SupervisionLetter
from jigai.exchange.documents.words import day_said
from jigai.flows.document_details import DocumentDetails, names

MOST_FACTS = 8
MATTER = Sentence("“{project}”\n{period}{badge}有关事项", "“{project}”, {badge} badge of {period}")
REASON = Sentence(
    "“{project}”由贵单位负责。{period}调度中，该项目按公布的规则评定为{badge}（{word}）。"
    "请据实核对以下情况并研究推进措施。",
    "“{project}” is in your care. By the published rules its badge for {period} is {badge} "
    "({word}). Please check the facts below and see to what helps it on.",
)
RULE = Sentence(
    "规则“{title}”（{valid_from}起施行）：{document}{article}。",
    "Rule set “{title}” (in force from {valid_from}): {document}, {article}.",
)
RULE_TEXT = Sentence("据以评定的条款：{label}。", "The clause that decided: {label}.")
REQUIREMENTS = (
    Sentence(
        "核对上述事实，如有出入请说明并附材料。",
        "Check the facts above; say where they differ, with papers.",
    ),
    Sentence(
        "会同项目单位提出推进措施、责任人和完成时限。",
        "With the project's owner, name measures, who is responsible and by when.",
    ),
    Sentence("需要县级协调解决的事项请一并列明。", "Name what has to be settled at county level."),
)
APPEAL = Sentence(
    "对上述事实或牌色有异议的，可于{day}前通过系统提出异议，或书面送{office}；"
    "异议由评定人以外的人员复核，复核结果和理由书面告知。",
    "Objections to the facts or the badge may be lodged in the system or in writing with "
    "{office} until {day}; somebody other than the grader rules on them and gives the reason "
    "in writing.",
)


@dataclass(frozen=True, slots=True)
class LetterDays:
    """The days that a letter names, counted in work-days."""

    issued_on: date
    reply_by: date
    objections_until: date


def letter_paper(
    badge: ProjectBadge, *, number: str, audit_head: str, details: DocumentDetails, days: LetterDays
) -> SupervisionLetter:
    """The letter as a paper; every fact is one that the badge keeps."""
    verdict = whole_verdict(badge)
    project, agency = badge.project, badge.project.responsible_agency
    said = {
        "project": project.name,
        "period": parse_period(badge.round.period).name,
        "badge": verdict.badge,
        "word": verdict.word,
    }
    return SupervisionLetter(
        issuing_body=details.issuing_body,
        responsible_unit=Sentence(agency.name, agency.name_en or agency.name) if agency else "",
        matter=MATTER.format(**said),
        reason=REASON.format(**said),
        basis=_basis(verdict),
        facts=_facts(verdict),
        facts_as_of=badge.round.ends_on,
        requirements=REQUIREMENTS,
        reply_by=days.reply_by,
        contact=details.contact,
        appeal=APPEAL.format(day=day_said(days.objections_until), office=details.issuing_body),
        issued_on=days.issued_on,
        signature=details.issuing_body,
        provenance=Provenance(verdict.title, badge.rule_hash, facts_digest(badge), audit_head),
        number=number,
        copy_to=names(details.copy_to),
    )


def facts_digest(badge: ProjectBadge) -> str:
    """Digest of the facts as they were stored with the badge."""
    return canonical_sha256(badge.facts)


def _basis(verdict: Verdict) -> tuple[Sentence, ...]:
    sources = list(dict.fromkeys([*_sources(verdict)]))
    rules = [
        RULE.format(
            title=verdict.title,
            valid_from=day_said(verdict.valid_from),
            document=source.document,
            article=source.article,
        )
        for source in sources
    ]
    return (*rules, RULE_TEXT.format(label=verdict.deciding.label))


def _sources(verdict: Verdict) -> list[Source]:
    deciding = verdict.deciding
    found = [finding.source for finding in deciding.findings if finding.source is not None]
    return found or [deciding.source]


def _facts(verdict: Verdict) -> tuple[Sentence, ...]:
    """What decided, what is missing, and the parts of the rule that hold; the nearest first."""
    told = [line.text for line in lines(verdict) if line.met is not False]
    return tuple(Sentence(f"{text.zh}。", f"{text.en}.") for text in told[:MOST_FACTS])
