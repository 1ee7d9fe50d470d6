from __future__ import annotations

from jigai.apps.audit.writing import writing
from jigai.apps.reference.queries.settings import programme
from jigai.domain.change import Change


def open_public_board(*, is_public: bool, change: Change) -> bool:
    """Let everybody read the published boards without sign-in, or no longer.

    Returns:
        Whether anything changed; the change's reason is kept with it.
    """
    with writing("public_board.opened" if is_public else "public_board.closed", change):
        held = programme()
        if held.is_board_public == is_public:
            return False
        held.is_board_public = is_public
        held.save(update_fields=["is_board_public"])
    return True
