from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jigai.apps.audit.writing import writing
from jigai.apps.reference.models import Division, DivisionLevel
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined
from jigai.domain.text_file import text_of_file

CODE = re.compile(r"\d{9}(\d{3})?", re.ASCII)
HEADS = {"代码": "code", "区划代码": "code", "名称": "name", "乡镇": "name", "英文名称": "name_en"}
NOT_TEXT = Sentence("文件不是 CSV 文本", "the file is not a text of values")
TWICE = Sentence(
    "第{line}行：代码“{code}”重复", "line {line}: the code “{code}” stands there twice"
)
HEAD_MISSING = Sentence(
    "第1行应有列名 code,name 或 代码,名称（可加 name_en、valid_from）",
    "line 1 must name the columns code,name (and may name name_en, valid_from)",
)
WRONG_CODE = Sentence(
    "第{line}行：代码“{code}”应为以{county}开头的9位或12位数字",
    "line {line}: the code “{code}” must be 9 or 12 digits that begin with {county}",
)
NO_NAME = Sentence("第{line}行：名称为空", "line {line}: the name is blank")
WRONG_DATE = Sentence(
    "第{line}行：日期“{text}”应写成 2026-01-31", "line {line}: write “{text}” like 2026-01-31"
)


class TownshipsUnreadable(Refusal):
    code = "townships.unreadable"
    message = Sentence("乡镇文件有误：{problems}。", "The file of townships: {problems}.")
    remedy = Sentence(
        "请更正后重新上传，文件未保存。", "Correct it and send it again; nothing was saved."
    )


@dataclass(frozen=True, slots=True)
class TownshipLine:
    code: str
    name: str
    name_en: str
    valid_from: date | None


def read_townships(content: bytes, *, county_code: str, first_line: int = 2) -> list[TownshipLine]:
    """Townships from CSV with a head line.

    Args:
        first_line: what complaints call the first line below the head; 1 for typed lines, whose
            head nobody typed.

    Raises:
        TownshipsUnreadable: with every problem and its line.
    """
    heads, written = _table(content)
    lines, problems = list[TownshipLine](), []
    for number, cells in enumerate(filter(any, written), start=first_line):
        row = dict(zip(heads, cells, strict=False))
        code, name = (row.get("code") or "").strip(), (row.get("name") or "").strip()
        since = (row.get("valid_from") or "").strip()
        if not CODE.fullmatch(code) or not code.startswith(county_code):
            problems.append(WRONG_CODE.format(line=number, code=code, county=county_code))
        elif code in {line.code for line in lines}:
            problems.append(TWICE.format(line=number, code=code))
        if not name:
            problems.append(NO_NAME.format(line=number))
        if since and _day(since) is None:
            problems.append(WRONG_DATE.format(line=number, text=since))
        lines.append(TownshipLine(code, name, (row.get("name_en") or "").strip(), _day(since)))
    if problems:
        raise TownshipsUnreadable(problems=joined(problems))
    return lines


def _table(content: bytes) -> tuple[list[str], Iterator[list[str]]]:
    """The heads in our words, and the lines below them.

    Raises:
        TownshipsUnreadable: it is no text, or the heads are others.
    """
    try:
        written = csv.reader(io.StringIO(text_of_file(content)))
        heads = [HEADS.get(head.strip(), head.strip()) for head in next(written, [])]
    except (UnicodeDecodeError, csv.Error):
        raise TownshipsUnreadable(problems=NOT_TEXT) from None
    if not {"code", "name"} <= set(heads):
        raise TownshipsUnreadable(problems=HEAD_MISSING)
    return heads, written


def load_townships(*, county: Division, content: bytes, change: Change, first_line: int = 2) -> int:
    """Enter the townships of a CSV file; known codes get the name of the file.

    Raises:
        TownshipsUnreadable: nothing is saved.
    """
    lines = read_townships(content, county_code=county.code, first_line=first_line)
    with writing("townships.loaded", change):
        for line in lines:
            known = Division.objects.filter(code=line.code, valid_to__isnull=True).first()
            row = known or Division(
                code=line.code,
                level=DivisionLevel.TOWNSHIP,
                parent=county,
                valid_from=line.valid_from,
            )
            row.name, row.name_en = line.name, line.name_en or row.name_en
            row.save()
    return len(lines)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
