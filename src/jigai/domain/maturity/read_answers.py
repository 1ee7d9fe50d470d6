"""Answers from a file that a person or a program wrote: question = "answer"."""

from __future__ import annotations

import json
import tomllib

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence


class AnswersUnreadable(Refusal):
    code = "diagnosis.answers_unreadable"
    message = Sentence(
        "答案文件“{name}”读不懂：{fault}。", "The answers “{name}” cannot be read: {fault}."
    )
    remedy = Sentence(
        '请写成 TOML 或 JSON：题目名称 = "答案"。', 'Write TOML or JSON: question = "answer".'
    )


FLAT = Sentence("每个答案应是一段文字", "each answer is a text")


def answers_of_file(text: str, *, name: str) -> dict[str, str]:
    """Answers by question.

    Raises:
        AnswersUnreadable: neither TOML nor JSON, or an answer is no text.

    >>> answers_of_file('network = "control,g5"', name="a.toml")
    {'network': 'control,g5'}
    """
    try:
        told = json.loads(text) if name.endswith(".json") else tomllib.loads(text)
    except ValueError as fault:
        raise AnswersUnreadable(name=name, fault=fault) from None
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise AnswersUnreadable(name=name, fault=FLAT)
    return told
