"""Characters that cannot be shown are refused by name, never printed as an empty box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence, joined

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


class CharactersMissing(Refusal):
    """A character has no shape in any font at hand, or is a control character."""

    code = "documents.characters_missing"
    message = Sentence(
        "没有字体能显示这些字：{characters}。", "No font can show these characters: {characters}."
    )
    remedy = Sentence(
        "请核对原文；确为生僻字的，把含有该字的字体文件放入字体目录后重新生成。",
        "Check the text; for a truly rare character put a font that has it into the font folder.",
    )


def refuse_control_characters(content: object) -> None:
    """Refuse characters that neither PDF nor Word can hold.

    Raises:
        CharactersMissing: with each such character and the text in which it stands.
    """
    found = [each for text in texts_of(content) for each in _CONTROL.findall(text)]
    if found:
        raise missing(list(dict.fromkeys(found)), content)


def missing(clusters: Sequence[str], content: object) -> CharactersMissing:
    """The refusal that names each character, its code point and where it stands."""
    texts = list(texts_of(content))
    named = [
        _named(cluster, next((text for text in texts if cluster in text), ""))
        for cluster in clusters
    ]
    return CharactersMissing(characters=joined(named, zh="、", en=", "))


def texts_of(content: object) -> Iterator[str]:
    """Every text inside plain values, in reading order.

    >>> list(texts_of({"a": ["甲", {"b": "乙"}], "c": 1}))
    ['甲', '乙']
    """
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for value in content.values():
            yield from texts_of(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from texts_of(value)


def _named(cluster: str, within: str) -> Sentence:
    points = " ".join(f"U+{ord(each):04X}" for each in cluster)
    shown = cluster if cluster.isprintable() else ""
    if not within:
        return Sentence(f"{shown}（{points}，见图）", f"{shown} ({points}, in a chart)")
    start = max(0, within.index(cluster) - 10)
    near = "".join(c for c in within[start : start + 24] if c.isprintable())
    return Sentence(f"{shown}（{points}，见“{near}”）", f"{shown} ({points}, in “{near}”)")
