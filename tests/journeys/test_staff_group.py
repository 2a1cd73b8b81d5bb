"""The staff group moves, is lost and found again; threads vanish; other groups are declined."""

from pathlib import Path

from bot.telegram.handover import notices
from tests.journeys.conftest import Assistant, Town
from tests.journeys.office import ENGLISH, Group, Office, open_office, says, serving

TALK = "Talk to a person"


async def test_a_restart_in_the_middle_changes_nothing(tmp_path: Path, assistant: Assistant) -> None:
    async with open_office(tmp_path, assistant.url, assistant.token) as office:
        async with serving(office):
            emma, thread = await office.new_case()
            await office.simulate("faults", method="copyMessage", kind="error", times=0)
            await emma.says("before the restart")
        office.simulator.simulation.faults.rules.clear()
        async with serving(office):
            await office.group.post(thread, "before the restart")
            (passed_on,) = await emma.says("after the restart")
            assert says(passed_on, notices.PASSED_ON)
            await office.group.post(thread, "after the restart")
            await office.counsellor.writes(office.group, thread, "still here")
            await emma.until_shown("still here")


async def test_a_lost_group_is_told_and_everything_arrives_when_it_is_back(office: Office) -> None:
    emma, thread = await office.new_case()
    await office.group.do("kick-bot", office.counsellor)
    await emma.says("can you hear me?")
    lost = await emma.until_shown(ENGLISH.gettext(notices.LOST))
    assert "112" in lost.text
    assert await emma.says("They refused me. How can I appeal the decision?")
    olga = await office.english("Olga")
    await olga.says("/person")
    await olga.presses(notices.YES)
    await olga.until_shown(ENGLISH.gettext(notices.LOST))
    await office.group.do("add-bot", office.counsellor)
    await office.group.post(thread, "can you hear me?")
    await office.group.topic("2 · English")


async def test_a_deleted_thread_is_made_again(office: Office) -> None:
    emma, thread = await office.new_case()
    await office.group.do("delete-topic", office.counsellor, thread_id=thread)
    await emma.says("where are you?")
    again = await office.group.topic("1 · English")
    assert again != thread
    await office.group.post(again, "where are you?")
    await office.counsellor.writes(office.group, again, "here")
    await emma.until_shown("here")


async def test_a_thread_closed_by_hand_closes_the_case(office: Office) -> None:
    emma, thread = await office.new_case()
    done = await office.group.do("close-topic", office.counsellor, thread_id=thread)
    await office.counsellor.until_handled(done["update_id"])
    await emma.until_shown(ENGLISH.gettext(notices.CLOSED))


async def test_a_group_that_moved_is_followed(office: Office) -> None:
    emma, _ = await office.new_case()
    moved = await office.group.do("migrate", office.counsellor)
    office.group.id = moved["id"]
    await office.counsellor.until_handled(moved["update_id"])
    await emma.says("are you still there?")
    thread = await office.group.topic("1 · English")
    await office.group.post(thread, "are you still there?")


async def test_a_group_that_moved_while_the_bot_was_down_is_not_left(tmp_path: Path, assistant: Assistant) -> None:
    async with open_office(tmp_path, assistant.url, assistant.token) as office:
        async with serving(office):
            emma, _ = await office.new_case()
        moved = await office.group.do("migrate", office.counsellor)
        office.group.id = moved["id"]
        async with serving(office):
            await office.counsellor.until_handled(moved["update_id"])
            await emma.says("are you still there?")
            await office.group.post(await office.group.topic("1 · English"), "are you still there?")
            assert await office.simulate("requests?method=leaveChat") == []


async def test_staff_are_told_when_a_reader_cannot_be_reached(office: Office) -> None:
    emma, thread = await office.new_case()
    await emma.blocks()
    await office.counsellor.writes(office.group, thread, "Hello?")
    await office.group.post(thread, "the person blocked the bot")


async def test_who_writes_in_a_closed_case_is_told_that_nobody_gets_it(office: Office) -> None:
    emma, thread = await office.new_case()
    await emma.presses(notices.END)
    await office.group.closed(thread)
    await office.group.do("reopen-topic", office.counsellor, thread_id=thread)
    await office.counsellor.writes(office.group, thread, "one more thing")
    await office.group.post(thread, "reaches nobody")


async def test_other_groups_are_declined_in_one_line(office: Office) -> None:
    made = await office.simulate("groups", title="Friends")
    other = Group(office.simulator, made["id"])
    done = await other.do("add-bot", office.counsellor)
    await office.counsellor.until_handled(done["update_id"])
    (line,) = await other.all_posts()
    assert line.text == ENGLISH.gettext(notices.DECLINED)
    assert [entry["chat_id"] for entry in await office.simulate("requests?method=leaveChat")] == [other.id]


async def test_without_a_staff_group_nothing_is_offered(town: Town) -> None:
    emma = town.person("Emma")
    await emma.says("/start")
    await emma.presses("English")
    (shown,) = await emma.presses(TALK)
    assert notices.YES not in shown.titles
    assert "team" not in shown.text.split("\n")[0]
    for old in ("case::en:0:0", "urgent::en", "end:1"):
        (menu,) = await emma.presses_old(old)
        assert menu.titles
