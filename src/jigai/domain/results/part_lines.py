"""Parts of a formula as lines of text, as a form and a command take them."""

from __future__ import annotations

from collections.abc import Sequence

from jigai.domain.refusal import Refusal
from jigai.domain.results.indicator import IndicatorPart
from jigai.domain.sentence import Sentence

FIELDS = 5


class PartLineUnreadable(Refusal):
    code = "outcomes.part_line_unreadable"
    message = Sentence("组成数据“{line}”不完整。", "The part “{line}” is not whole.")
    remedy = Sentence(
        "写成：名称 | 中文 | 英文 | 单位 | 英文单位；名称用小写字母、数字和下划线。",
        "Write: name | Chinese | English | unit | unit in English; the name in small letters.",
    )


def parts_of_lines(text: str) -> tuple[IndicatorPart, ...]:
    """Parts from lines of name, title and unit in both languages.

    Raises:
        PartLineUnreadable: as named.

    >>> parts_of_lines("good | 合格数 | good | 件 | pieces")[0].title.en
    'good'
    """
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != FIELDS or not all(cells) or not _is_name(cells[0]):
            raise PartLineUnreadable(line=line.strip())
        name, zh, en, unit, unit_en = cells
        found.append(IndicatorPart(name, Sentence(zh, en), Sentence(unit, unit_en)))
    return tuple(found)


def part_lines(parts: Sequence[IndicatorPart]) -> str:
    return "\n".join(
        f"{one.name} | {one.title.zh} | {one.title.en} | {one.unit.zh} | {one.unit.en}"
        for one in parts
    )


def _is_name(text: str) -> bool:
    return text.isascii() and text.isidentifier() and text == text.lower()
