"""Townships and directions that a ledger names and the reference does not yet hold."""

from __future__ import annotations

from collections.abc import Iterable

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Direction, Division, DivisionLevel
from jigai.domain.change import Change
from jigai.domain.pinyin import fitting_keys

CODE_WIDTH = 40


def record_townships(*, names: Iterable[str], county: Division, change: Change) -> dict[str, int]:
    """Enter townships by name; the code is provisional (``<county>-<n>``) until a list brings it.

    Returns:
        name → id of the new divisions.
    """
    made: dict[str, int] = {}
    with writing("townships.recorded", change):
        count = Division.objects.filter(code__startswith=f"{county.code}-").count()
        for name in sorted(set(names)):
            count += 1
            made[name] = Division.objects.create(
                code=f"{county.code}-{count:02d}",
                name=name,
                level=DivisionLevel.TOWNSHIP,
                parent=county,
            ).pk
    return made


def record_directions(*, names: Iterable[str], change: Change) -> dict[str, int]:
    """Enter county industry directions by name, with a code from the name's pinyin.

    Returns:
        name → id of the new directions.
    """
    made: dict[str, int] = {}
    with writing("directions.recorded", change):
        position = Direction.objects.count()
        for name in sorted(set(names)):
            spelled = fitting_keys(name, sort=CODE_WIDTH * 2, initials=CODE_WIDTH).sort
            code = "".join(c if c.isalnum() else "-" for c in spelled)[:CODE_WIDTH].strip("-")
            made[name] = Direction.objects.create(
                code=code or f"direction-{position}",
                name=name,
                name_en=spelled.title(),
                position=position,
            ).pk
            position += 1
    return made
