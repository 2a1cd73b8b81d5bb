from bot.telegram.pace import Pace, Pass
from tests.bot.conftest import SetClock


def test_a_burst_passes_the_rest_is_told_once_and_then_dropped(clock: SetClock) -> None:
    pace = Pace(clock, per_minute=30)
    assert [pace.enter("a") for _ in range(30)] == [Pass.IN] * 30
    assert [pace.enter("a") for _ in range(3)] == [Pass.TELL, Pass.DROP, Pass.DROP]
    assert pace.enter("b") is Pass.IN


def test_after_a_while_it_passes_again_and_is_told_again(clock: SetClock) -> None:
    pace = Pace(clock, per_minute=30)
    for _ in range(40):
        pace.enter("a")
    clock.advance(2)
    assert [pace.enter("a") for _ in range(2)] == [Pass.IN, Pass.TELL]
    clock.advance(3600)
    assert [pace.enter("a") for _ in range(31)] == [Pass.IN] * 30 + [Pass.TELL]
