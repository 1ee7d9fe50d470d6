"""Begin a draft of a rule: from an edition, from a text, or from an empty page."""

from __future__ import annotations

import json
from datetime import date

from jigai.apps.scoring.actions.begin_rule_draft import begin_rule_draft
from jigai.apps.scoring.models import RuleDraft
from jigai.apps.scoring.queries.rulebook import edition, texts_by_digest
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import read_document
from jigai.domain.rules.rulebook import RULE_TEXT, SUBJECTS, shipped
from jigai.domain.rules.toml_editing import with_values
from jigai.domain.sentence import Sentence

REVIEWED_AFTER_YEARS = 1
EMPTY = {
    "project": """id = {id}
kind = "decision_table"
hit_policy = "first"
title = {{ zh = {zh}, en = {en} }}
valid_from = {day}
review_by = {review}
withheld = "not_assessed"

[source]
document = {{ zh = {zh}, en = {en} }}
article = {{ zh = "全文", en = "whole text" }}

[[outcome]]
name = "red"
rank = 1
badge = {{ zh = "红牌", en = "Red" }}
word = {{ zh = "预警", en = "warning" }}
[[outcome]]
name = "blue"
rank = 2
badge = {{ zh = "蓝牌", en = "Blue" }}
word = {{ zh = "正常", en = "normal" }}
[[outcome]]
name = "not_assessed"
badge = {{ zh = "未评定", en = "Not assessed" }}
word = {{ zh = "不亮牌", en = "no badge" }}

[[row]]
name = "red"
outcome = "red"
label = {{ zh = "发现证据造假", en = "evidence was falsified" }}
when = "falsified_evidence"

[default]
outcome = "blue"
label = {{ zh = "没有预警", en = "no warning" }}
""",
    "enterprise": """id = {id}
kind = "scorecard"
title = {{ zh = {zh}, en = {en} }}
valid_from = {day}
review_by = {review}

[source]
document = {{ zh = {zh}, en = {en} }}
article = {{ zh = "全文", en = "whole text" }}

[pass]
when = "resident_enterprise"
label = {{ zh = "境内居民企业", en = "resident enterprise" }}
""",
    "platform": """id = {id}
kind = "scorecard"
title = {{ zh = {zh}, en = {en} }}
valid_from = {day}
review_by = {review}

[source]
document = {{ zh = {zh}, en = {en} }}
article = {{ zh = "全文", en = "whole text" }}

[pass]
when = "not serious_breach"
label = {{ zh = "没有弄虚作假或严重失信", en = "no falsified reports or serious breach of trust" }}
""",
}
EMPTY_CASES = {
    "project": """[usual]
falsified_evidence = false

[[case]]
name = "usual"
outcome = "blue"
[[case]]
name = "falsified"
facts = { falsified_evidence = true }
outcome = "red"
""",
    "enterprise": """[usual]
resident_enterprise = true

[[case]]
name = "usual"
outcome = "met"
[[case]]
name = "not resident"
facts = { resident_enterprise = false }
outcome = "not_met"
""",
    "platform": """[usual]
serious_breach = false

[[case]]
name = "usual"
outcome = "met"
[[case]]
name = "breach"
facts = { serious_breach = true }
outcome = "not_met"
""",
}


class SubjectUnclear(Refusal):
    code = "rules.subject_unclear"
    message = Sentence(
        "看不出规则“{id}”评的是项目、企业还是平台。",
        "It is not clear whether “{id}” is about projects, enterprises or platforms.",
    )
    remedy = Sentence("请写明对象。", "Name the subject: project, enterprise or platform.")


def draft_from_edition(
    *, rule_set_id: str, digest: str, change: Change, as_id: str = ""
) -> RuleDraft:
    """A draft that begins as a copy of an edition.

    Args:
        as_id: another name, where the copy is to become a rule of its own.

    Raises:
        NoSuchRuleSet, RuleNameUnfit: as named.
    """
    text, cases = texts_by_digest(rule_set_id, digest=digest)
    if as_id and as_id != rule_set_id:
        text = with_values(text, {("id",): as_id}, {("id",): "text"})
    return begin_rule_draft(
        rule_set_id=as_id or rule_set_id,
        subject=edition(rule_set_id, digest=digest).subject,
        text=text,
        cases=cases,
        base_digest=digest,
        change=change,
    )


def draft_from_nothing(
    *, rule_set_id: str, subject: str, title: Sentence, change: Change
) -> RuleDraft:
    """A draft of a new rule: the smallest one that can be read, to be written on.

    Raises:
        RuleNameUnfit: as named.
    """
    day = change.at.date()
    text = EMPTY[subject].format(
        id=_quoted(rule_set_id),
        zh=_quoted(title.zh),
        en=_quoted(title.en),
        day=day,
        review=_a_year_on(day),
    )
    return begin_rule_draft(
        rule_set_id=rule_set_id,
        subject=subject,
        text=text,
        cases=EMPTY_CASES[subject],
        base_digest="",
        change=change,
    )


def draft_from_text(*, text: str, cases: str, change: Change, subject: str = "") -> RuleDraft:
    """A draft from texts written elsewhere; the rule's own id says of which rule it is.

    Raises:
        TomlUnreadable, KeyMissing, SubjectUnclear, RuleNameUnfit: as named.
    """
    rule_set_id = read_document(text, file=RULE_TEXT).text("id")
    return begin_rule_draft(
        rule_set_id=rule_set_id,
        subject=subject or subject_of(rule_set_id),
        text=text,
        cases=cases,
        base_digest="",
        change=change,
    )


def subject_of(rule_set_id: str) -> str:
    """What a rule of the product is about.

    Raises:
        SubjectUnclear: the product has no such rule.
    """
    known = {one.id: one.subject for one in shipped().rule_sets()}
    if known.get(rule_set_id) not in set(SUBJECTS.values()):
        raise SubjectUnclear(id=rule_set_id)
    return known[rule_set_id]


def _quoted(text: str) -> str:
    """A basic string of TOML; JSON writes the same."""
    return json.dumps(text, ensure_ascii=False)


def _a_year_on(day: date) -> date:
    return date(day.year + REVIEWED_AFTER_YEARS, day.month, min(day.day, 28))
