from datetime import timedelta

import pytest

from jigai.apps.audit.actions.undo_change_set import UndoneAlready, UndoTooLate, undo_change_set
from jigai.apps.audit.models import ChangeSet
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Direction
from jigai.apps.registry.models import Enterprise
from tests.cast import change


def directions(*codes):
    return [Direction(code=c, name=c, name_en=c) for c in codes]


def last():
    return ChangeSet.objects.latest("id")


def test_undo_takes_back_what_was_created_changed_and_deleted(enterprise):
    with writing("mixed.done", change()):
        Direction.objects.bulk_create(directions("a", "b"))
        Enterprise.objects.update(name="改名")
        kept = Direction.objects.create(code="gone", name="gone", name_en="gone")
    number = last().id
    with writing("direction.removed", change()):
        kept.delete()
    undone = undo_change_set(number=last().id, change=change("撤销删除"))
    assert undone.restored == {"reference_direction": 1}
    undone = undo_change_set(number=number, change=change("撤销"))
    assert Enterprise.objects.get().name == "庆云辛亥母线有限公司"
    assert set(Direction.objects.values_list("code", flat=True)) == {"electrical", "gone"}
    assert [k.label for k in undone.kept] == ["gone"]


def test_records_changed_since_are_kept_and_named(county):
    with writing("directions.created", change()):
        Direction.objects.bulk_create(directions(*(f"d{n}" for n in range(40))))
    number = last().id
    with writing("direction.renamed", change()):
        Direction.objects.filter(code="d7").update(name="新名")
    undone = undo_change_set(number=number, change=change("撤销"))
    assert undone.restored_count == 39
    assert [k.label for k in undone.kept] == ["新名"]


def test_a_record_that_others_have_come_to_use_is_kept(enterprise):
    number = ChangeSet.objects.get(verb="county.founded").id
    undone = undo_change_set(number=number, change=change("撤销"))
    assert {k.label for k in undone.kept} == {"崔口镇", "庆云县"}
    assert undone.restored_count == 0


def test_an_undo_can_be_undone_but_not_repeated(county):
    with writing("directions.created", change()):
        Direction.objects.bulk_create(directions("a"))
    number = last().id
    undo = undo_change_set(number=number, change=change("撤销"))
    with pytest.raises(UndoneAlready):
        undo_change_set(number=number, change=change("再撤销"))
    undo_change_set(number=undo.number, change=change("恢复"))
    assert Direction.objects.get().code == "a"


def test_after_thirty_days_nothing_is_undone(county):
    late = change().at + timedelta(days=31)
    with pytest.raises(UndoTooLate):
        undo_change_set(number=last().id, change=change("撤销", at=late))
