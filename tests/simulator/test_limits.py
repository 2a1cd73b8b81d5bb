import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from simulator.errors import ApiError
from simulator.limits import Limiter
from tests.simulator.conftest import EMMA, Control


def send(limiter: Limiter, now: float, chat_id: int, *, paid: bool = False) -> bool:
    return limiter.check(now, chat_id, sends=True, paid=paid)


def retry_after(limiter: Limiter, now: float, chat_id: int, *, sends: bool = True) -> int:
    with pytest.raises(ApiError) as caught:
        limiter.check(now, chat_id, sends=sends, paid=False)
    assert caught.value.code == 429
    return int(caught.value.parameters["retry_after"])


def test_a_burst_of_thirty_and_then_thirty_a_second() -> None:
    limiter = Limiter("telegram")
    for chat_id in range(1, 31):
        send(limiter, 0.0, chat_id)
    for number in range(1, 301):
        send(limiter, number / 29.9, 100 + number)
    assert limiter.violations == 0


def test_more_than_thirty_at_once_is_too_much() -> None:
    limiter = Limiter("telegram")
    for chat_id in range(1, 31):
        send(limiter, 0.0, chat_id)
    assert retry_after(limiter, 0.0, 31) == 1


def test_sending_during_a_halt_is_counted_and_makes_it_longer() -> None:
    limiter = Limiter("strict")
    for chat_id in range(1, 31):
        send(limiter, 0.0, chat_id)
    assert retry_after(limiter, 0.5, 31) == 1
    assert retry_after(limiter, 0.6, 32) == 2
    assert retry_after(limiter, 0.7, 33) == 3
    assert limiter.violations == 2
    send(limiter, 3.6, 34)


def test_a_strict_window_counts_any_whole_second() -> None:
    limiter = Limiter("strict")
    for number in range(30):
        send(limiter, number / 31, number + 1)
    assert retry_after(limiter, 0.99, 99) == 1


def test_one_chat_takes_a_short_burst_then_one_a_second() -> None:
    limiter = Limiter("telegram")
    for _ in range(5):
        send(limiter, 0.0, 1)
    assert retry_after(limiter, 0.0, 1) == 1
    send(limiter, 0.0, 2)
    send(limiter, 1.0, 1)


def test_a_group_takes_twenty_a_minute() -> None:
    limiter = Limiter("telegram")
    for number in range(20):
        send(limiter, float(number), -5)
    assert retry_after(limiter, 20.0, -5) == 40
    send(limiter, 60.0, -5)


def test_edits_count_for_their_chat_only() -> None:
    limiter = Limiter("telegram")
    for chat_id in range(1, 61):
        limiter.check(0.0, chat_id, sends=False, paid=False)
    for _ in range(4):
        limiter.check(0.0, 1, sends=False, paid=False)
    assert retry_after(limiter, 0.0, 1, sends=False) == 1


def test_paid_messages_cost_stars_above_the_free_ones() -> None:
    limiter = Limiter("paid", stars=1.0)
    charged = [send(limiter, 0.0, chat_id, paid=True) for chat_id in range(1, 41)]
    for _ in filter(None, charged):
        limiter.charge()
    assert charged == [False] * 30 + [True] * 10
    assert limiter.stars == pytest.approx(0)
    assert retry_after(limiter, 0.0, 41) == 1


def test_switched_off_nothing_is_counted() -> None:
    limiter = Limiter("off")
    assert not any(send(limiter, 0.0, 1) for _ in range(1000))


async def test_the_bot_is_told_how_long_to_wait(bot: Bot, control: Control) -> None:
    await control.start()
    await control.post("profile", name="telegram")
    for _ in range(5):
        await bot.send_message(EMMA, "x")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(EMMA, "x")
    assert caught.value.retry_after == 1
    assert len(await control.chat()) == 6
    await control.post("clock", seconds=1)
    await bot.send_message(EMMA, "x")


async def test_an_unknown_profile_is_refused(control: Control) -> None:
    assert await control.refusal("profile", name="x") == (400, "name must be one of off, telegram, strict, paid")
