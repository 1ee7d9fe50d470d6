import pytest

from jigai.domain.stages import (
    MOVES,
    REQUIREMENTS,
    Stage,
    StageCannotMove,
    StageNotReady,
    check_move,
    missing_for,
)


def all_of(stage):
    return {part.name for part in REQUIREMENTS[stage]}


@pytest.mark.parametrize("now", Stage)
@pytest.mark.parametrize("then", Stage)
def test_only_the_moves_of_the_table_are_possible(now, then):
    if then in MOVES[now]:
        assert check_move(now, then, held=all_of(then)) == ()
    else:
        with pytest.raises(StageCannotMove, match=now.label.zh):
            check_move(now, then, held=all_of(then), is_bypassed=True)


def test_the_gate_lists_what_is_missing_with_its_owner():
    held = {"project_code", "filing", "responsible_unit"}
    with pytest.raises(StageNotReady, match="环评手续、节能手续") as caught:
        check_move(Stage.PROCEDURES, Stage.STARTED, held=held)
    names = [part.name for part in caught.value.missing]
    assert names == ["eia", "energy", "actual_start_on", "start_proof"]
    assert caught.value.missing[2].owner == "responsible_unit"


def test_a_bypass_passes_and_tells_what_it_left_missing():
    left = check_move(Stage.RESERVE, Stage.FILED, held=set(), is_bypassed=True)
    assert left == missing_for(Stage.FILED, held=set())


def test_every_stage_has_its_table_and_its_words():
    assert set(REQUIREMENTS) == set(MOVES) == set(Stage)
    assert all(stage.label.en for stage in Stage)
