from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Direction
from jigai.domain.change import Change


@dataclass(frozen=True, slots=True)
class DirectionLine:
    code: str
    name: str
    name_en: str


DEFAULT_DIRECTIONS = (
    DirectionLine("electrical", "电气装备", "Electrical equipment"),
    DirectionLine("sports", "体育器材", "Sports equipment"),
    DirectionLine("new-energy", "新能源材料", "New-energy materials"),
    DirectionLine("other", "其他", "Other"),
)


def set_directions(*, directions: Sequence[DirectionLine], change: Change) -> None:
    """Enter or rename the county's industry directions, in their order; none is deleted.

    Raises:
        RecordInvalid: two directions of one name.
    """
    with writing("directions.set", change):
        for position, line in enumerate(directions):
            row = Direction.objects.filter(code=line.code).first() or Direction(code=line.code)
            if (row.name, row.name_en, row.position) != (line.name, line.name_en, position):
                row.name, row.name_en, row.position = line.name, line.name_en, position
                save_valid(row)
