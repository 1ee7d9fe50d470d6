"""Lists on the command line are for people: both languages once, nothing of Python's own look."""

from dataclasses import dataclass

from jigai.cli.printing import print_rows
from jigai.domain.sentence import Sentence


@dataclass(frozen=True)
class Row:
    id: int
    state: Sentence
    firm: Sentence
    parts: dict[str, int]
    note: str = ""


def test_a_sentence_is_said_in_both_languages_and_a_name_once(capsys):
    firm = Sentence("庆云辛亥母线有限公司", "庆云辛亥母线有限公司")
    print_rows("rows", [Row(7, Sentence("在谈", "in talks"), firm, {"a": 1})], as_json=False)
    assert capsys.readouterr().out == "7\t在谈 / in talks\t庆云辛亥母线有限公司\ta 1\n"
