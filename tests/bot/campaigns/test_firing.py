"""What happens as time goes by: firings, missed firings, quiet hours, expiry."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from bot.campaigns.house import House
from bot.campaigns.plan import Draft
from bot.campaigns.schedule import Schedule
from bot.storage.campaign_tables import CampaignRow, CampaignState, CampaignTextRow
from bot.storage.tables import ReaderState
from tests.bot.campaigns.conftest import STAFF, Carried, Town, approved, plan, running, send_all, text, texts
from tests.bot.conftest import SetClock

DAILY = {"repeat": "daily", "at": "09:00", "zone": "Europe/Sofia"}


async def _campaign(house: House, number: int) -> CampaignRow:
    return await house.desk().campaign(number)


async def _beat(house: House, times: int = 1) -> None:
    for _ in range(times):
        await house.firing().beat()


async def _states(house: House, number: int) -> list[str]:
    """The states of a repeating campaign's firings."""
    return [firing.state for firing in await house.campaigns.firings(number)]


def _until(clock: SetClock, text_: str) -> None:
    clock.advance((datetime.fromisoformat(text_).replace(tzinfo=UTC) - clock.now()).total_seconds())


async def test_nothing_fires_before_its_hour(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await approved(house.desk())
    await house.desk().schedule(number, "nadia")
    _until(clock, "2026-11-23 06:59:59")
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.SCHEDULED
    clock.advance(1)
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.PREPARING


async def test_a_draft_is_never_sent_whatever_its_dates_say(house: House, town: Town, clock: SetClock) -> None:
    """A saved, unscheduled draft that is sent because a date is missing is the worst bug of a neighbour's system."""
    await town.settle("en")
    desk = house.desk()
    draft = await desk.create(Draft(plan(), texts()), "nadia")
    only_approved = await approved(desk)
    clock.advance(3 * 86_400)
    await _beat(house, 3)
    assert (await _campaign(house, draft)).state == CampaignState.DRAFT
    assert (await _campaign(house, only_approved)).state == CampaignState.APPROVED
    assert await house.deliveries.open(draft) == await house.deliveries.open(only_approved) == 0


async def test_a_repeating_campaign_makes_a_child_for_each_firing(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await approved(house.desk(), schedule=DAILY | {"until": "2026-11-24"})
    await house.desk().schedule(number, "nadia")
    for day in ("2026-11-23", "2026-11-24", "2026-11-25"):
        _until(clock, f"{day} 07:00")
        await _beat(house)
    children = await house.campaigns.firings(number)
    assert [child.planned_at and child.planned_at.day for child in children] == [23, 24]
    assert (await _campaign(house, number)).state == CampaignState.FINISHED


async def test_two_processes_that_fire_at_once_make_one_child(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await approved(house.desk(), schedule=DAILY)
    first = await house.desk().schedule(number, "nadia")
    _until(clock, "2026-11-23 07:00")
    campaign = await _campaign(house, number)
    following = first + timedelta(days=1)
    fired = [await house.campaigns.fire(campaign, first, [], following, repeating=True) for _ in range(2)]
    assert fired[0]
    assert fired[1] is None
    assert len(await house.campaigns.firings(number)) == 1


async def test_missed_firings_become_one(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await approved(house.desk(), schedule=DAILY)
    await house.desk().schedule(number, "nadia")
    _until(clock, "2026-11-26 08:00")
    await _beat(house)
    children = await house.campaigns.firings(number)
    assert [child.planned_at for child in children] == [datetime(2026, 11, 26, 7, tzinfo=UTC)]
    assert (await _campaign(house, number)).next_fire_at == datetime(2026, 11, 27, 7, tzinfo=UTC)


async def test_a_firing_that_is_too_late_expires_and_is_not_sent(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    once = await approved(house.desk())
    daily = await approved(house.desk(), schedule=DAILY)
    for number in (once, daily):
        await house.desk().schedule(number, "nadia")
    _until(clock, "2026-11-23 13:01")
    await _beat(house, 3)
    expired = await _campaign(house, once)
    assert (expired.state, expired.reason) == (CampaignState.EXPIRED, "too late")
    assert await _states(house, daily) == [CampaignState.EXPIRED]
    assert await house.deliveries.counts(once) == []


async def test_a_text_changed_after_approval_waits_and_is_not_sent(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await approved(house.desk())
    await house.desk().schedule(number, "nadia")
    changed = text("en").replace("Warm", "Cold")
    row = await _campaign(house, number)
    async with house.sessions.begin() as session:  # as if the file of the content had been edited
        await session.execute(
            update(CampaignTextRow)
            .where(CampaignTextRow.campaign_id == row.id, CampaignTextRow.language == "en")
            .values(source=changed)
        )
    _until(clock, "2026-11-23 07:00")
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.SCHEDULED
    await house.desk().test(number, "nadia", Carried(), [STAFF])
    await house.desk().approve(number, "omar")
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.PREPARING


async def test_everybody_in_the_audience_gets_a_row_with_a_state(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en", "ar", "dari", "urdu")
    await town.settle("en", first=2_001, theme="asylum")
    await town.readers.set_state((await town.readers.get(1_002)).key, ReaderState.BLOCKED)
    await town.readers.set_state((await town.readers.get(1_003)).key, ReaderState.GONE)
    number = await running(house, clock)
    assert await house.deliveries.counts(number) == [
        ("ar", "skipped", "blocked", 1),
        ("dari", "skipped", "deactivated", 1),
        ("en", "pending", None, 1),
        ("urdu", "pending", None, 1),
    ]
    await house.firing().beat()
    assert sum(count for *_, count in await house.deliveries.counts(number)) == 4


async def test_a_reader_without_a_text_is_skipped_or_gets_the_fallback_with_a_label(
    house: House, town: Town, clock: SetClock
) -> None:
    await town.settle("en", "urdu")
    number = await running(house, clock, written=texts("en"), policy={"fallback": True})
    assert await house.deliveries.counts(number) == [("en", "pending", None, 1), ("urdu", "pending", None, 1)]
    message = (await house.campaigns.messages(number))["urdu"]
    assert message.text_language == "en"
    assert message.buttons[0]["kind"] == "languages"
    assert "News en" in message.html


async def test_in_quiet_hours_a_running_campaign_waits_and_goes_on_by_itself(
    house: House, town: Town, clock: SetClock
) -> None:
    await town.settle("en")
    number = await running(house, clock)
    _until(clock, "2026-11-23 19:00")
    await _beat(house)
    waiting = await _campaign(house, number)
    assert (waiting.state, waiting.reason) == (CampaignState.PAUSED, "quiet_hours")
    _until(clock, "2026-11-24 06:00")
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.RUNNING
    assert await house.deliveries.open(number) == 1


async def test_a_manual_pause_does_not_end_by_itself(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await running(house, clock)
    await house.desk().pause(number, "nadia")
    clock.advance(3600)
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.PAUSED


async def test_what_is_not_sent_in_time_is_skipped_as_too_old(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await running(house, clock, policy={"expires_hours": 10, "quiet": []})
    clock.advance(10 * 3600 + 1)
    await _beat(house)
    assert (await _campaign(house, number)).state == CampaignState.EXPIRED
    assert await house.deliveries.counts(number) == [("en", "skipped", "too_old", 1)]


async def test_a_reader_gets_no_more_than_so_many_campaigns_a_week(house: House, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    policy = {"per_week": 1, "quiet": []}
    first = await running(house, clock, policy=policy)
    await send_all(house, Carried())
    second = await approved(house.desk(), policy=policy)
    soon = Schedule.model_validate(DAILY)
    await house.desk().schedule(second, "nadia", soon, now=True)
    await _beat(house, 2)
    assert await house.deliveries.counts(first) == [("en", "sent", None, 1)]
    child = (await house.campaigns.firings(second))[0]
    assert await house.deliveries.counts(child.id) == [("en", "skipped", "loop_guard", 1)]
