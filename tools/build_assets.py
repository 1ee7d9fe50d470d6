"""Write what the browser needs out of installed packages: the chart bundle and compiled words."""

from __future__ import annotations

import sys
from pathlib import Path

import vl_convert
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "build" / "static" / "vendor"
LOCALE = ROOT / "src" / "jigai" / "locale"


def main() -> None:
    write_words()
    if "--words" not in sys.argv[1:]:
        write_chart_bundle()


def write_chart_bundle() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    bundle = vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;", vl_version="6.4")
    (VENDOR / "vega.js").write_text(bundle, encoding="utf-8")


def write_words() -> None:
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parts[-3])
        with source.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)


if __name__ == "__main__":
    main()
