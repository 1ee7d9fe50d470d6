"""The demo county's rule workshop: one draft being written, one edition released for next year."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jigai.apps.accounts.models import User
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.models import RuleDraft
from jigai.apps.scoring.queries.drafts import reading_of
from jigai.apps.scoring.queries.rulebook import rule_set
from jigai.demo.moments import LAST, at
from jigai.domain.change import Actor, Change, Path
from jigai.flows.draft_rule import draft_from_edition
from jigai.flows.edit_rule_part import confirm_rule_cases, edit_rule_part

RULE = "county_default"
NEXT_YEAR = date(LAST.end_on.year + 1, 1, 1)
CONFIRMED_AGAIN = date(LAST.end_on.year + 2, 1, 1)


def draft_demo_rules() -> None:
    """The office raises the blue line for next year, and tries a stricter one after that."""
    moment = at(LAST.start_on + timedelta(days=4), 10)
    coming = _drafted("82", "征求意见后小幅提高蓝牌线", moment)
    submit_rule_draft(draft=coming, change=_by_office(moment, "请复核"))
    release_rule_draft(
        draft=coming,
        valid_from=NEXT_YEAR,
        decision="演示县技改办〔2026〕11号",
        change=_by("admin", moment + timedelta(days=1), "复核无误"),
    )
    _drafted("90", "试算：蓝牌线提到 90 分会怎样", moment + timedelta(days=2))


def _drafted(blue_from: str, reason: str, moment: datetime) -> RuleDraft:
    """A copy of the rule in force with another blue line, its cases confirmed."""
    base = rule_set(RULE, on=LAST.end_on)
    change = _by_office(moment, reason)
    draft = draft_from_edition(rule_set_id=base.id, digest=base.digest, change=change)
    edit_rule_part(
        draft=draft,
        address="threshold.1",
        typed={"threshold.1.value": blue_from},
        seen="",
        change=change,
    )
    edit_rule_part(
        draft=draft,
        address="head",
        typed={"review_by": CONFIRMED_AGAIN.isoformat()},
        seen="",
        change=change,
    )
    reading = reading_of(draft)
    failing = {one.place for one in reading.review.failing} if reading.review else set()
    return confirm_rule_cases(
        draft=draft,
        failing=failing,
        proposals=set(range(len(reading.proposals()))),
        change=change,
    )


def _by_office(moment: datetime, reason: str) -> Change:
    return _by("office", moment, reason)


def _by(username: str, moment: datetime, reason: str) -> Change:
    """A person of the demo, by their own key: a second person is another key."""
    user = User.objects.get(username=username)
    actor = Actor(f"user:{user.pk}", user.display_name)
    return Change(actor, reason, moment, Path.SETUP, batch="demo")
