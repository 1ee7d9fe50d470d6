"""Long identifiers in cells: kept whole, or refused where Excel has damaged them."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import mul

from jigai.domain.sentence import Sentence
from jigai.exchange.amounts import BLANKS
from jigai.exchange.head_words import plain
from jigai.exchange.problems import Fault, Severity
from jigai.exchange.workbook_cells import Cell

_USCC_CHARS = {c: i for i, c in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC_SHAPE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_NEW_CODE = re.compile(r"\d{2}(?:0[1-9]|1[0-2])-\d{6}-\d{2}-\d{2}-\d{6}")
_OLD_CODE = re.compile(r"20(?:1[5-9]|20)-\d{6}-\d{2}-\d{2}-\d{6,7}(?:-\d{3})?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d{2,}")
_AS_TEXT = Sentence(
    "请把该列设为“文本”格式，从原件重新填写。",
    "Set the column to “text” and fill it in again from the original.",
)

IdentifierParser = Callable[[Cell], "str | Fault | None"]


def credit_code_is_valid(code: str) -> bool:
    """Whether shape and check character of a unified social credit code agree (GB 32100-2015).

    >>> credit_code_is_valid("91371423HH7CRY5H30"), credit_code_is_valid("91371423HH7CRY5H3A")
    (True, False)
    """
    if len(code) != len(_USCC_WEIGHTS) + 1 or not _USCC_SHAPE.fullmatch(code):
        return False
    return _check_value(code) == _USCC_CHARS[code[17]]


def _check_value(code: str) -> int:
    total: int = sum(map(mul, map(_USCC_CHARS.__getitem__, code), _USCC_WEIGHTS))
    return -total % 31


def with_check_character(first_17: str) -> str:
    """The first 17 characters of a credit code, with the one that checks them.

    >>> with_check_character("91371423HH7CRY5H3")
    '91371423HH7CRY5H30'
    """
    return first_17 + list(_USCC_CHARS)[_check_value(first_17)]


def project_code_check_digit(digits: str) -> int:
    """Check digit of the first 19 digits by ISO 7064 MOD 11,10 (inferred from genuine codes).

    >>> project_code_check_digit("2601371423070200001")
    9
    """
    p = 10
    for d in digits[:19]:
        p = ((p + int(d)) % 10 or 10) * 2 % 11
    return (11 - p) % 10


def identifier_parser(
    *, number_code: str = "id_number", pattern: str | None = None
) -> IdentifierParser:
    """Text that must not have become a number; ``pattern`` is the shape asked for."""
    shape = re.compile(pattern) if pattern else None

    def parse(cell: Cell) -> str | Fault | None:
        text = _whole(cell, number_code)
        if shape is None or not isinstance(text, str) or shape.fullmatch(text):
            return text
        return Fault(
            "bad_shape", Sentence(f"“{text}”的位数或格式不对。", f"“{text}” has the wrong shape.")
        )

    return parse


def credit_code_parser() -> IdentifierParser:
    """Unified social credit codes; a wrong check character is a fault, a number is damage."""

    def parse(cell: Cell) -> str | Fault | None:
        text = _whole(cell, "uscc_number")
        if not isinstance(text, str) or credit_code_is_valid(text):
            return text
        return Fault(
            "uscc_check",
            Sentence(
                f"“{text}”不是有效的统一社会信用代码（位数或校验位不符）。",
                f"“{text}” is no valid unified social credit code (length or check character).",
            ),
            Sentence("请对照营业执照核实。", "Compare it with the business licence."),
        )

    return parse


def project_code_parser() -> IdentifierParser:
    """Project codes of the online platform, old or new; doubts about them only warn."""

    def parse(cell: Cell) -> str | Fault | None:
        text = _whole(cell, "code_number")
        if not isinstance(text, str) or _OLD_CODE.fullmatch(text):
            return text
        if not _NEW_CODE.fullmatch(text):
            return _doubt(text, "project_code_shape", Sentence("格式不符", "unusual shape"))
        digits = text.replace("-", "")
        if project_code_check_digit(digits) != int(digits[19]):
            return _doubt(text, "project_code_check", Sentence("校验位不符", "check digit differs"))
        return text

    return parse


def _doubt(text: str, code: str, why: Sentence) -> Fault:
    return Fault(
        code,
        Sentence(f"项目代码“{text}”{why.zh}。", f"Project code “{text}”: {why.en}."),
        Sentence("请对照备案证明核实；不影响导入。", "Compare it with the filing; it is imported."),
        value=text,
        severity=Severity.WARNING,
    )


def _whole(cell: Cell, number_code: str) -> str | Fault | None:
    text = plain(cell).upper() if isinstance(cell, str) else str(cell)
    if isinstance(cell, str) and not _SCIENTIFIC.fullmatch(text):
        return None if text in BLANKS else text.replace(" ", "")
    return Fault(
        number_code,
        Sentence(
            f"“{text}”已被表格软件转成数字，原来的位数无法恢复。",
            f"“{text}” was turned into a number by the spreadsheet; its digits are lost.",
        ),
        _AS_TEXT,
    )
