from __future__ import annotations

from datetime import date

from jigai.apps.audit.editing import save_valid
from jigai.apps.audit.writing import writing
from jigai.apps.registry.models import Enterprise, EnterpriseName
from jigai.domain.change import Change
from jigai.domain.identifiers import read_credit_code
from jigai.domain.pinyin import fitting_keys
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

SORT_WIDTH, INITIALS_WIDTH = 400, 120


class CreditCodeTaken(Refusal):
    code = "enterprise.credit_code_taken"
    message = Sentence(
        "统一社会信用代码{credit_code}已登记为“{name}”。",
        "The credit code {credit_code} is already registered for “{name}”.",
    )
    remedy = Sentence(
        "请打开该企业修改，或核对代码。", "Open that enterprise and edit it, or compare the code."
    )


class NameBlank(Refusal):
    code = "enterprise.name_blank"
    message = Sentence("企业名称不能为空。", "The name of an enterprise cannot be blank.")
    remedy = Sentence("请按营业执照填写全称。", "Write the full name of the business licence.")


def register_enterprise(
    *,
    credit_code: str,
    name: str,
    change: Change,
    division_id: int | None = None,
    direction_id: int | None = None,
    industry_code: str = "",
    size: str = "",
    founded_on: date | None = None,
) -> Enterprise:
    """Enter an enterprise under its credit code, with its name as the first of its history.

    Raises:
        CreditCodeWrongLength, CreditCodeWrongCharacters, CreditCodeWrongCheckDigit: as named.
        CreditCodeTaken, NameBlank, RecordInvalid: as named.
    """
    code = read_credit_code(credit_code).text
    enterprise = Enterprise(
        credit_code=code,
        division_id=division_id,
        direction_id=direction_id,
        industry_code=industry_code,
        size=size,
        founded_on=founded_on,
    )
    put_name(enterprise, name)
    with writing("enterprise.registered", change):
        taken = Enterprise.objects.filter(credit_code=code).first()
        if taken:
            raise CreditCodeTaken(credit_code=code, name=taken.name)
        save_valid(enterprise)
        EnterpriseName.objects.create(
            enterprise=enterprise, name=enterprise.name, valid_from=founded_on
        )
    return enterprise


def put_name(enterprise: Enterprise, name: str) -> None:
    """Set the name with the keys by which it is sorted and found; nothing is saved.

    Raises:
        NameBlank: as named.
    """
    enterprise.name = name.strip()
    if not enterprise.name:
        raise NameBlank
    keys = fitting_keys(enterprise.name, sort=SORT_WIDTH, initials=INITIALS_WIDTH)
    enterprise.name_sort, enterprise.name_initials = keys.sort, keys.initials
