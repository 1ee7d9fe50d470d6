"""A diagnosis of the cast's enterprise, and a handful of neighbours."""

from datetime import date

import pytest

from jigai.apps.audit.writing import writing
from jigai.apps.diagnosis.actions.finish_side import hand_in
from jigai.apps.diagnosis.actions.save_answers import AnswerEntry, save_answers
from jigai.apps.diagnosis.actions.start_diagnosis import start_diagnosis
from jigai.apps.reference.models import Direction
from jigai.apps.registry.models import Enterprise
from jigai.domain.maturity.states import Side
from tests.cast import TODAY, change

OFFICIAL, COUNTY = "digital_level/2024-09-01", "digital_level/2026-07-01"


def begin(enterprise, bank=OFFICIAL, on=TODAY):
    return start_diagnosis(enterprise=enterprise, bank=bank, on=on, note="", change=change())


def answer(diagnosis, side=Side.OWN, **values):
    entries = {name: AnswerEntry(value) for name, value in values.items()}
    return save_answers(diagnosis=diagnosis, side=side, entries=entries, change=change())


def every_answer(bank, scene="2"):
    """The first option of everything, one level for all scenes."""
    first = {"share": "0.5", "scene": scene, "ladder": "1,0,0,0,0"}
    return {
        one.name: one.options[0].name if one.options else first[one.kind] for one in bank.questions
    }


def firm(number, *, direction, size, founded=date(2010, 1, 1)):
    """A neighbour in an industry and size."""
    with writing("enterprise.registered", change()):
        kind, _ = Direction.objects.get_or_create(code=direction, defaults={"name": direction})
        return Enterprise.objects.create(
            credit_code=f"9137142300000{number:05d}", name=f"邻居{number}号公司",
            name_sort=f"l{number:03d}", name_initials=f"l{number}", direction=kind, size=size,
            founded_on=founded,
        )  # fmt: skip


def handed_in(enterprise, bank, **values):
    diagnosis = begin(enterprise, bank.key)
    answer(diagnosis, **{**every_answer(bank), **values})
    return hand_in(diagnosis=diagnosis, on=TODAY, change=change())


@pytest.fixture
def diagnosis(enterprise):
    return begin(enterprise)
