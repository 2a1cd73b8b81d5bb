import asyncio

from bot.telegram.turnstile import Lane, Turnstile
from tests.bot.conftest import SetClock


async def _moments(turnstile: Turnstile, clock: SetClock, lanes: list[Lane]) -> list[tuple[Lane, float]]:
    passed: list[tuple[Lane, float]] = []

    async def go(lane: Lane) -> None:
        await turnstile.enter(lane)
        passed.append((lane, clock.monotonic()))

    await asyncio.gather(*(go(lane) for lane in lanes))
    return passed


async def test_callers_pass_evenly_at_the_rate(clock: SetClock) -> None:
    passed = await _moments(Turnstile(clock, per_second=10), clock, [Lane.REPLY] * 5)
    assert [round(moment, 6) for _, moment in passed] == [0, 0.1, 0.2, 0.3, 0.4]


async def test_a_pause_is_not_caught_up(clock: SetClock) -> None:
    turnstile = Turnstile(clock, per_second=10)
    await turnstile.enter(Lane.REPLY)
    clock.advance(60)
    passed = await _moments(turnstile, clock, [Lane.REPLY] * 3)
    assert [round(moment, 6) for _, moment in passed] == [60, 60.1, 60.2]


async def test_replies_overtake_broadcasts(clock: SetClock) -> None:
    lanes = [Lane.BROADCAST, Lane.BROADCAST, Lane.REPLY]
    passed = await _moments(Turnstile(clock, per_second=10), clock, lanes)
    assert passed[0][0] is Lane.REPLY


async def test_nobody_passes_during_a_halt_and_a_longer_one_is_not_shortened(clock: SetClock) -> None:
    turnstile = Turnstile(clock, per_second=10)
    turnstile.halt(30)
    turnstile.halt(5)
    passed = await _moments(turnstile, clock, [Lane.REPLY])
    assert passed[0][1] == 30


async def test_who_gave_up_waiting_does_not_cost_a_turn(clock: SetClock) -> None:
    turnstile = Turnstile(clock, per_second=10)
    leaving = asyncio.ensure_future(turnstile.enter(Lane.REPLY))
    await asyncio.sleep(0)
    leaving.cancel()
    passed = await _moments(turnstile, clock, [Lane.REPLY])
    assert passed[0][1] < 0.11
