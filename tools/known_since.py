"""Give each shipped edition whose text is new or changed the day since which it is known.

    .venv/bin/python tools/known_since.py 2026-11-26

Lines of texts that are no more in the rulebook are taken out; the others keep their day.
"""

from __future__ import annotations

import sys
from datetime import date

from jigai.domain.rules.known_since import FILE, read_known_since
from jigai.domain.rules.rulebook import SHIPPED, shipped

HEAD = (
    "# Since when each edition, as it stands, is in the rulebook; `tools/known_since.py DAY`\n"
    "# adds the new ones. The digest is that of the text and of the facts that it uses.\n"
)


def main() -> None:
    today = date.fromisoformat(sys.argv[1])
    path = SHIPPED / FILE
    kept = read_known_since(path.read_text(encoding="utf-8")) if path.exists() else {}
    lines = [
        f'\n[[edition]]\nfile = "{edition.file}"\ndigest = "{edition.rule_set.digest}"\n'
        f"since = {kept.get(edition.rule_set.digest, today).isoformat()}\n"
        for edition in sorted(shipped().editions, key=lambda e: e.file)
    ]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
