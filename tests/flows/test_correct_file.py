"""“This is wrong, because …”: the enterprise proposes, the office decides, both names stay."""

import pytest

from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.queries.versions import version_of
from jigai.apps.portal.actions.decide import (
    AnsweredAlready,
    AnswerMissing,
    NotTheAsker,
    OwnRequest,
    withdraw,
)
from jigai.apps.portal.actions.propose_correction import (
    CorrectionBlank,
    CorrectionWaits,
    NothingToCorrect,
)
from jigai.apps.portal.queries.access import NoSuchRequest, correction_for
from jigai.apps.registry.actions.add_certificate import add_certificate
from jigai.apps.registry.actions.correct_enterprise import correct_enterprise
from jigai.apps.registry.actions.record_indicators import record_indicators
from jigai.flows.correct_file import FileChangedSince, decide_correction, propose_file_correction
from jigai.flows.file_fields import NotCorrectable, ValueUnreadable
from tests.cast import change
from tests.portal_cast import ON, said
from tests.round_cast import at


def proposed(enterprise, mei, subject="enterprise", name="size", key=None, after="中型"):
    return propose_file_correction(
        enterprise=enterprise, subject=subject, name=name, record_key=key, after=after,
        because="划型标准", change=said(mei),
    )  # fmt: skip


def decided(correction, lin, *, accepted=True, answer="核对属实"):
    return decide_correction(
        correction=correction, is_accepted=accepted, answer=answer, change=said(lin, "答复")
    )


def test_nothing_changes_until_the_office_accepts_and_then_both_names_are_kept(
    enterprise, mei, lin
):
    asked = proposed(enterprise, mei)
    enterprise.refresh_from_db()
    assert (enterprise.size, str(asked.due_on)) == ("", "2026-12-16")
    decided(asked, lin)
    enterprise.refresh_from_db()
    assert enterprise.size == "medium"
    made = ChangeSet.objects.latest("id")
    assert (made.actor_name, made.verb) == ("林某", "correction.decided")
    assert "梅某提出更正：划型标准；林某同意：核对属实" in made.reason


def test_a_refusal_says_why_and_leaves_the_file(enterprise, mei, lin):
    asked = proposed(enterprise, mei)
    with pytest.raises(AnswerMissing):
        decided(asked, lin, accepted=False, answer=" ")
    decided(asked, lin, accepted=False, answer="营业收入未达标准")
    enterprise.refresh_from_db()
    assert (enterprise.size, asked.state, asked.answer) == ("", "refused", "营业收入未达标准")
    with pytest.raises(AnsweredAlready):
        decided(asked, lin)


def test_a_certificate_a_yearly_figure_and_a_project_are_corrected_alike(
    enterprise, mei, lin, project
):
    held = add_certificate(enterprise=enterprise, kind="hnte", number="GR1", change=change())
    told = record_indicators(
        enterprise=enterprise, year=2025, values={"sales_revenue_fen": 100}, change=change()
    )
    decided(proposed(enterprise, mei, "certificate", "number", held.pk, "GR2"), lin)
    decided(proposed(enterprise, mei, "indicators", "sales_revenue_fen", 2025, "1,234.56"), lin)
    decided(proposed(enterprise, mei, "project", "content", project.pk, "更换三条产线"), lin)
    for record in (held, told, project):
        record.refresh_from_db()
    assert (held.number, told.sales_revenue_fen) == ("GR2", 123_456)
    assert project.content == "更换三条产线"


def test_a_value_that_changed_meanwhile_is_not_overwritten(enterprise, mei, lin):
    asked = proposed(enterprise, mei)
    correct_enterprise(
        enterprise=enterprise, base_version=version_of(enterprise), values={"size": "small"},
        change=change("更正"),
    )  # fmt: skip
    with pytest.raises(FileChangedSince):
        decided(asked, lin)
    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_who_asked_does_not_decide_and_only_the_asker_withdraws(enterprise, mei, lin):
    asked = proposed(enterprise, mei)
    with pytest.raises(OwnRequest):
        decided(asked, mei)
    with pytest.raises(NotTheAsker):
        withdraw(asked=asked, change=said(lin))
    assert withdraw(asked=asked, change=said(mei, moment=at(17))).state == "withdrawn"


@pytest.mark.parametrize(
    ("subject", "name", "key", "after", "refusal"),
    [
        ("enterprise", "size", None, "", NothingToCorrect),
        ("enterprise", "size", None, "巨型", ValueUnreadable),
        ("enterprise", "founded_on", None, "2026-02-30", ValueUnreadable),
        ("enterprise", "industry_code", None, "电气", ValueUnreadable),
        ("enterprise", "credit_code", None, "x", NotCorrectable),
        ("certificate", "number", 99, "x", NotCorrectable),
        ("nothing", "number", 1, "x", NotCorrectable),
    ],
)
def test_what_cannot_be_corrected_so_is_refused(
    enterprise, mei, subject, name, key, after, refusal
):
    with pytest.raises(refusal):
        proposed(enterprise, mei, subject, name, key, after)


def test_one_correction_of_a_value_waits_at_a_time(enterprise, mei):
    proposed(enterprise, mei)
    with pytest.raises(CorrectionWaits):
        proposed(enterprise, mei, after="大型")
    with pytest.raises(CorrectionBlank):
        propose_file_correction(
            enterprise=enterprise, subject="enterprise", name="name", record_key=None,
            after="庆云某公司", because=" ", change=said(mei),
        )  # fmt: skip


def test_a_correction_is_read_by_its_enterprise_and_the_office(enterprise, mei, lin, bo, zhao):
    asked = proposed(enterprise, mei)
    for reader in (mei, lin):
        assert correction_for(reader, asked.pk, on=ON) == asked
    for other in (bo, zhao):
        with pytest.raises(NoSuchRequest):
            correction_for(other, asked.pk, on=ON)
