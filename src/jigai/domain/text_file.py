"""The text of a file that an office computer wrote: UTF-8, or the GB 18030 of its spreadsheet."""

from __future__ import annotations


def text_of_file(content: bytes) -> str:
    """The text, whichever of the two it is written in.

    Raises:
        UnicodeDecodeError: neither.

    >>> text_of_file("崔口镇".encode("gb18030")) == text_of_file("崔口镇".encode("utf-8-sig"))
    True
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
