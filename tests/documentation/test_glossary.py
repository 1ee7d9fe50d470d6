import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = sorted((ROOT / "src" / "jigai" / "apps").glob("*/__init__.py"))
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def rows():
    found = ROW.findall((ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8"))
    return [row for row in found if row[0] != "English"]


def terms():
    return {term.strip() for english, _, _ in rows() for term in english.split(",")}


def words_of(module):
    words = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return re.findall(r"\*([^*\n]+)\*", words)


@pytest.mark.parametrize("module", PARTS, ids=lambda path: path.parent.name)
def test_the_words_of_a_part_are_in_the_glossary(module):
    singular = {word.removesuffix("s") for word in terms()} | terms()
    assert [w for w in words_of(module) if {w, w.removesuffix("s")}.isdisjoint(singular)] == []


def test_the_parts_name_their_words():
    assert sum(len(words_of(module)) for module in PARTS) >= 20


def test_every_term_has_chinese_and_stands_once():
    assert [english for english, chinese, _ in rows() if not re.search("[一-鿿]", chinese)] == []
    assert len({english for english, _, _ in rows()}) == len(rows())
