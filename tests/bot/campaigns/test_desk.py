"""What staff do: nothing that was not tested and approved is sent, and a refusal says why and changes nothing."""

import pytest

from bot.campaigns.desk import Desk
from bot.campaigns.plan import Draft
from bot.content import BrokenFileError
from bot.errors import CampaignError, RahnumaError
from bot.outcome import Fate, Outcome
from bot.storage.campaign_tables import CampaignState
from bot.storage.tables import ReaderState
from tests.bot.campaigns.conftest import STAFF, Carried, Town, approved, plan, text, texts
from tests.bot.conftest import SetClock


async def _state(desk: Desk, number: int) -> str:
    return (await desk.campaign(number)).state


async def test_from_a_draft_to_the_schedule(desk: Desk, town: Town, carrier: Carried) -> None:
    await town.settle("en", "ar", "dari")
    number = await desk.create(Draft(plan(), texts()), "nadia")
    fates = await desk.test(number, "nadia", carrier, [STAFF])
    assert fates == {language: [Fate.SENT] for language in texts()}
    await desk.submit(number, "nadia")
    await desk.approve(number, "omar")
    first = await desk.schedule(number, "nadia")
    assert first.isoformat() == "2026-11-23T07:00:00+00:00"
    assert await _state(desk, number) == CampaignState.SCHEDULED


async def test_staff_get_what_readers_will_get_with_the_way_to_stop_it(desk: Desk, carrier: Carried) -> None:
    number = await desk.create(Draft(plan(), texts()), "nadia")
    await desk.test(number, "nadia", carrier, [STAFF])
    assert len(carrier.sent) == 5
    assert all("/stop" in message.html and "112" in message.html for _, message in carrier.sent)


async def test_no_approval_without_a_test_send_of_this_very_text(desk: Desk, town: Town, carrier: Carried) -> None:
    await town.settle("en")
    number = await desk.create(Draft(plan(), texts()), "nadia")
    with pytest.raises(CampaignError, match="not sent to staff in en, ar, dari, pashto, urdu"):
        await desk.submit(number, "nadia")
    carrier.fates = [Outcome(Fate.BLOCKED)]
    await desk.test(number, "nadia", carrier, [STAFF])
    with pytest.raises(CampaignError, match=r"not sent to staff in en:"):
        await desk.submit(number, "nadia")
    assert await _state(desk, number) == CampaignState.DRAFT


async def test_one_changed_comma_voids_the_approval_of_that_language_only(desk: Desk, town: Town) -> None:
    await town.settle("en")
    number = await approved(desk)
    changed = texts() | {"en": text("en").replace("Monday.", "Monday,")}
    await desk.change(number, Draft(plan(), changed), "nadia")
    campaign = await desk.campaign(number)
    found = await desk.standings(campaign, await desk.drafts(campaign))
    assert [language for language, standing in found.items() if standing.missing] == ["en"]
    assert not found["en"].tested


@pytest.mark.parametrize("changes", [{"about": "return"}, {"policy": {"urgent": True}}])
async def test_what_is_sensitive_or_urgent_needs_two_people_and_not_the_author(
    desk: Desk, town: Town, carrier: Carried, changes: dict[str, object]
) -> None:
    await town.settle("en", theme=str(changes.get("about", "help")))
    mentions = " {topic:asylum/appeal} {topic:asylum/legal-aid}"
    written = {language: each + mentions for language, each in texts().items()}
    number = await desk.create(Draft(plan(**changes), written), "nadia")
    await desk.test(number, "nadia", carrier, [STAFF])
    await desk.submit(number, "nadia")
    with pytest.raises(CampaignError, match="nadia is the author"):
        await desk.approve(number, "nadia")
    await desk.approve(number, "omar")
    await desk.approve(number, "omar")
    assert await _state(desk, number) == CampaignState.IN_REVIEW
    await desk.approve(number, "petar")
    assert await _state(desk, number) == CampaignState.APPROVED


