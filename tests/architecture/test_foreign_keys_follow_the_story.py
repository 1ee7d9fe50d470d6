"""What import contracts cannot see: foreign keys, sizes, strays. The chapters are read from the
contract file, so there is one list."""

import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def chapters():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(
        c["layers"] for c in contracts["contracts"] if c.get("containers") == ["jigai.apps"]
    )
    floors = [line.replace("(", "").replace(")", "").split("|") for line in reversed(layers)]
    return {name.strip(): place for place, names in enumerate(floors) for name in names}


def test_no_foreign_key_points_to_a_later_chapter():
    place = chapters()
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in place
        for field in model._meta.concrete_fields
        if field.related_model
        and field.related_model._meta.app_label in place
        and place[field.related_model._meta.app_label] > place[model._meta.app_label]
    ]
    assert wrong == []


def test_every_chapter_has_its_app():
    assert {a.label for a in apps.get_app_configs() if a.name.startswith("jigai.")} <= set(
        chapters()
    )
