from __future__ import annotations

import csv
import io
import re
from importlib.resources import files

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Industry
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence
from jigai.domain.text_file import text_of_file

CODE = re.compile(r"\d{2,4}", re.ASCII)


class IndustriesUnreadable(Refusal):
    code = "industries.unreadable"
    message = Sentence(
        "行业文件第{line}行应为“代码,名称”，代码为2至4位数字。",
        "Line {line} of the industries must be “code,name”, the code of 2 to 4 digits.",
    )


def load_industrial_divisions(*, change: Change) -> int:
    """Enter the industrial two-digit divisions of GB/T 4754 (06 to 46)."""
    shipped = files("jigai.apps.reference").joinpath("industrial_divisions.csv")
    return load_industries(content=shipped.read_bytes(), change=change)


def load_industries(*, content: bytes, change: Change) -> int:
    """Enter classes from CSV lines ``code,name[,name_en]``; known codes get the file's name.

    Raises:
        IndustriesUnreadable: with the line; nothing is saved.
    """
    read: dict[str, tuple[str, str]] = {}
    try:
        text = text_of_file(content)
    except UnicodeDecodeError:
        raise IndustriesUnreadable(line=1) from None
    for number, cells in enumerate(csv.reader(io.StringIO(text)), start=1):
        if number == 1 and cells[:1] == ["code"]:
            continue
        if len(cells) < 2 or not CODE.fullmatch(cells[0].strip()) or not cells[1].strip():  # noqa: PLR2004
            raise IndustriesUnreadable(line=number)
        read[cells[0].strip()] = (cells[1].strip(), "".join(cells[2:3]).strip())
    known = {row.code: row for row in Industry.objects.filter(code__in=read)}
    fresh = [Industry(code=c, name=n, name_en=e) for c, (n, e) in read.items() if c not in known]
    changed = [row for code, row in known.items() if (row.name, row.name_en) != read[code]]
    for row in changed:
        row.name, row.name_en = read[row.code]
    if fresh or changed:
        with writing("industries.loaded", change):
            Industry.objects.bulk_create(fresh)
            Industry.objects.bulk_update(changed, ["name", "name_en"])
    return len(fresh) + len(changed)
