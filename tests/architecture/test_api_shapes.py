"""The API's shapes have names of their own: of two with one name the schema keeps only one."""

import ast
from collections import Counter
from pathlib import Path

API = Path(__file__).resolve().parents[2] / "src" / "jigai" / "api"


def shapes():
    """Every class that has a base."""
    for path in sorted(API.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from (
            node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.bases
        )


def test_no_two_shapes_have_one_name():
    assert [name for name, count in Counter(shapes()).items() if count > 1] == []
