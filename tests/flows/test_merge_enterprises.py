from datetime import date

import pytest

from jigai.apps.projects.actions.register_project import register_project
from jigai.apps.projects.models import Project
from jigai.apps.registry.actions.merge_records import MergedWithItself, UnmergedAlready
from jigai.apps.registry.actions.register_enterprise import register_enterprise
from jigai.apps.visits.actions.assign_interaction import assign_interaction
from jigai.flows.merge_enterprises import merge_enterprises, unmerge_enterprises
from tests.cast import TODAY, change
from tests.visit_cast import logged, promise


@pytest.fixture
def other(county):
    return register_enterprise(
        credit_code="91110000600037341L", name="庆云辛亥母线厂", change=change()
    )


def new_project(enterprise, name):
    values = {"name": name, "enterprise_id": enterprise.pk}
    return register_project(values=values, entered_on=TODAY, change=change()).project


def test_an_unmerge_gives_each_record_its_own_links_and_offers_the_new_ones(
    enterprise, other, project
):
    own = new_project(other, "另一项目")
    merge = merge_enterprises(kept=enterprise, merged=other, merged_on=TODAY, change=change())
    assert enterprise.projects.count() == 2
    fresh = new_project(enterprise, "合并后新项目")
    undone = unmerge_enterprises(merge=merge, on=date(2026, 12, 1), change=change("误合并"))
    assert (undone.returned, undone.to_assign) == ((own.pk,), (fresh.pk,))
    assert Project.objects.get(pk=own.pk).enterprise == other
    other.refresh_from_db()
    assert other.is_active
    with pytest.raises(UnmergedAlready):
        unmerge_enterprises(merge=merge, on=TODAY, change=change())


def test_an_enterprise_is_not_merged_with_itself(enterprise):
    with pytest.raises(MergedWithItself):
        merge_enterprises(kept=enterprise, merged=enterprise, merged_on=TODAY, change=change())


def test_visits_move_with_a_merge_and_come_back_with_their_own_record(enterprise, other):
    theirs = logged(other, 20, promises=[promise()])
    ours = logged(enterprise, 10)
    merge = merge_enterprises(kept=enterprise, merged=other, merged_on=TODAY, change=change())
    assert set(enterprise.interactions.all()) == {theirs, ours}
    fresh = logged(enterprise, 0)
    undone = unmerge_enterprises(merge=merge, on=date(2026, 12, 1), change=change("误合并"))
    assert (undone.visits_returned, undone.visits_to_assign) == ((theirs.pk,), (fresh.pk,))
    assert list(other.interactions.all()) == [theirs]
    assert set(enterprise.interactions.all()) == {ours, fresh}
    assign_interaction(interaction=fresh, enterprise=other, change=change("归属"))
    assert set(other.interactions.all()) == {theirs, fresh}
