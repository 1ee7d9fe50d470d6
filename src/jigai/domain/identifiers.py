"""Official identifiers: credit codes, project codes, library numbers; damage is refused."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.iso7064 import mod_11_10

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－", "-"))
SCIENTIFIC = re.compile(r"[\d.]+E[+-]?\d+", re.IGNORECASE)
FIRST_PLATFORM_YEAR = 2015


class IdentifierDamaged(Refusal):
    code = "identifier.damaged"
    message = Sentence(
        "“{text}”是数字而不是文本，末尾几位可能已被表格软件改成 0。",
        "“{text}” is a number, not text: the spreadsheet may have turned its last digits into 0.",
    )
    remedy = Sentence(
        "请把该列设为“文本”格式，从证照上重新录入，不要在原数上修补。",
        "Set the column to text and enter it again from the certificate; do not mend the number.",
    )


class CreditCodeWrongLength(Refusal):
    code = "credit_code.wrong_length"
    message = Sentence(
        "统一社会信用代码应为18位，“{text}”有{length}位。",
        "A unified social credit code has 18 characters; “{text}” has {length}.",
    )
    remedy = Sentence("请对照营业执照补全。", "Complete it from the business licence.")


class CreditCodeWrongCharacters(Refusal):
    code = "credit_code.wrong_characters"
    message = Sentence(
        "“{text}”含有统一社会信用代码不用的字符（前8位为数字，不用字母 I、O、S、V、Z）。",
        "“{text}” holds characters that a credit code does not use "
        "(digits in the first 8 places; never I, O, S, V, Z).",
    )
    remedy = Sentence("请对照营业执照更正。", "Correct it from the business licence.")


class CreditCodeWrongCheckDigit(Refusal):
    code = "credit_code.wrong_check_digit"
    message = Sentence(
        "“{text}”的第18位校验码与前17位不符，至少有一个字符录错。",
        "The check digit (18th character) of “{text}” does not fit the first 17: "
        "at least one character is wrong.",
    )
    remedy = Sentence(
        "请对照营业执照逐位核对。", "Compare it with the business licence, character by character."
    )


class ProjectCodeUnreadable(Refusal):
    code = "project_code.unreadable"
    message = Sentence("“{text}”不是项目代码。", "“{text}” is not a project code.")
    remedy = Sentence(
        "项目代码形如 2601-371423-07-02-000019，请从备案证明上抄录。",
        "A project code looks like 2601-371423-07-02-000019; copy it from the filing certificate.",
    )


class LibraryNumberUnreadable(Refusal):
    code = "library_number.unreadable"
    message = Sentence(
        "“{text}”不是科技型中小企业入库登记编号。",
        "“{text}” is not a registration number of a technology-oriented SME.",
    )
    remedy = Sentence(
        "编号共18位：4位年份、6位行政区划、1位 0/A/B、1位标识、6位顺序号。",
        "It has 18 characters: 4 year, 6 division, one of 0/A/B, one flag, 6 serial.",
    )


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code (GB 32100-2015) whose check digit fits."""

    text: str

    @property
    def division_code(self) -> str:
        """Where it was registered, by the division codes of that time."""
        return self.text[2:8]

    def __str__(self) -> str:
        return self.text


