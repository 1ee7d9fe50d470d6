"""Feed the readers of rule files with damaged and invented texts; each is read or refused plainly.

    .venv/bin/python tools/rule_fuzz.py [--inputs 200000] [--seed 1]

Half are shipped files with a few mutations (characters, words, lines, numbers, whole blocks), half
come from a random grammar (expressions and small rule files). Whatever is refused must name file,
line and column inside the text and say a sentence in both languages; whatever is read must be
described and evaluated. Anything else is a crash: it is printed with its number, and exit code 1.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from jigai.domain.rules.cases import check_cases, read_cases
from jigai.domain.rules.describe import describe
from jigai.domain.rules.evaluate import evaluate
from jigai.domain.rules.facts import Fact, FactType
from jigai.domain.rules.read import read_rule_set
from jigai.domain.rules.read_facts import read_facts
from jigai.domain.rules.refusals import RuleFileRefused
from jigai.domain.rules.rule_set import RuleSet
from jigai.domain.rules.rulebook import SHIPPED, Rulebook, shipped
from jigai.domain.windows import read_windows

NAMES = ("weight", "total", "most", "points_a", "small", "true", "false", "nobody", "多")
SIGNS = ("+", "-", "*", "/", "<", "<=", "==", "!=", ">=", ">", "and", "or")
WORDS = (
    *SIGNS,
    *NAMES,
    *(
        "not",
        "min(",
        "max(",
        "floor(",
        "if(",
        "(",
        ")",
        ",",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        "#",
    ),
    *(
        "0",
        "1",
        "-1",
        "0.5",
        "1e9",
        "nan",
        "inf",
        "9" * 45,
        "2026-01-01",
        "true",
        "[[row]]",
        "[pass]",
    ),
    *("\x00", "\u2028", "，", "“", "\\", "\\u4e2d", "'''", '"""', "\r", "\n", "\t"),
)
UNITS = (*("person",) * 9, "share", "yuan", "score", "heads")


@dataclass
class Tally:
    """What came of the inputs; ``crashes`` are number, kind and traceback."""

    outcomes: Counter[str] = field(default_factory=Counter)
    crashes: list[tuple[int, str, str]] = field(default_factory=list)


@cache
def book() -> Rulebook:
    return shipped()


@cache
def files() -> tuple[str, ...]:
    return tuple(str(path.relative_to(SHIPPED)) for path in sorted(SHIPPED.rglob("*.toml")))


