"""Since when each edition of the product, as it stands, has been in the rulebook.

Validity says from which day a rule counts; this says from which day we knew it. Both together
answer "what did we believe then": an edition that was written down later did not count yet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jigai.domain.refusal import Refusal
from jigai.domain.rules.document import read_document
from jigai.domain.rules.refusals import NameTwice
from jigai.domain.rules.rulebook import SHIPPED, Rulebook, shipped
from jigai.domain.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

FILE = "known_since.toml"


class NoneKnown(Refusal):
    code = "rules.none_known"
    message = Sentence(
        "{day} 时规则库里还没有规则“{id}”。", "On {day} the rulebook had no edition of “{id}” yet."
    )
    remedy = Sentence("最早自 {first} 起收录。", "The first one has been known since {first}.")


def read_known_since(text: str) -> Mapping[str, date]:
    """Digest of an edition → the day since which it has been in the rulebook.

    Raises:
        RuleFileRefused: with file and line.
    """
    root = read_document(text, file=FILE)
    found: dict[str, date] = {}
    for table in root.tables("edition"):
        table.text("file")
        digest = table.text("digest")
        if digest in found:
            raise table.refuse(NameTwice, "digest", name=digest)
        found[digest] = table.date("since")
        table.finish()
    root.finish()
    return found


def undated(book: Rulebook, since: Mapping[str, date]) -> Iterator[tuple[str, str]]:
    """File and digest of each edition whose text, as it stands, has no day of its own."""
    for edition in book.editions:
        if edition.rule_set.digest not in since:
            yield edition.file, edition.rule_set.digest


@lru_cache(maxsize=1)
def known_since() -> Mapping[str, date]:
    """Of the shipped editions, by digest."""
    return read_known_since((SHIPPED / FILE).read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def known_on(day: date | None) -> Rulebook:
    """The shipped rulebook as it was known on a day; ``None`` is today's knowledge."""
    book, since = shipped(), known_since()
    if day is None:
        return book
    kept = tuple(e for e in book.editions if since[e.rule_set.digest] <= day)
    return Rulebook(book.facts, kept)


def refuse_unknown(id: str, *, day: date) -> None:  # noqa: A002 - the field's name
    """A rule that the product has, but had not yet on a day.

    Raises:
        NoneKnown: with the day since which it is known.
    """
    days = [known_since()[e.rule_set.digest] for e in shipped().editions if e.rule_set.id == id]
    if days and min(days) > day:
        raise NoneKnown(id=id, day=day, first=min(days))
