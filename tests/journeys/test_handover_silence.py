"""Nobody of the staff is there: the reader is told, gets numbers, and the bot answers."""

from bot.telegram.handover import notices
from tests.journeys.office import ENGLISH, Office, says, shown


async def test_at_night_the_case_is_open_and_the_bot_answers_meanwhile(office_at_night: Office) -> None:
    office = office_at_night
    emma = await office.english()
    asked = await emma.says("/person")
    when = ENGLISH.gettext(notices.AWAY_UNTIL).format(day="Tuesday, November 24, 2026", time="09:00")
    assert when in asked[-1].text
    (opened,) = await emma.presses(notices.YES)
    assert when in opened.text
    assert "112" in opened.text
    thread = await office.group.topic("1 · English")

    question = "They refused me. How can I appeal the decision?"
    answer = await emma.says(question)
    assert "appeal" in answer[0].first_line.lower()
    (passed,) = await emma.sends("voice", {"duration": 2})
    assert says(passed, notices.PASSED_ON)
    await office.group.post(thread, question)

    office.clock.advance(hours=12)
    came, hello = await shown(emma, office.counsellor.writes(office.group, thread, "Good morning"))
    assert says(came, notices.CAME)
    assert hello.text == "Good morning"
    assert await emma.says("Good morning") == []


async def test_a_reader_who_writes_after_hours_in_a_case_is_told(office: Office) -> None:
    emma, thread = await office.new_case()
    await office.counsellor.writes(office.group, thread, "Hello")
    office.clock.advance(hours=11)
    told, answer, *_ = await emma.says("They refused me. How can I appeal the decision?")
    assert says(told, notices.AWAY_UNTIL, day="Tuesday, November 24, 2026", time="09:00")
    assert "112" in told.text
    assert "appeal" in answer.first_line.lower()


async def test_when_nobody_takes_the_case_the_reader_is_told_and_staff_may_still_write(office: Office) -> None:
    emma, thread = await office.new_case()
    (passed_on,) = await emma.says("Is anybody there?")
    assert says(passed_on, notices.PASSED_ON)
    office.clock.advance(minutes=61)
    late = await emma.until_shown(ENGLISH.gettext(notices.LATE))
    assert "112" in late.text
    await office.group.post(thread, "Nobody answered in time")
    answer = await emma.says("They refused me. How can I appeal the decision?")
    assert "appeal" in answer[0].first_line.lower()
    await office.group.post(thread, "They refused me")
    came, _ = await shown(emma, office.counsellor.writes(office.group, thread, "Now I am here"))
    assert says(came, notices.CAME)


async def test_staff_who_fall_silent_do_not_leave_the_reader_in_silence(office: Office) -> None:
    emma, thread = await office.new_case()
    await office.counsellor.writes(office.group, thread, "Hello")
    assert await emma.says("What now?") == []
    office.clock.advance(minutes=61)
    await emma.until_shown(ENGLISH.gettext(notices.LATE))


async def test_a_case_in_which_nobody_writes_for_a_week_is_closed(office: Office) -> None:
    emma, thread = await office.new_case()
    await office.counsellor.writes(office.group, thread, "Hello")
    office.clock.advance(days=7, minutes=1)
    await emma.until_shown(ENGLISH.gettext(notices.EXPIRED).split("\n")[0])
    await office.group.post(thread, "Nothing was written for a week")


async def test_a_closed_case_and_its_thread_are_gone_after_a_month(office: Office) -> None:
    emma, thread = await office.new_case()
    await emma.presses(notices.END)
    await office.group.closed(thread)
    office.clock.advance(days=30, minutes=1)
    await office.group.without_topics()
    await office.without_stored_cases()