@cache
def text_of(file: str) -> str:
    return (SHIPPED / file).read_text(encoding="utf-8")


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to three changes; rough ones are rarer, for most of them end the TOML."""
    for _ in range(chance.randint(1, 3)):
        text = chance.choices(MUTATIONS, WEIGHTS)[0](text, chance)
    return text


def _number(text: str, chance: random.Random) -> str:
    """Another number, date or share in the place of one."""
    found = list(re.finditer(r"\d[\d_.]*", text))
    if not found:
        return text
    at = chance.choice(found)
    other = chance.choice(("0", "1", "2", "0.5", "99", "1_000_000", "2026", at[0] + "0"))
    return text[: at.start()] + other + text[at.end() :]


def _spot(text: str, chance: random.Random) -> int:
    return chance.randint(0, len(text))


def _cut(text: str, chance: random.Random) -> str:
    start = _spot(text, chance)
    return text[:start] + text[start + chance.randint(1, 12) :]


def _insert(text: str, chance: random.Random) -> str:
    start = _spot(text, chance)
    return text[:start] + chance.choice(WORDS) + text[start:]


def _replace_word(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    words[chance.randrange(len(words))] = chance.choice([*WORDS, *words[:50]])
    return " ".join(words)


def _on_lines(change: Callable[[list[str], random.Random], None]) -> Callable[..., str]:
    def mutation(text: str, chance: random.Random) -> str:
        lines = text.split("\n")
        change(lines, chance)
        return "\n".join(lines)

    return mutation


def _drop_line(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _repeat_line(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _swap_lines(lines: list[str], chance: random.Random) -> None:
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]


def _rename_key(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    key, sign, value = lines[at].partition(" = ")
    lines[at] = chance.choice(("name", "when", "value", key + "x", "points")) + sign + value


def _other_value(lines: list[str], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    key, sign, _ = lines[at].partition(" = ")
    if sign:
        lines[at] = key + sign + chance.choice((*WORDS, '""', '"x"', "{}", "[]", "[1, 2]", "-0.0"))


def _truncate(text: str, chance: random.Random) -> str:
    return text[: _spot(text, chance)]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _number,
    _cut,
    _insert,
    _replace_word,
    _on_lines(_drop_line),
    _on_lines(_repeat_line),
    _on_lines(_swap_lines),
    _on_lines(_rename_key),
    _on_lines(_other_value),
    _truncate,
)
WEIGHTS = (8, 1, 1, 2, 3, 2, 2, 3, 3, 1)


NUMBERS = ("employees", "tech_staff", "most", "small", "0", "1", "500", "1_000", "0.30")
FLAGS = (
    *("valid_hnte", "resident_enterprise", "true", "false", 'rd_body_level == "city"'),
    *('rd_body_level == "ctiy"', "rd_body_level", "sales_revenue_yuan", "total", "nobody"),
)
NUMBER_SHAPES = (
    *("{n} + {n}", "{n} - {n}", "{n} * {n}", "{n} / {n}", "min({n}, {n})", "max({n}, {n}, {n})"),
    *("floor({n})", "if({f}, {n}, {n})", "({n})", "-{n}", "{n} {w} {n}"),
)
FLAG_SHAPES = (
    *("{n} < {n}", "{n} <= {n}", "{n} == {n}", "{n} != {n}", "{n} >= {n}", "{n} > {n}"),
    *("{f} and {f}", "{f} or {f}", "not {f}", "({f})", "{f} {w} {f}"),
)
FOREIGN = tuple(word for word in WORDS if not set(word) & set("'\n\r\x00"))


def expression(chance: random.Random, kind: str, depth: int = 0) -> str:
    """A random number ("n") or condition ("f"): by the grammar, seldom with a foreign word."""
    if chance.random() < 0.01:  # noqa: PLR2004 - now and then
        kind = "n" if kind == "f" else "f"
    leaves, shapes = (NUMBERS, NUMBER_SHAPES) if kind == "n" else (FLAGS, FLAG_SHAPES)
    if depth > chance.randint(0, 4):
        return chance.choice(leaves[:4] if chance.random() < 0.9 else leaves)  # noqa: PLR2004
    shape = chance.choice(shapes[:-1] if chance.random() < 0.97 else shapes)  # noqa: PLR2004
    parts = re.split(r"\{(.)\}", shape)
    for at in range(1, len(parts), 2):
        word = parts[at] == "w"
        parts[at] = chance.choice(FOREIGN) if word else expression(chance, parts[at], depth + 1)
    return "".join(parts)


def invented(chance: random.Random) -> str:
    """A small scorecard whose parts come from the grammar."""

    def two(word: str) -> str:
        return f'{{ zh = "{word}", en = "{word}" }}'

    bands = sorted((chance.randint(-3, 9) for _ in range(chance.randint(0, 4))), reverse=True)
    band = [f"{{ at_least = {one}, points = {chance.randint(-1, 12)} }}" for one in bands]
    scored = (
        f"measure = '{expression(chance, 'n')}'\nband = [{', '.join([*band, '{ points = 0 }'])}]"
        if chance.random() < 0.5  # noqa: PLR2004
        else f"points = '{expression(chance, 'n')} + weight'"
    )
    return f"""id = "x"