REFUSED = [
    (texts("en", "ar"), {}, "no text in dari, pashto, urdu"),
    ({"en": "Hello"}, {}, "has no front matter"),
    (texts() | {"en": "---\ntitle: x\n---\n" + "long " * 1000}, {}, "characters are too long"),
    (texts() | {"en": "---\ntitle: x\n---\nThis is **broken"}, {}, "opens or closes nothing"),
    (texts() | {"en": "---\ntitle: x\n---\nCall {phone:nobody}"}, {}, "no such contact"),
    (texts() | {"en": "---\ntitle: x\n---\nCall {name}"}, {}, "is not a placeholder"),
    (texts() | {"dari": text("en")}, {}, "most letters are not Arabic"),
    (texts(), {"about": "return"}, "texts on this must mention it"),
    (texts(), {"audience": {"places": ["nowhere"]}}, "Nobody is in the audience"),
    (texts(), {"audience": {"languages": ["urdu"]}}, "Nobody is in the audience"),
]


@pytest.mark.parametrize(("written", "changes", "told"), REFUSED)
async def test_what_cannot_be_sent_is_refused_with_the_reason(
    desk: Desk, town: Town, carrier: Carried, written: dict[str, str], changes: dict[str, object], told: str
) -> None:
    await town.settle("en", "en")
    number = await desk.create(Draft(plan(**changes), written), "nadia")
    with pytest.raises(RahnumaError, match=told):
        await _try_to_submit(desk, number, carrier)
    assert await _state(desk, number) == CampaignState.DRAFT


async def _try_to_submit(desk: Desk, number: int, carrier: Carried) -> None:
    await desk.test(number, "nadia", carrier, [STAFF])
    await desk.submit(number, "nadia")


async def test_every_problem_of_every_text_is_told_at_once(desk: Desk) -> None:
    broken = dict.fromkeys(("en", "ar"), "---\ntitle: x\n---\n{a} {b}")
    number = await desk.create(Draft(plan(), broken), "nadia")
    with pytest.raises(BrokenFileError) as caught:
        await desk.test(number, "nadia", Carried(), [STAFF])
    assert len([problem for problem in caught.value.problems if "placeholder" in problem.message]) == 4


async def test_a_time_in_the_past_is_refused(desk: Desk, town: Town, clock: SetClock) -> None:
    await town.settle("en")
    number = await approved(desk)
    clock.advance(2 * 86_400)
    with pytest.raises(CampaignError, match="in the past"):
        await desk.schedule(number, "nadia")
    assert await _state(desk, number) == CampaignState.APPROVED


async def test_what_is_scheduled_cannot_be_changed_until_it_is_withdrawn(desk: Desk, town: Town) -> None:
    await town.settle("en")
    number = await approved(desk)
    await desk.schedule(number, "nadia")
    with pytest.raises(CampaignError, match="withdraw"):
        await desk.change(number, Draft(plan(title="Other"), texts()), "nadia")
    await desk.withdraw(number, "nadia")
    await desk.change(number, Draft(plan(title="Other"), texts()), "nadia")
    assert (await desk.campaign(number)).title == "Other"


async def test_the_audience_is_counted_by_language_with_those_who_cannot_be_reached(desk: Desk, town: Town) -> None:
    await town.settle("en", "en", "urdu")
    await town.settle("ar", first=2_001, theme="asylum")
    await town.readers.set_state((await town.readers.get(1_001)).key, ReaderState.BLOCKED)
    number = await desk.create(Draft(plan(), texts()), "nadia")
    reach = await desk.reach(await desk.campaign(number))
    assert {language: (each.readers, each.unreachable) for language, each in reach.items()} == {
        "en": (2, 1),
        "urdu": (1, 0),
    }


async def test_an_unknown_number_is_told(desk: Desk) -> None:
    with pytest.raises(CampaignError, match="no campaign 77"):
        await desk.approve(77, "omar")
