"""Take what tells whose a text is out of it, and say where such a word still stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from jigai.domain.sentence import Sentence

LEGAL_FORM = re.compile(
    r"(集团|控股)?(股份)?(有限)?(责任)?公司$|(厂|经营部|合作社|合伙企业（有限合伙）)$"
)
TRADE = frozenset({
    "智能", "电气", "电器", "电力", "机械", "机电", "体育", "健身", "运动", "科技", "自动", "环保",
    "锂电", "钠电", "储能", "能源", "材料", "新能", "新材", "化工", "食品", "纺织", "包装", "印刷",
    "制造", "装备", "设备", "工业", "精密", "数控", "电子", "信息", "绿色", "生物", "医疗", "汽车",
    "钢构", "建材",
})  # fmt: skip
"""Words of the trade that no firm has to itself: they are not its short name."""
BLANK = r"\s*"
GAP = r"[\s·・\-—_.,，、]*"
NUMBERS = re.compile(
    r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[\s-]?\d{7,8}(?!\d)"
)
ADDRESSES = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+|(https?://|www\.)[^\s，。；]+", re.ASCII)
CREDIT_CODES = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
SHORTEST = 2


class Sign(StrEnum):
    """What kind of word gives the demander away."""

    FIRM = "firm"
    PLACE = "place"
    PERSON = "person"
    NUMBER = "number"
    OTHER = "other"


SHOWN: Mapping[Sign, str] = {
    Sign.FIRM: "〔企业〕",
    Sign.PLACE: "〔地点〕",
    Sign.PERSON: "〔联系人〕",
    Sign.NUMBER: "〔号码〕",
    Sign.OTHER: "〔隐去〕",
}
SIGN_WORDS: Mapping[Sign, Sentence] = {
    Sign.FIRM: Sentence("企业名称或简称", "the firm's name or short name"),
    Sign.PLACE: Sentence("乡镇或地点", "a township or place"),
    Sign.PERSON: Sentence("联系人姓名", "the name of a contact"),
    Sign.NUMBER: Sentence("电话、网址、邮箱或信用代码", "a telephone, address or credit code"),
    Sign.OTHER: Sentence("另行要求隐去的词", "a word that was to be hidden"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """One word that tells whose a text is."""

    word: str
    sign: Sign


def short_names(name: str, *, regions: Collection[str]) -> list[str]:
    """The names that people use for a firm: without region and legal form, then its own word.

    >>> short_names("庆云辛亥母线有限公司", regions=["庆云县", "庆云"])
    ['庆云辛亥母线有限公司', '庆云辛亥母线', '辛亥母线', '辛亥']
    """
    text = plain(name)
    bare = LEGAL_FORM.sub("", text)
    core = bare
    for region in sorted(regions, key=len, reverse=True):
        core = core.removeprefix(region)
    found = [text, bare, core]
    own = core[:SHORTEST]
    if len(core) > SHORTEST and own not in TRADE:
        found.append(own)
    return [one for one in dict.fromkeys(found) if len(one) >= SHORTEST and one not in TRADE]


def plain(text: str) -> str:
    """Half-width digits and letters, as keyboards write them."""
    return unicodedata.normalize("NFKC", text).strip()


def masked_text(text: str, tellings: Iterable[Telling]) -> str:
    """The text with each telling word replaced by what kind of word it was."""
    found = _keeping_marks(text)
    for pattern in (NUMBERS, ADDRESSES, CREDIT_CODES):
        found = pattern.sub(SHOWN[Sign.NUMBER], found)
    for one in sorted(tellings, key=lambda telling: -len(telling.word)):
        found = _pattern(one.word).sub(SHOWN[one.sign], found)
    for shown in SHOWN.values():
        found = found.replace(shown * 2, shown)
    return found


def tellings_in(text: str, tellings: Iterable[Telling]) -> list[Telling]:
    """What still tells whose the text is."""
    shown = _keeping_marks(text)
    found = [one for one in tellings if _pattern(one.word).search(shown)]
    written = [pattern.search(shown) for pattern in (NUMBERS, ADDRESSES, CREDIT_CODES)]
    return found + [Telling(held.group(), Sign.NUMBER) for held in written if held]


def _keeping_marks(text: str) -> str:
    """Plain characters, with Chinese punctuation as it is written."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\uff10" <= c <= "\uff5a" else c for c in text
    )


def _pattern(word: str) -> re.Pattern[str]:
    """The word with blanks or strokes between its characters, capitals or not."""
    between = GAP if len(word) > SHORTEST else BLANK
    return re.compile(between.join(re.escape(c) for c in word), re.IGNORECASE)
