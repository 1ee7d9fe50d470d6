"""What does not belong into a log that many departments read."""

from __future__ import annotations

import re

from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
"""A mobile telephone or an identity card."""


class PersonalDataInLog(Refusal):
    code = "visits.personal_data"
    message = Sentence(
        "联系记录里不写手机号、身份证号。",
        "A contact log holds no telephone and no identity card numbers.",
    )
    remedy = Sentence(
        "联系人请登记在企业的“联系人”里，那里加密保存；这里只写职务。",
        "Keep persons among the contacts of the enterprise, where they are sealed; here write"
        " their function.",
    )


def refuse_personal_data(*texts: str) -> None:
    """Raises: PersonalDataInLog: one of the texts holds a number of a person."""
    if any(NUMBER_OF_A_PERSON.search(text) for text in texts):
        raise PersonalDataInLog
