"""A test collection as files: texts as JSON lines, queries and judgements as tab-separated tables.

The shape that retrieval research uses (TREC, Cranfield): it shows how well matching finds.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

IDS = ("doc_id", "id")
TEXTS = ("text", "abstract")
TITLE = "title"
QUERY_COLUMNS = ("query_id", "text")
JUDGEMENT_COLUMNS = ("query_id", "doc_id")


class CollectionUnreadable(Refusal):
    code = "match.collection_unreadable"
    message = Sentence("{file} 第 {line} 行：{fault}", "{file}, line {line}: {fault}")


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its title and whatever else its line says."""

    id: str
    title: str
    text: str
    fields: Mapping[str, Any]


def read_documents(path: Path) -> list[Document]:
    """JSON lines with ``doc_id`` or ``id`` and ``text`` or ``abstract``; also packed by gzip.

    Raises:
        CollectionUnreadable: with file and line.
    """
    return [_document(path, place, line) for place, line in _lines(path) if line.strip()]


def read_queries(path: Path) -> dict[str, str]:
    """``query_id`` → ``text``.

    Raises:
        CollectionUnreadable: with file and line.
    """
    return {row["query_id"]: row["text"] for row in _table(path, QUERY_COLUMNS)}


def read_judgements(path: Path) -> dict[str, set[str]]:
    """The relevant texts of each query: the third column is the grade, above 0 is relevant.

    Raises:
        CollectionUnreadable: with file and line.
    """
    found: dict[str, set[str]] = {}
    for place, row in enumerate(_table(path, JUDGEMENT_COLUMNS), 2):
        grade = next((v for k, v in row.items() if k not in JUDGEMENT_COLUMNS), "1")
        try:
            is_relevant = float(grade) > 0
        except (TypeError, ValueError):
            raise _unreadable(
                path, place, Sentence(f"等级“{grade}”不是数字", f"the grade “{grade}” is no number")
            ) from None
        if is_relevant:
            found.setdefault(row["query_id"], set()).add(row["doc_id"])
    return found


def _document(path: Path, place: int, line: str) -> Document:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as fault:
        raise _unreadable(path, place, Sentence("不是 JSON", f"not JSON ({fault.msg})")) from None
    if not isinstance(fields, dict):
        raise _unreadable(path, place, Sentence("不是 JSON 对象", "not a JSON object"))
    found = {
        what: next((fields[name] for name in names if fields.get(name) is not None), None)
        for what, names in (("id", IDS), ("text", TEXTS))
    }
    for what, value in found.items():
        if value is None:
            names = " / ".join(IDS if what == "id" else TEXTS)
            raise _unreadable(path, place, Sentence(f"缺 {names}", f"{names} is missing"))
    return Document(str(found["id"]), str(fields.get(TITLE, "")), str(found["text"]), fields)


def _table(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    lines = (line for _, line in _lines(path))
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        names = ", ".join(missing)
        raise _unreadable(path, 1, Sentence(f"缺列 {names}", f"missing columns: {names}"))
    for place, row in enumerate(reader, 2):
        if None in row or None in row.values():
            raise _unreadable(
                path, place, Sentence("列数与表头不符", "not as many columns as the head has")
            )
        yield row


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    place = 0
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            for place, line in enumerate(file, 1):
                yield place, line
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError):
        raise _unreadable(
            path, place + 1, Sentence("不是 UTF-8 文字", "not text in UTF-8")
        ) from None


def _unreadable(path: Path, line: int, fault: Sentence) -> CollectionUnreadable:
    return CollectionUnreadable(file=path.name, line=line, fault=fault)
