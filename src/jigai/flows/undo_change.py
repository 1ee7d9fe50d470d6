"""Take back one change set, unless it stands behind what was published or who may sign in."""

from __future__ import annotations

from jigai.apps.audit.actions.undo_change_set import Undone, undo_change_set
from jigai.apps.audit.queries.change_sets import change_set_row, record_changes, touched_tables
from jigai.apps.rounds.queries.lock import refuse_when_locked
from jigai.domain.change import Change
from jigai.domain.refusal import Refusal
from jigai.domain.sentence import Sentence

PUBLISHED = frozenset({"rounds", "badges", "reports", "scoring"})
"""Parts whose records are corrected by reopening and restatement, never by undo."""
SIGN_IN = frozenset({"accounts_user", "accounts_appointment", "accounts_apitoken",
                     "accounts_invitation", "accounts_factorreset", "accounts_factordemand",
                     "accounts_retentionrule", "audit_erasure"})  # fmt: skip
FIGURES = frozenset({"projects_progressreport", "projects_investmententry"})


class PublishedStays(Refusal):
    code = "audit.published_stays"
    message = Sentence(
        "这次修改涉及调度轮次、亮牌或公文，不能撤销。",
        "This change is of a round, of badges or of documents and cannot be undone.",
    )
    remedy = Sentence(
        "请用重开、重述或裁定来更正，原记录保留。",
        "Correct it by reopening, restatement or ruling; the original stays.",
    )


class SignInStays(Refusal):
    code = "audit.sign_in_stays"
    message = Sentence(
        "账号、任职和令牌的修改不能撤销。",
        "Changes of accounts, roles and tokens cannot be undone.",
    )
    remedy = Sentence("请在人员页面直接更改。", "Change them on the pages of people.")


def undo_change(*, number: int, change: Change) -> Undone:
    """Take back a change set record by record; what changed since is kept and named.

    Raises:
        NoSuchChangeSet, UndoneAlready, UndoTooLate: as named.
        PublishedStays, SignInStays: the change set is of a kind that is corrected otherwise.
        PeriodLocked: it holds figures of a published period.
    """
    change_set_row(number)
    tables = touched_tables(number)
    if any(name.partition("_")[0] in PUBLISHED for name in tables):
        raise PublishedStays
    if SIGN_IN & tables.keys():
        raise SignInStays
    if FIGURES & tables.keys():
        for period in _periods(number):
            refuse_when_locked(period, at=change.at)
    return undo_change_set(number=number, change=change)


def _periods(number: int) -> set[str]:
    """Periods whose figures a change set touched."""
    return {
        record.label
        for one in record_changes(number)
        if one.table in FIGURES
        for record in one.records
    }