kind = "scorecard"
title = {two("x")}
valid_from = 2026-01-01
review_by = 2027-01-01
[source]
document = {two("x")}
article = {two("x")}
[[threshold]]
name = "most"
value = {chance.choice(("1", "0.5", "500", "500", "1e3", "-3", "1e40"))}
unit = "{chance.choice(UNITS)}"
label = {two("x")}
[[formula]]
name = "small"
label = {two("x")}
value = '{expression(chance, "n", 3)}'
[[gate]]
name = "g"
label = {two("x")}
when = '{expression(chance, "f")}'
[[criterion]]
name = "a"
label = {two("x")}
weight = {chance.choice(("10", "10", "7.5", "7.5", "0"))}
{scored}
[pass]
when = '{expression(chance, "f")}'
"""


def some_facts(rule_set: RuleSet, chance: random.Random) -> dict[str, Fact]:
    """A value, or nothing, for each fact that the rule asks."""
    found = {}
    for name in rule_set.fact_names():
        declaration = rule_set.facts[name]
        values: list[bool | int | str] = [True, False]
        if declaration.type is FactType.NUMBER:
            values = [-1, 0, 1, 3, 500, 10**9]
        elif declaration.type is FactType.CHOICE:
            values = [choice for choice, _ in declaration.choices]
        found[name] = Fact(chance.choice([None, *values]))
    return found


def read_any(file: str, text: str, chance: random.Random) -> None:
    """Read a text as the kind of file that its folder says, and use it if it is sound."""
    folder, *rest = file.split("/")
    if folder == "facts":
        read_facts(text, file=file)
    elif folder == "windows":
        read_windows(text, file=file)
    elif folder == "cases":
        edition = next(e for e in book().editions if e.file.endswith("/".join(["", *rest])))
        cases = read_cases(text, file=file, rule_set=edition.rule_set)
        check_cases(edition.rule_set, cases[:4], file=file)
    else:
        subject = "project" if folder == "badges" else "enterprise"
        rule_set = read_rule_set(text, file=file, facts=book().facts[subject], subject=subject)
        describe(rule_set)
        evaluate(rule_set, some_facts(rule_set, chance))


def fault_of(refusal: RuleFileRefused, file: str, text: str) -> str:
    """What is unclear about a refusal; "" if nothing is."""
    lines = text.count("\n") + 1
    if not 1 <= refusal.line <= lines or refusal.column < 1:
        return f"place {refusal.line}:{refusal.column} of {lines} lines"
    if refusal.places["file"] != file or file not in refusal.said.zh or file not in refusal.said.en:
        return "the file is not named"
    if "{" in refusal.message.zh.format_map(_Blank()) or len(refusal.said.en) < len(file) + 20:
        return f"no plain sentence: {refusal.said.en}"
    return ""


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def run(inputs: int, seed: int) -> Tally:
    """Try the inputs one after the other; the same seed gives the same ones."""
    tally = Tally()
    for number in range(inputs):
        chance = random.Random(f"{seed}:{number}")  # noqa: S311 - repeatable on purpose
        if number % 2:
            file, text = "scorecards/x/2026-01-01.toml", invented(chance)
        else:
            file = chance.choice(files())
            text = mutated(text_of(file), chance)
        try:
            read_any(file, text, chance)
            tally.outcomes["read"] += 1
        except RuleFileRefused as refusal:
            tally.outcomes[refusal.code] += 1
            if unclear := fault_of(refusal, file, text):
                tally.crashes.append((number, "unclear", unclear))
        except Exception as fault:  # noqa: BLE001 - whatever comes is what the fuzz looks for
            tally.crashes.append((number, type(fault).__name__, traceback.format_exc()))
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    tally = run(chosen.inputs, chosen.seed)
    for code, count in tally.outcomes.most_common():
        print(f"{count:>8}  {code}")
    for number, kind, said in tally.crashes[:10]:
        print(f"input {number}: {kind}\n{said}")
    print(f"{chosen.inputs} inputs, {len(tally.crashes)} crashes or unclear refusals")
    return 1 if tally.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
