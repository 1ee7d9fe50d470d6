"""X35: run retention, and the old cases lose their names, the totals stay, the chain holds."""

from datetime import date, datetime

import pytest
from django.db import connection

from jigai.apps.accounts.actions.set_retention import RuleStartsEarlier, set_retention
from jigai.apps.accounts.models import Appointment, RetentionKind, User
from jigai.apps.audit.actions.erase_history import _erasing
from jigai.apps.audit.models import ChangeSet, Erasure
from jigai.apps.audit.queries.verification import verify_chain
from jigai.apps.audit.queries.versions import versions_of
from jigai.apps.audit.writing import writing
from jigai.apps.badges.models import Exemption
from jigai.apps.projects.models import Project
from jigai.apps.registry.actions.add_contact import ContactErased, add_contact
from jigai.apps.registry.models import Certificate, Enterprise, Representative
from jigai.apps.registry.queries.contacts import opened
from jigai.domain.change import Actor, Change, Path
from jigai.flows.apply_retention import apply_retention, retention_plan
from tests.cast import ZONE, change

TODAY = date(2026, 11, 16)


@pytest.fixture
def rules(county):
    """Three years for everything, by decision."""
    for kind in RetentionKind:
        set_retention(
            kind=kind,
            years=3,
            valid_from=date(2026, 1, 1),
            source="个人信息保护法第十九条",
            change=change("保存期限"),
        )


@pytest.fixture
def closed(enterprise):
    """The enterprise closed; its last certificate ended on the first of March 2020."""
    contact = add_contact(
        enterprise=enterprise, name="张三丰", telephone="13812345678", change=change()
    )
    with writing("enterprise.corrected", change("注销")):
        Certificate.objects.create(enterprise=enterprise, kind="hnte", valid_to=date(2020, 3, 1))
        Enterprise.objects.filter(pk=enterprise.pk).update(is_active=False)
    return contact


@pytest.fixture
def gone(county, django_user_model, project):
    """Once of the office, until the end of 2019; asked for an exemption then."""
    with writing("person.created", change("开户")):
        user = django_user_model.objects.create(username="qian", display_name="钱某某")
        Appointment.objects.create(
            user=user, role="office", valid_from=date(2018, 1, 1), valid_to=date(2019, 12, 31)
        )
    moment = datetime(2019, 5, 6, 9, tzinfo=ZONE)
    own = Change(Actor(f"user:{user.pk}", "钱某某"), "申请豁免", moment, Path.FORM)
    with writing("exemption.asked", own):
        Exemption.objects.create(
            project=project, kind="force_majeure", reason="停电", valid_from=date(2019, 5, 1),
            valid_to=date(2019, 6, 1), asked_by_key=f"user:{user.pk}", asked_by="钱某某",
        )  # fmt: skip
    with writing("person.corrected", change("更正姓名")):
        User.objects.filter(pk=user.pk).update(display_name="钱某")
        Project.objects.update(is_withdrawn=True)
    return user


def everything_that_says(word):
    """Tables, history included, in which a word stands."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                sql = f'SELECT 1 FROM "{table}" WHERE CAST("{column.name}" AS TEXT) LIKE %s'
                cursor.execute(sql, [f"%{word}%"])
                if cursor.fetchone():
                    found.append(f"{table}.{column.name}")
    return found


def test_nothing_is_due_without_a_rule(closed, gone):
    assert retention_plan(on=TODAY).cases == ()


def test_the_dry_run_names_what_is_due_and_changes_nothing(rules, closed, gone):
    plan = retention_plan(on=TODAY)
    assert plan.counts == {
        "enterprise_contact": 1, "representative": 0, "account": 1, "sign_in_log": 0,
    }  # fmt: skip
    assert opened(closed).name == "张三丰"
    assert User.objects.get(pk=gone.pk).display_name == "钱某"


def test_the_old_cases_lose_their_names_everywhere_and_the_totals_stay(rules, closed, gone):
    before = (User.objects.count(), Exemption.objects.count(), Project.objects.count())
    history = len(versions_of(table="accounts_user", key=gone.pk))
    apply_retention(change=change("按保存期限"))
    assert everything_that_says("钱某") == []
    with pytest.raises(ContactErased):
        opened(closed)
    assert (User.objects.count(), Exemption.objects.count(), Project.objects.count()) == before
    assert len(versions_of(table="accounts_user", key=gone.pk)) == history + 1
    assert Exemption.objects.get().asked_by == f"离任人员{gone.pk}"


def test_the_chain_still_proves_what_is_left(rules, closed, gone):
    head = ChangeSet.objects.latest("id")
    apply_retention(change=change("按保存期限"))
    told = verify_chain()
    assert told.problems == ()
    assert ChangeSet.objects.get(pk=head.pk).digest == head.digest
    assert Erasure.objects.filter(table="accounts_user").exists()


def test_what_is_left_of_an_erased_row_cannot_be_altered(rules, gone):
    apply_retention(change=change("按保存期限"))
    one = Erasure.objects.filter(table="accounts_user").first()
    with writing("history.forged", change("篡改")), _erasing(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user_history SET language = 'xx' WHERE hid = %s", [one.row])
    (problem,) = verify_chain().problems
    assert f"({one.row})" in problem.zh


def test_the_author_of_an_erased_change_set_cannot_be_put_back_or_changed(rules, gone):
    apply_retention(change=change("按保存期限"))
    one = Erasure.objects.filter(table="audit_changeset").first()
    with writing("history.forged", change("篡改")), _erasing():
        ChangeSet.objects.filter(pk=one.row).update(actor_name="李某")
    (problem,) = verify_chain().problems
    assert f"修改{one.row}" in problem.zh


def test_running_again_finds_nothing(rules, closed, gone):
    apply_retention(change=change("按保存期限"))
    count = ChangeSet.objects.count()
    assert apply_retention(change=change("按保存期限")).cases == ()
    assert ChangeSet.objects.count() == count


def test_an_enterprise_at_work_and_a_fresh_ending_keep_their_contacts(rules, closed, project):
    assert retention_plan(on=TODAY).counts["enterprise_contact"] == 0
    with writing("project.withdrawn", change("撤项")):
        Project.objects.update(is_withdrawn=True)
    assert retention_plan(on=TODAY).counts["enterprise_contact"] == 1
    assert retention_plan(on=date(2023, 2, 28)).counts["enterprise_contact"] == 0


def test_a_representative_goes_three_years_after_the_last_enterprise(rules, mei, enterprise):
    assert retention_plan(on=TODAY).counts["representative"] == 0
    with writing("representative.ended", change("终止")):
        Representative.objects.update(valid_to=date(2026, 3, 31))
    assert retention_plan(on=date(2029, 3, 30)).counts["representative"] == 0
    assert retention_plan(on=date(2029, 3, 31)).counts["representative"] == 1


def test_a_rule_follows_the_one_before(rules):
    later = {"kind": "account", "years": 5, "source": "新决定", "change": change("改")}
    with pytest.raises(RuleStartsEarlier):
        set_retention(valid_from=date(2026, 1, 1), **later)
    set_retention(valid_from=date(2027, 1, 1), **later)
    assert verify_chain().problems == ()
