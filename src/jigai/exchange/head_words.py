"""Heads of tables as comparable keys, and the money units written in them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

FEN_PER_UNIT = {
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "千万元": 1_000_000_000,
    "亿元": 10_000_000_000,
}
_SHORT_UNITS = {"万": "万元", "亿": "亿元", "人民币元": "元", "人民币万元": "万元", "¥": "元"}
_COUNT_UNITS = frozenset(
    ["%", "人", "件", "个", "项", "台", "套", "亩", "家", "天", "年", "平方米", "吨", "吨标准煤"]
)
_BRACKETS = re.compile(r"[(\[【〔<]([^()\[\]【】〔〕<>]*)[)\]】〕>]")
_UNIT_ROW = re.compile(r"(?:计量|金额|货币)?单位[:;]\s*([^\s]*)")
_SPLIT = re.compile(r"[,、;/·\s]+")
_NOISE = re.compile(r"[\s:*★☆#·.。\-_“”\"'‘’]+")


def plain(text: str) -> str:
    """Full-width forms made half-width, white space trimmed.

    >>> plain("　总投资（万元） ")
    '总投资(万元)'
    """
    return unicodedata.normalize("NFKC", text).strip()


def _is_unit(token: str) -> bool:
    return token in FEN_PER_UNIT or token in _SHORT_UNITS or token in _COUNT_UNITS


def _only_units(inside: str) -> bool:
    return any(_is_unit(token) for token in _SPLIT.split(inside.strip()))


@lru_cache(maxsize=4096)
def head_key(text: str) -> str:
    """A head without spaces, marks and units, as it is compared with synonyms.

    >>> head_key("其中：设备 投资（万元）"), head_key("所属乡镇（园区）")
    ('其中设备投资', '所属乡镇(园区)')
    """
    text = _BRACKETS.sub(lambda m: "" if _only_units(m[1]) else f"({m[1]})", plain(text))
    key = _NOISE.sub("", text).lower()
    for unit in ("亿元", "万元", "%"):
        key = key.removesuffix(unit) if len(key) > len(unit) + 1 else key
    return key


@lru_cache(maxsize=4096)
def loose_key(text: str) -> str:
    """The key without anything in brackets.

    >>> loose_key("所属乡镇（园区）"), loose_key("本年累计完成投资(不含上年)")
    ('所属乡镇', '本年累计完成投资')
    """
    return head_key(_BRACKETS.sub("", plain(text)))


def _named(token: str) -> str | None:
    token = _SHORT_UNITS.get(token, token)
    return token if token in FEN_PER_UNIT else None


def _in_brackets(text: str) -> set[str]:
    tokens = (t for inside in _BRACKETS.findall(text) for t in _SPLIT.split(inside))
    return {unit for t in tokens if (unit := _named(t))}


@lru_cache(maxsize=4096)
def money_units(text: str) -> frozenset[str]:
    """Money units that one head or unit row names; more than one means: ask.

    >>> sorted(money_units("总投资（万元）")), sorted(money_units("单位：万元、人"))
    (['万元'], ['万元'])
    >>> sorted(money_units("金额（万美元）"))
    []
    """
    text = plain(text)
    found = _in_brackets(text)
    for tail in _UNIT_ROW.findall(text):
        found |= {unit for t in _SPLIT.split(tail.rstrip(")）")) if (unit := _named(t))}
    if not found:
        bare = re.sub(r"\s+", "", text)
        found |= {unit for unit in ("亿元", "万元") if bare.endswith(unit)} or (
            {bare} & FEN_PER_UNIT.keys()
        )
    return frozenset(found)


def says_percent(text: str) -> bool:
    """Whether the head says that bare numbers are percent.

    >>> says_percent("形象进度（％）"), says_percent("投资完成率")
    (True, False)
    """
    return plain(text).rstrip(")）] ").endswith("%")


def is_unit_text(text: str) -> bool:
    """Whether a cell holds nothing but a unit, as cells of a unit row do."""
    return _is_unit(plain(text).strip("()"))


def is_unit_row_text(text: str) -> bool:
    """Whether a cell is a remark such as “单位：万元”."""
    return bool(_UNIT_ROW.search(plain(text))) and bool(money_units(text))
