"""A rule is drafted by one person and released by another, from a day; the database holds it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jigai.apps.audit.editing import EditedByOthers
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.audit.writing import writing
from jigai.apps.scoring.actions.begin_rule_draft import RuleNameUnfit, begin_rule_draft
from jigai.apps.scoring.actions.discard_rule_draft import discard_rule_draft
from jigai.apps.scoring.actions.edit_rule_draft import DraftNotWritable, edit_rule_draft
from jigai.apps.scoring.actions.release_rule_draft import (
    DraftOfAnotherRule,
    EditionStartsThatDay,
    OwnRule,
    ReleasedIntoThePast,
    release_rule_draft,
)
from jigai.apps.scoring.actions.return_rule_draft import DraftNotSubmitted, return_rule_draft
from jigai.apps.scoring.actions.submit_rule_draft import DraftNotSound, submit_rule_draft
from jigai.apps.scoring.models import RuleEdition
from jigai.apps.scoring.queries.drafts import waiting_drafts
from tests.rule_cast import author, drafted, released, second

pytestmark = pytest.mark.django_db
FROM = date(2026, 11, 20)


def release(draft, change, valid_from=FROM):
    return release_rule_draft(draft=draft, valid_from=valid_from, decision="9号", change=change)


def edit(draft, change, **texts):
    new = {"text": draft.text, "cases": draft.cases} | texts
    return edit_rule_draft(draft=draft, base=version_of(draft), change=change, **new)


def test_the_author_cannot_release_alone_and_a_second_person_can():
    draft = submit_rule_draft(draft=drafted(), change=author())
    with pytest.raises(OwnRule) as refused:
        release(draft, author())
    assert refused.value.code == "rules.own_draft"
    assert "另一位" in refused.value.advice.zh
    assert RuleEdition.objects.count() == 0
    edition = release(draft, second())
    assert (edition.valid_from, edition.released_by) == (FROM, "韩某")
    assert "valid_from = 2026-11-20" in edition.text


def test_whoever_edits_becomes_an_author():
    draft = drafted()
    edit(draft, second(), text=draft.text + "\n# 改\n")
    submit_rule_draft(draft=draft, change=author())
    with pytest.raises(OwnRule):
        release(draft, second())
    assert list(waiting_drafts(person="user:102")) == []
    assert [one.pk for one in waiting_drafts(person="user:103")] == [draft.pk]


def test_the_database_refuses_an_author_too():
    edition = released()
    with (
        pytest.raises(IntegrityError, match="nobody_releases_a_rule_they_wrote"),
        transaction.atomic(),
        writing("rule_edition.released", second()),
    ):
        RuleEdition.objects.filter(pk=edition.pk).update(released_by_key="user:101")


def test_an_unsound_draft_is_not_submitted():
    draft = drafted()
    edit(draft, author(), text=draft.text.replace('when = "is_exempt"', 'when = "is_exemt"'))
    with pytest.raises(DraftNotSound) as refused:
        submit_rule_draft(draft=draft, change=author())
    assert "is_exempt" in refused.value.said.en


def test_a_draft_without_its_boundary_cases_is_not_submitted():
    draft = drafted()
    edit(draft, author(), cases=draft.cases.split('name = "proposed 0"', maxsplit=1)[0][:-9])
    with pytest.raises(DraftNotSound):
        submit_rule_draft(draft=draft, change=author())


def test_a_submitted_draft_is_frozen_until_it_is_returned():
    draft = submit_rule_draft(draft=drafted(), change=author())
    with pytest.raises(DraftNotWritable):
        edit(draft, author(), text="")
    return_rule_draft(draft=draft, change=second(reason="界限定得太高"))
    assert (draft.state, draft.returned_because) == ("writing", "界限定得太高")
    with pytest.raises(DraftNotSubmitted):
        release(draft, second())


def test_two_authors_do_not_overwrite_each_other():
    draft = drafted()
    seen = version_of(draft)
    edit(draft, author(), text=draft.text + "# 甲\n")
    with pytest.raises(EditedByOthers):
        edit_rule_draft(
            draft=draft, text=draft.text + "# 乙\n", cases=draft.cases, base=seen, change=second()
        )


def test_no_rule_begins_in_the_past_or_twice_on_a_day():
    released()
    draft = submit_rule_draft(draft=drafted("91"), change=author())
    with pytest.raises(ReleasedIntoThePast):
        release(draft, second(), date(2026, 11, 15))
    with pytest.raises(EditionStartsThatDay):
        release(draft, second())


def test_the_id_in_the_text_is_that_of_the_draft():
    draft = drafted()
    edit(draft, author(), text=draft.text.replace('"county_default"', '"other_rule"'))
    submit_rule_draft(draft=draft, change=author())
    with pytest.raises(DraftOfAnotherRule):
        release(draft, second())


def test_a_discarded_draft_is_kept_and_changes_no_more():
    draft = discard_rule_draft(draft=drafted(), change=author())
    with pytest.raises(DraftNotWritable):
        edit(draft, author(), text="")


def test_a_rule_has_a_fit_name():
    with pytest.raises(RuleNameUnfit):
        begin_rule_draft(
            rule_set_id="亮牌",
            subject="project",
            text="",
            cases="",
            base_digest="",
            change=author(),
        )
