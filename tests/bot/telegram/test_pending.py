from bot.telegram.pending import KEPT, MOST, Pending
from tests.bot.conftest import SetClock


def test_the_last_question_is_kept_and_taken_once(clock: SetClock) -> None:
    pending = Pending(clock)
    pending.keep("amina", "first")
    pending.keep("amina", "second")
    assert pending.take("amina") == "second"
    assert pending.take("amina") is None


def test_an_old_question_is_forgotten(clock: SetClock) -> None:
    pending = Pending(clock)
    pending.keep("amina", "where?")
    clock.advance(KEPT + 1)
    assert pending.take("amina") is None


def test_only_so_many_are_kept(clock: SetClock) -> None:
    pending = Pending(clock)
    for number in range(MOST + 1):
        pending.keep(str(number), "?")
    assert pending.take("0") is None
    assert pending.take(str(MOST)) == "?"
