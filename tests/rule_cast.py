"""Drafts of rules for tests: county_default with one number changed, proved and handed on."""

from __future__ import annotations

from datetime import date

from jigai.apps.scoring.actions.begin_rule_draft import begin_rule_draft
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.domain.change import Actor, Change, Path
from jigai.domain.rules.draft import read_draft, with_found_outcomes, with_proposal
from jigai.domain.rules.rulebook import SHIPPED, shipped
from jigai.domain.rules.toml_editing import with_values
from tests.round_cast import at

BADGE = "county_default"
BLUE_FROM = ("threshold", 1, "value")


def text_of(folder="badges", name=BADGE, day="2025-12-01"):
    return (SHIPPED / folder / name / f"{day}.toml").read_text(encoding="utf-8")


def proved(text, cases, *, subject="project"):
    """The cases with every failing one and every missing side confirmed."""
    reading = read_draft(text, cases, facts=shipped().facts[subject], subject=subject)
    places = {one.place for one in reading.review.failing}
    cases = with_found_outcomes(cases, reading.review, places)
    for number, proposal in enumerate(reading.proposals()):
        cases = with_proposal(cases, proposal, name=f"proposed {number}")
    return cases


def author(moment=None):
    return Change(Actor("user:101", "林某"), "提高蓝牌线", moment or at(16), Path.FORM)


def second(moment=None, reason="复核无误"):
    return Change(Actor("user:102", "韩某"), reason, moment or at(16), Path.FORM)


def drafted(value="90", *, path=BLUE_FROM, change=None):
    """A sound draft of the badge rule with another number."""
    text = with_values(text_of(), {path: value}, {path: "number"})
    return begin_rule_draft(
        rule_set_id=BADGE,
        subject="project",
        text=text,
        cases=proved(text, text_of("cases")),
        base_digest=shipped().rule_set(BADGE, on=date(2026, 1, 1)).digest,
        change=change or author(),
    )


def released(value="90", *, valid_from=date(2026, 11, 20), path=BLUE_FROM):
    draft = submit_rule_draft(draft=drafted(value, path=path), change=author())
    return release_rule_draft(
        draft=draft, valid_from=valid_from, decision="庆技改办〔2026〕9号", change=second()
    )
