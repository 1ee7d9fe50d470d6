"""The county's editions stand beside the product's: which is in force, and how they end."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from jigai.apps.scoring.actions.begin_rule_draft import begin_rule_draft
from jigai.apps.scoring.actions.choose_rule_set import choose_rule_set
from jigai.apps.scoring.actions.end_rule_edition import (
    EditionNotBegun,
    EndsInThePast,
    NothingLeftInForce,
    end_rule_edition,
)
from jigai.apps.scoring.actions.release_rule_draft import release_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import submit_rule_draft
from jigai.apps.scoring.actions.withdraw_rule_edition import (
    EditionBegan,
    EditionStopped,
    withdraw_rule_edition,
)
from jigai.apps.scoring.queries.in_force import BADGE, rule_set_in_force
from jigai.apps.scoring.queries.rulebook import edition, rule_set, rule_sets, whole_edition
from jigai.domain.rules import rulebook
from jigai.domain.rules.known_since import NoneKnown, known_since
from jigai.domain.rules.rulebook import NoRuleInForce, NoSuchRuleSet
from tests.round_cast import at
from tests.rule_cast import author, released, second

pytestmark = pytest.mark.django_db
NAME = "county_default"


def blue_from(day):
    return int(rule_set(NAME, on=day).threshold("blue_from").value)


def test_the_county_edition_counts_from_its_day():
    released("90")
    assert [blue_from(date(2026, 11, day)) for day in (19, 20, 30)] == [80, 90, 90]
    assert rule_set_in_force(BADGE, on=date(2026, 11, 30)).threshold("blue_from").value == 90


def test_the_later_edition_follows_and_the_earlier_returns_when_it_ends():
    released("90")
    later = released("91", valid_from=date(2026, 11, 25))
    assert blue_from(date(2026, 11, 26)) == 91
    end_rule_edition(edition=later, ends_on=date(2026, 12, 1), change=second(at(26)))
    assert [blue_from(date(2026, 11, 30)), blue_from(date(2026, 12, 1))] == [91, 90]


def test_an_edition_that_has_not_begun_is_withdrawn_and_found_by_its_digest_for_ever():
    made = released("90")
    withdraw_rule_edition(edition=made, change=second(at(17)))
    assert blue_from(date(2026, 11, 30)) == 80
    assert edition(NAME, digest=made.digest).threshold("blue_from").value == 90
    assert made.digest not in {one.digest for one in rule_sets()}
    with pytest.raises(EditionStopped):
        withdraw_rule_edition(edition=made, change=second(at(17)))


def test_one_in_force_is_ended_not_withdrawn():
    made = released("90")
    with pytest.raises(EditionNotBegun):
        end_rule_edition(edition=made, ends_on=date(2026, 12, 1), change=second(at(17)))
    with pytest.raises(EditionBegan):
        withdraw_rule_edition(edition=made, change=second(at(22)))
    with pytest.raises(EndsInThePast):
        end_rule_edition(edition=made, ends_on=date(2026, 11, 21), change=second(at(22)))


def test_the_rule_that_the_badges_follow_is_not_left_without_an_edition():
    made = released("90")
    own = "own_badge"
    text = made.text.replace('"county_default"', f'"{own}"')
    draft = released_text(own, text, made.cases)
    choose_rule_set(
        purpose=BADGE,
        rule_set_id=own,
        valid_from=date(2026, 11, 20),
        decision="10号",
        change=second(at(16)),
    )
    with pytest.raises(NothingLeftInForce):
        end_rule_edition(edition=draft, ends_on=date(2026, 12, 1), change=second(at(22)))
    with pytest.raises(NoRuleInForce):
        rule_set(own, on=date(2026, 11, 19))


def released_text(name, text, cases):
    draft = begin_rule_draft(
        rule_set_id=name,
        subject="project",
        text=text,
        cases=cases,
        base_digest="",
        change=author(),
    )
    submit_rule_draft(draft=draft, change=author())
    return release_rule_draft(
        draft=draft, valid_from=date(2026, 11, 20), decision="9号", change=second()
    )


def test_new_words_of_the_product_do_not_change_a_released_edition(monkeypatch):
    made = released("90")
    words = rulebook.facts_text("project").replace("形象进度", "工程形象进度")
    assert words != rulebook.facts_text("project")
    changed = rulebook.read_facts(words, file="project.toml")
    book = rulebook.Rulebook({**rulebook.shipped().facts, "project": changed}, ())
    monkeypatch.setattr("jigai.apps.scoring.queries.rulebook.shipped", lambda: book)
    found = edition(NAME, digest=made.digest)
    assert found.facts["progress_share"].label.zh == "形象进度"


def test_an_edition_is_shown_with_its_cases():
    made = released("90")
    found = whole_edition(NAME, valid_from=date(2026, 11, 20))
    assert found.rule_set.digest == made.digest
    assert len(found.cases) > 10


def test_a_digest_that_nobody_knows_is_refused():
    with pytest.raises(NoSuchRuleSet):
        edition(NAME, digest="f" * 64)


def test_what_we_believed_on_a_day_leaves_out_what_was_released_or_ended_later():
    made = released("90", valid_from=date(2026, 11, 20))
    end_rule_edition(edition=made, ends_on=date(2026, 12, 1), change=second(at(26)))

    def believed(on, known):
        return int(rule_set(NAME, on=on, known=known).threshold("blue_from").value)

    released_on = localdate(made.released_at)
    for_december = date(2026, 12, 5)
    assert believed(for_december, released_on) == 90
    assert believed(for_december, date(2026, 11, 26)) == 80
    assert rule_set(NAME, on=for_december).threshold("blue_from").value == 80


def test_a_rule_that_was_written_down_later_was_not_known_then():
    with pytest.raises(NoneKnown) as refused:
        rule_set(NAME, on=date(2026, 11, 20), known=date(2024, 1, 1))
    assert str(known_since()[rulebook.rule_set(NAME, on=date(2026, 11, 20)).digest]) in str(
        refused.value.advice.zh
    )


def test_a_score_for_2023_uses_the_thresholds_of_2023_each_with_its_paragraph():
    then, now = (rule_set("cn.srdi_sme", on=day) for day in (date(2023, 6, 30), date(2026, 11, 20)))
    assert then.digest != now.digest
    for threshold in then.thresholds:
        assert threshold.source.document == then.source.document
        assert threshold.source.article.zh
        assert threshold.source.article.en
