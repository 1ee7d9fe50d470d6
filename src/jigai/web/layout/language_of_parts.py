"""On an English page, what stays in Chinese is marked as Chinese (WCAG 3.1.2).

Names and words that somebody wrote are shown as they were written. A screen reader must be told
to speak them in Chinese, wherever they stand; so they are marked on the way out, by their script,
and no template can forget it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language

HAN = "\u3400-\u9fff"
CHINESE = re.compile(f"[{HAN}]")
RUN = re.compile(f"[{HAN}](?:[{HAN}\\d（）〔〕《》“”、，。：；？！—…%./-]*[{HAN}）〕》。？！])?")
TOKEN = re.compile(
    r"(<(?:script|style|title|textarea)\b.*?</(?:script|style|title|textarea)>|<!--.*?-->|<[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
TAG_NAME = re.compile(r"<([A-Za-z][\w-]*)")
HOLDS_TEXT_ONLY = re.compile(r"<(?:option|text|tspan)\b", re.IGNORECASE)
MARK = 'lang="zh-Hans"'


class LanguageOfPartsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and (get_language() or "").startswith("en"):
            page = response.content.decode(response.charset)  # type: ignore[attr-defined]
            if CHINESE.search(page):
                response.content = marked(page).encode(response.charset)  # type: ignore[attr-defined]
        return response


def marked(page: str) -> str:
    """The page with each Chinese text marked.

    An element that holds nothing but Chinese gets the mark itself; other texts are wrapped in
    ``bdi``, the element for words of others, which no style of the house speaks of.

    >>> marked("<td>崔口镇</td>")
    '<td lang="zh-Hans">崔口镇</td>'
    >>> marked("<p>by 林某 today</p>")
    '<p><bdi>by <bdi lang="zh-Hans">林某</bdi> today</bdi></p>'
    """
    parts = TOKEN.split(page)  # texts stand at even places, tags between them
    for at in range(0, len(parts), 2):
        if CHINESE.search(parts[at]):
            before, after = parts[at - 1] if at else "", "".join(parts[at + 1 : at + 2])
            if after != _end_of(before):
                parts[at] = _wrapped(parts[at])
            elif " lang=" not in before:
                if RUN.fullmatch(parts[at].strip()) or HOLDS_TEXT_ONLY.match(before):
                    parts[at - 1] = f"{before[:-1]} {MARK}>"
                else:
                    parts[at] = _wrapped(parts[at])
    return "".join(parts)


def _end_of(tag: str) -> str:
    name = TAG_NAME.match(tag)
    return f"</{name[1]}>" if name else ""


def _wrapped(text: str) -> str:
    """One element for the whole text, so that it stays one item of its row."""
    bare = text.strip()
    told = RUN.sub(rf"<bdi {MARK}>\g<0></bdi>", bare)
    if not RUN.fullmatch(bare):
        told = f"<bdi>{told}</bdi>"
    return text.replace(bare, told)