class ProjectCodeForm(StrEnum):
    NEW = "new"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A national project code (GB/T 40058-2021, or the form used before late 2020).

    ``month`` is 0 in the old form; ``warnings`` never block.
    """

    text: str
    form: ProjectCodeForm
    year: int
    month: int
    division_code: str
    department_code: str
    kind_code: str
    warnings: tuple[Sentence, ...] = ()

    def __str__(self) -> str:
        return self.text


class EntryKind(StrEnum):
    """The 11th character of a library number (国科发火〔2018〕11号)."""

    BEFORE_JUNE = "0"
    FROM_JUNE = "A"
    FOUNDED_IN_YEAR = "B"


@dataclass(frozen=True, slots=True)
class LibraryNumber:
    """A registration number (入库登记编号); it confirms the status for ``year`` only."""

    text: str
    year: int
    division_code: str
    entry_kind: EntryKind
    flag: str
    serial: str

    @property
    def update_due(self) -> date:
        """Last day to bring the information up to date; a duty, not an entitlement."""
        return date(self.year + 1, 3, 31)

    def confirms(self, day: date) -> bool:
        """Whether it confirms the status on a day: in the calendar year of its first digits."""
        return day.year == self.year

    def __str__(self) -> str:
        return self.text


CHECK_DIGIT_WARNING = Sentence(
    "项目代码的校验码与前19位不符，请核对；不影响保存。",
    "The check digit of the project code does not fit the first 19 digits: please compare. "
    "It can be saved.",
)
SUFFIX_WARNING = Sentence(
    "旧项目代码后面带有阶段序号，按原样保留。",
    "The old project code carries a stage suffix; it is kept as written.",
)
HYPHENS_WARNING = Sentence(
    "项目代码原文没有连字符，已按标准分段。",
    "The project code came without hyphens; they were put in at the standard places.",
)
NEW_SHAPE = re.compile(r"(\d\d)(0[1-9]|1[0-2])-(\d{6})-(\d\d)-(\d\d)-(\d{6})", re.ASCII)
OLD_SHAPE = re.compile(r"(20(?:1[5-9]|20))-(\d{6})-(\d\d)-(\d\d)-(\d{6,7})(-\d{3})?", re.ASCII)
BARE_SHAPE = re.compile(r"(\d{4})(\d{6})(\d\d)(\d\d)(\d{6})", re.ASCII)
LIBRARY_SHAPE = re.compile(r"(\d{4})(\d{6})([0AB])([0-9A-Z])(\d{6})", re.ASCII)


def read_credit_code(value: object) -> CreditCode:
    """A credit code as typed or as it stands in a cell.

    Raises:
        IdentifierDamaged: the cell holds a number.
        CreditCodeWrongLength, CreditCodeWrongCharacters, CreditCodeWrongCheckDigit: as named.

    >>> read_credit_code("9111 0000 6000 3734 1L").text
    '91110000600037341L'
    """
    text = _text_of(value)
    try:
        return CreditCode(uscc.validate(text))
    except InvalidLength:
        raise CreditCodeWrongLength(text=text, length=len(uscc.compact(text))) from None
    except InvalidChecksum:
        raise CreditCodeWrongCheckDigit(text=text) from None
    except ValidationError:
        raise CreditCodeWrongCharacters(text=text) from None


def read_project_code(value: object) -> ProjectCode:
    """A project code in the new or the old form; a wrong check digit warns and never blocks.

    Raises:
        IdentifierDamaged: the cell holds a number.
        ProjectCodeUnreadable: it has neither form.

    >>> read_project_code("2509-320193-89-01-544060").warnings
    ()
    """
    text = _text_of(value).translate(DASHES).replace(" ", "")
    warnings: tuple[Sentence, ...] = ()
    if bare := BARE_SHAPE.fullmatch(text):
        text, warnings = "-".join(bare.groups()), (HYPHENS_WARNING,)
    if new := NEW_SHAPE.fullmatch(text):
        if not mod_11_10.is_valid(text.replace("-", "")):
            warnings += (CHECK_DIGIT_WARNING,)
        year, month, division, department, kind, _ = new.groups()
        return ProjectCode(
            text,
            ProjectCodeForm.NEW,
            2000 + int(year),
            int(month),
            division,
            department,
            kind,
            warnings,
        )
    if old := OLD_SHAPE.fullmatch(text):
        year, division, department, kind, _, suffix = old.groups()
        if suffix:
            warnings += (SUFFIX_WARNING,)
        form = ProjectCodeForm.OLD
        return ProjectCode(text, form, int(year), 0, division, department, kind, warnings)
    raise ProjectCodeUnreadable(text=text)


def read_library_number(value: object) -> LibraryNumber:
    """A registration number; position 12 is kept without reading a meaning into it.

    Raises:
        IdentifierDamaged: the cell holds a number.
        LibraryNumberUnreadable: it does not have the structure.

    >>> read_library_number("202637142300000017").year
    2026
    """
    text = _text_of(value).upper().replace(" ", "")
    shape = LIBRARY_SHAPE.fullmatch(text)
    if shape is None or int(shape[1]) < FIRST_PLATFORM_YEAR:
        raise LibraryNumberUnreadable(text=text)
    return LibraryNumber(text, int(shape[1]), shape[2], EntryKind(shape[3]), shape[4], shape[5])


def _text_of(value: object) -> str:
    """Text without outer blanks and full-width forms; a number is damage, not an identifier."""
    text = unicodedata.normalize("NFKC", str(value)).strip().lstrip("'")
    if not isinstance(value, str) or SCIENTIFIC.fullmatch(text):
        raise IdentifierDamaged(text=text)
    return text
