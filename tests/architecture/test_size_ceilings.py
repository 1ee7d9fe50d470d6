"""Files, classes, functions and templates stay small; an exception carries its date and reason."""

import ast
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "jigai"
FILE, CLASS, FUNCTION, TEMPLATE = 400, 250, 50, 120
EXCEPTIONS: dict[str, str] = {}


def modules():
    return [p for p in SRC.rglob("*.py") if "migrations" not in p.parts]


def test_files_stay_under_their_ceiling():
    long = [str(p) for p in modules() if len(p.read_text().splitlines()) > FILE]
    assert long == []


def test_classes_and_functions_stay_under_their_ceilings():
    too_long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                ceiling = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
                if length > ceiling:
                    too_long.append(f"{path.relative_to(SRC)}:{node.name} {length}")
    assert too_long == []


def test_templates_stay_under_their_ceiling():
    pages = SRC.rglob("*.html")
    assert [str(p) for p in pages if len(p.read_text().splitlines()) > TEMPLATE] == []


def test_every_template_stands_beside_a_view():
    alone = [
        str(page.relative_to(SRC))
        for page in (SRC / "web").rglob("*.html")
        if not any(page.parent.glob("*.py"))
        and page.parts[len(SRC.parts) + 1] not in {"account", "mfa", "allauth"}
    ]
    assert alone == []
