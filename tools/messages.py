"""Bring the English catalogue up to date with the sources, or check that it is whole.

The words of the interfaces are written in Chinese in templates and Python; this collects them
with Django's own template reader and Babel, drops what is gone and keeps what is translated.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "jigai"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """# English words of Jigai's interfaces; brought up to date by `make messages`.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Found = tuple[str | tuple[str, ...], str | None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; name what is wrong")
    given = parser.parse_args()
    settings.configure(USE_I18N=True)
    django.setup()
    wanted, present = collected(), read_catalogue()
    if given.check:
        complaints = list(wrong(wanted, present))
        print("\n".join(complaints) if complaints else f"{len(wanted)} messages, all in English.")
        return 1 if complaints else 0
    merged = updated(wanted, present)
    write_catalogue(merged)
    missing = sum(not _is_said(message) for message in merged if message.id)
    print(f"{len(wanted)} messages, {missing} without English, in {CATALOGUE.relative_to(ROOT)}")
    return 0


def collected() -> list[Found]:
    """Message ids (pairs for plurals) with their context, each once, sorted."""
    found: dict[Found, None] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        found.update(dict.fromkeys(_in_python(path.read_text(encoding="utf-8"), path)))
    for path in sorted((PACKAGE / "web").rglob("*.html")):
        written = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is left of the template is filler; only its indentation could mislead a tokenizer.
        lines = "\n".join(line.lstrip() for line in written.splitlines())
        found.update(dict.fromkeys(_in_python(lines, path)))
    return sorted(found, key=str)


def _in_python(source: str, path: Path) -> Iterator[Found]:
    if "gettext" not in source and path.suffix == ".py":
        return
    stream = BytesIO(source.encode("utf-8"))
    for _line, message, _comments, context in extract("python", stream, keywords=KEYWORDS):
        yield message, context


def read_catalogue() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="en")


def updated(wanted: list[Found], present: Catalog) -> Catalog:
    """A catalogue of exactly the wanted messages, with the English that is known."""
    fresh = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message, context in wanted:
        known = present.get(_key(message), context)
        flags = known.flags - {"python-format"} if known else ()
        fresh.add(message, known.string if known else None, context=context, flags=flags)
    return fresh


def write_catalogue(catalogue: Catalog) -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, catalogue, width=0, no_location=True, sort_output=True, omit_header=True)
    CATALOGUE.write_text(HEADER + written.getvalue().decode("utf-8"), encoding="utf-8")


def wrong(wanted: list[Found], present: Catalog) -> Iterator[str]:
    """What keeps the catalogue from being whole, one sentence each."""
    known = {(_key(m.id), m.context) for m in present if m.id}
    asked = {(_key(message), context) for message, context in wanted}
    for key, _context in sorted(asked - known, key=str):
        yield f"not in the catalogue: {key}"
    for key, _context in sorted(known - asked, key=str):
        yield f"not in the sources: {key}"
    for message in present:
        if message.id and message.fuzzy:
            yield f"fuzzy: {_key(message.id)}"
        elif message.id and not _is_said(message):
            yield f"no English: {_key(message.id)}"


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _is_said(message: Message) -> bool:
    said = message.string
    return bool(said) if isinstance(said, str) else all(said or [""])


if __name__ == "__main__":
    sys.exit(main())
