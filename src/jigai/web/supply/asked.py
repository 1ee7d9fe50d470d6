"""What a link of these pages asks for, and files as answers."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from jigai.web.requests import PageRequest

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
FOUR_DIGITS = 4


def year_asked(request: PageRequest) -> int | None:
    """The year of ``?year=``; ``None`` for the newest."""
    typed = request.GET.get("year", "")
    is_year = typed.isdecimal() and typed.isascii() and len(typed) == FOUR_DIGITS
    return int(typed) if is_year else None


def file_answer(content: bytes, *, kind: str, name: str, is_inline: bool = False) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    manner = "inline" if is_inline else "attachment"
    answer["Content-Disposition"] = f"{manner}; filename*=UTF-8''{quote(name)}"
    return answer
