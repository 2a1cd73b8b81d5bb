from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from simulator.errors import ControlError
from simulator.faults import Faults
from tests.simulator.conftest import EMMA, Control

CASES: list[tuple[dict[str, Any], type[Exception], bool]] = [
    ({"kind": "reset-before"}, TelegramNetworkError, False),
    ({"kind": "reset-after"}, TelegramNetworkError, True),
    ({"kind": "truncated"}, TelegramNetworkError, True),
    ({"kind": "html"}, ClientDecodeError, False),
    ({"kind": "error"}, TelegramServerError, False),
    ({"kind": "error", "code": 403}, TelegramForbiddenError, False),
    ({"kind": "flood", "retry_after": 7}, TelegramRetryAfter, False),
    ({"kind": "migrate", "migrate_to_chat_id": -100}, TelegramMigrateToChat, False),
]


@pytest.mark.parametrize(("rule", "error", "arrives"), CASES, ids=lambda value: str(value))
async def test_a_fault_strikes_once_and_the_message_is_there_or_not(
    bot: Bot, control: Control, rule: dict[str, Any], error: type[Exception], arrives: bool
) -> None:
    await control.start()
    await control.post("faults", method="sendMessage", **rule)
    with pytest.raises(error):
        await bot.send_message(EMMA, "spoilt")
    await bot.send_message(EMMA, "well")
    texts = [message["text"] for message in await control.chat()]
    assert texts == ["/start", *(["spoilt"] if arrives else []), "well"]


async def test_a_hanging_call_never_answers(bot: Bot, control: Control) -> None:
    await control.start()
    await control.post("faults", method="sendMessage", kind="hang")
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(EMMA, "x", request_timeout=1)
    assert len(await control.chat()) == 1


async def test_latency_is_time_on_the_clock(bot: Bot, control: Control) -> None:
    await control.start()
    await control.post("faults", kind="latency", seconds=0.01, jitter=0.01, times=0)
    assert await bot.send_message(EMMA, "x")
    async with control.session.delete("/__sim/faults") as reply:
        assert await reply.json() == {"rules": 0}


def test_rules_choose_method_chat_and_number() -> None:
    faults = Faults()
    rule = faults.add({"kind": "error", "method": "sendmessage", "chat_id": 5, "nth": 2, "times": 2})
    calls = [("sendMessage", 5), ("getMe", 5), ("sendMessage", 6), *[("sendMessage", 5)] * 3]
    assert [faults.take(*call) for call in calls] == [None, None, None, rule, rule, None]


def test_chance_is_the_same_for_the_same_seed() -> None:
    def struck() -> list[bool]:
        faults = Faults(seed=7)
        faults.add({"kind": "error", "times": 0, "probability": 0.5})
        return [faults.take("getMe", 0) is not None for _ in range(50)]

    assert struck() == struck()
    assert 5 < sum(struck()) < 45


@pytest.mark.parametrize("rule", [{"kind": "nonsense"}, {"kind": "error", "methd": "x"}, {}])
def test_a_wrong_rule_is_refused(rule: dict[str, str]) -> None:
    with pytest.raises(ControlError, match=r"kind must be|unknown keys \['methd'\]"):
        Faults().add(rule)


async def test_truncated_replies_really_are(control: Control, bot: Bot) -> None:
    await control.post("faults", kind="truncated")
    with pytest.raises(aiohttp.ClientPayloadError):
        async with control.session.get(f"/bot{bot.token}/getMe") as reply:
            await reply.read()
