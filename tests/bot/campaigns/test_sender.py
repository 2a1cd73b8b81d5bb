"""Sending: once to everybody who still wants it, and an end for every delivery, whatever happens meanwhile."""

import asyncio

import pytest
from sqlalchemy import text

from bot.campaigns.health import IN_A_ROW
from bot.campaigns.house import House
from bot.campaigns.sender import Sender
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import CampaignState
from tests.bot.campaigns.conftest import Carried, Town, approved, running, send_all, texts
from tests.bot.conftest import SetClock

ALWAYS: dict[str, object] = {"quiet": []}


async def _counts(house: House, number: int) -> dict[tuple[str, str | None], int]:
    """Rows by state and reason."""
    found: dict[tuple[str, str | None], int] = {}
    for _, state, reason, count in await house.deliveries.counts(number):
        found[state, reason] = found.get((state, reason), 0) + count
    return found


async def _state(house: House, number: int) -> str:
    return (await house.desk().campaign(number)).state


async def test_everybody_gets_it_once_in_their_language_and_the_campaign_finishes(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    people = await town.settle(*(["en", "ar", "dari", "pashto", "urdu"] * 4))
    number = await running(house, clock)
    await send_all(house, carrier)
    assert sorted(carrier.chats) == people
    assert {message.language for _, message in carrier.sent} == set(texts())
    assert await _counts(house, number) == {("sent", None): 20}
    assert await _state(house, number) == CampaignState.FINISHED


async def test_two_senders_at_once_send_nothing_twice(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    people = await town.settle(*(["en"] * 150))
    number = await running(house, clock)
    async with _without_duty(house, carrier) as one, _without_duty(house, carrier) as other:
        while any(await asyncio.gather(one.round(), other.round())):
            await asyncio.gather(one.settle(), other.settle())
    assert sorted(carrier.chats) == people
    assert await _counts(house, number) == {("sent", None): 150}


def _without_duty(house: House, carrier: Carried) -> Sender:
    """A sender that does not ask whether another has the duty."""
    sender = house.sender(carrier)

    class Free:
        async def hold(self, *_: object) -> bool:
            return True

        async def leave(self, *_: object) -> None:
            pass

    sender._duties = Free()  # type: ignore[assignment]
    return sender


async def test_only_one_sender_has_the_duty_until_it_leaves_or_is_gone(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle(*(["en"] * 3))
    await running(house, clock)
    async with house.sender(carrier) as one, house.sender(carrier) as other:
        assert await one.round()
        assert not await other.round()
        clock.advance(31)
        await one.settle()
        assert await other.round()


async def test_a_cancellation_lets_no_further_message_out(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle(*(["en"] * 30))
    number = await running(house, clock)
    carrier.at[10] = lambda: house.desk().cancel(number, "nadia")
    await send_all(house, carrier)
    assert await _counts(house, number) == {("sent", None): 9, ("skipped", "cancelled"): 21}
    assert len(carrier.sent) == 9
    assert await _state(house, number) == CampaignState.CANCELLED


async def test_a_pause_holds_and_a_resumption_sends_the_rest_only(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    people = await town.settle(*(["en"] * 30))
    number = await running(house, clock)
    carrier.at[10] = lambda: house.desk().pause(number, "nadia")
    await send_all(house, carrier)
    assert len(carrier.sent) == 9
    await house.desk().resume(number, "nadia")
    await send_all(house, carrier)
    assert sorted(carrier.chats) == people
    assert await _state(house, number) == CampaignState.FINISHED


async def test_the_kill_switch_stops_all_campaigns_and_lifting_it_lets_them_go_on(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    people = await town.settle(*(["en"] * 20))
    number = await running(house, clock, policy=ALWAYS)
    waiting = await approved(house.desk(), policy=ALWAYS)
    carrier.at[5] = lambda: house.halts.pull("nadia")
    await send_all(house, carrier)
    assert len(carrier.sent) == 4
    assert await _state(house, number) == CampaignState.RUNNING
    await house.desk().schedule(waiting, "nadia", now=True)
    await house.firing().beat()
    assert await _state(house, waiting) == CampaignState.SCHEDULED
    await house.halts.lift("omar")
    await send_all(house, carrier)
    assert sorted(carrier.chats) == people


async def test_consent_and_state_are_looked_at_again_before_each_message(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle("en", "en", "en", "en", "en", "ar")
    number = await running(house, clock)
    keys = [(await town.readers.get(id_)).key for id_ in range(1_001, 1_007)]

    async def leave() -> None:
        await town.subscriptions.end(keys[1])
        await town.readers.forget(keys[2])
        await town.readers.choose_language(1_004, "urdu")

    carrier.at[1] = leave  # when all are on lease already
    await send_all(house, carrier)
    assert await _counts(house, number) == {
        ("sent", None): 4,
        ("skipped", "no_consent"): 1,
        ("skipped", "erased"): 1,
    }
    assert {chat: message.language for chat, message in carrier.sent}[1_004] == "urdu"


async def test_forgetting_cuts_the_tie_between_a_person_and_what_was_sent(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle("en")
    number = await running(house, clock)
    await send_all(house, carrier)
    await town.readers.forget((await town.readers.get(1_001)).key)
    assert await _counts(house, number) == {("sent", None): 1}
    async with house.sessions() as session:
        row = (await session.execute(text("select reader_key, message_id from deliveries"))).one()
    assert tuple(row) == (None, None)


@pytest.mark.parametrize(
    ("fate", "state", "reason", "reader"),
    [
        (Fate.BLOCKED, "failed", "blocked", "blocked"),
        (Fate.GONE, "failed", "deactivated", "gone"),
        (Fate.NOT_FOUND, "failed", "chat_not_found", "active"),
        (Fate.UNKNOWN, "unknown", None, "active"),
    ],
)
async def test_every_outcome_has_its_end_and_is_not_tried_again(
    house: House,
    town: Town,
    clock: SetClock,
    carrier: Carried,
    fate: Fate,
    state: str,
    reason: str | None,
    reader: str,
) -> None:
    await town.settle("en")
    number = await running(house, clock)
    carrier.fates = [Outcome(fate)]
    await send_all(house, carrier)
    assert await _counts(house, number) == {(state, reason): 1}
    assert await _state(house, number) == CampaignState.FINISHED
    assert carrier.sent == []
    assert (await town.readers.get(1_001)).state == reader


@pytest.mark.parametrize("fate", [Outcome(Fate.LATER, retry_after=30), Outcome(Fate.UNREACHED)])
async def test_what_surely_was_not_sent_is_sent_later_and_does_not_count_as_an_attempt(
    house: House, town: Town, clock: SetClock, carrier: Carried, fate: Outcome
) -> None:
    await town.settle("en")
    number = await running(house, clock)
    carrier.fates = [fate]
    await send_all(house, carrier)
    assert await _counts(house, number) == {("retry", None): 1}
    clock.advance(31)
    await send_all(house, carrier)
    assert carrier.chats == [1_001]
    async with house.sessions() as session:
        assert await session.scalar(text("select attempts from deliveries")) == 1


async def test_a_long_halt_is_shown_as_a_pause_that_ends_by_itself(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle("en")
    number = await running(house, clock)
    carrier.fates = [Outcome(Fate.LATER, retry_after=300)]
    await send_all(house, carrier)
    campaign = await house.desk().campaign(number)
    assert (campaign.state, campaign.reason) == (CampaignState.PAUSED, "rate: Telegram asks for a pause")
    clock.advance(301)
    await house.firing().beat()
    await send_all(house, carrier)
    assert carrier.chats == [1_001]


async def test_a_refused_text_closes_its_language_and_pauses_the_campaign(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle(*(["ar"] * 5), *(["en"] * 5))
    number = await running(house, clock)
    carrier.fates = [Outcome(Fate.REFUSED, reason="can't parse entities")]
    await send_all(house, carrier)
    campaign = await house.desk().campaign(number)
    assert campaign.state == CampaignState.PAUSED
    assert campaign.reason
    assert campaign.reason.startswith("errors: Telegram refuses the text for ")
    refused = campaign.reason.rsplit(" ", 1)[1]
    await house.desk().resume(number, "nadia")
    await send_all(house, carrier)
    assert (await _counts(house, number))["failed", "bad_content"] == 5 - (len(carrier.sent) - 5)
    assert [message.language for _, message in carrier.sent].count(refused) <= 1


async def test_too_many_errors_in_a_row_pause_the_campaign(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle(*(["en"] * 60))
    number = await running(house, clock)
    carrier.fates = [Outcome(Fate.UNKNOWN)] * 60
    await send_all(house, carrier)
    campaign = await house.desk().campaign(number)
    assert (campaign.state, campaign.reason) == (CampaignState.PAUSED, "errors: too many messages failed")
    assert (await _counts(house, number))["unknown", None] == IN_A_ROW


async def test_staff_hear_once_of_a_campaign_that_waits_for_them(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    heard: list[int] = []

    async def hear(campaign: int) -> None:
        heard.append(campaign)

    await town.settle(*(["en"] * 60))
    number = await running(house, clock)
    carrier.fates = [Outcome(Fate.UNKNOWN)] * 60
    async with house.sender(carrier, alarm=hear) as sender:
        while await sender.round():
            pass
    assert heard == [number]


async def test_people_who_blocked_the_bot_are_no_error(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle(*(["en"] * 40))
    number = await running(house, clock)
    carrier.fates = [Outcome(Fate.BLOCKED)] * 40
    await send_all(house, carrier)
    assert await _state(house, number) == CampaignState.FINISHED


async def test_unknown_ones_are_sent_again_only_if_the_policy_says_so(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle("en")
    number = await running(house, clock, policy={"unknown": "resend"})
    carrier.fates = [Outcome(Fate.UNKNOWN)]
    await send_all(house, carrier)
    assert await _counts(house, number) == {("retry", None): 1}
    clock.advance(301)
    await send_all(house, carrier)
    assert carrier.chats == [1_001]
    assert await _state(house, number) == CampaignState.FINISHED


async def test_what_a_dead_sender_had_in_hand_goes_back_and_its_open_calls_are_unknown(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle(*(["en"] * 5))
    number = await running(house, clock)
    dead = house.sender(carrier)
    batch = await dead._leases.take(number, dead._owner, 3)
    assert len(await dead._leases.begin([batch[0].id], dead._owner, ["help"])) == 1
    await dead._leases.close()
    clock.advance(121)
    await house.firing().beat()
    await send_all(house, carrier)
    assert await _counts(house, number) == {("sent", None): 4, ("unknown", None): 1}


async def test_a_result_that_comes_after_the_row_was_given_up_corrects_it(
    house: House, town: Town, clock: SetClock
) -> None:
    await town.settle("en")
    number = await running(house, clock)

    class Slow(Carried):
        async def send(self, *arguments: object) -> Outcome:
            clock.advance(3600)  # the clock jumps by an hour in the middle of the call
            await house.firing().beat()
            assert await _counts(house, number) == {("unknown", None): 1}
            return Outcome(Fate.SENT, 5)

    await send_all(house, Slow())
    assert await _counts(house, number) == {("sent", None): 1}


async def test_a_correction_reaches_those_who_received_it_and_a_repetition_those_who_did_not(
    house: House, town: Town, clock: SetClock, carrier: Carried
) -> None:
    await town.settle("en", "en", "en")
    number = await running(house, clock, policy=ALWAYS)
    carrier.fates = [Outcome(Fate.NOT_FOUND)]
    await send_all(house, carrier)
    received = set(carrier.chats)
    desk = house.desk()
    correction = await approved(desk, audience={"received": number}, policy=ALWAYS)
    again = await desk.rebroadcast(number, "nadia")
    reach = {each: sum(r.readers for r in (await desk.reach(await desk.campaign(each))).values()) for each in
             (correction, again)}  # fmt: skip
    assert reach == {correction: 2, again: 1}
    await desk.schedule(correction, "nadia", now=True)
    await house.firing().beat()
    await house.firing().beat()
    correcting = Carried()
    await send_all(house, correcting)
    assert set(correcting.chats) == received
