"""`python -m bot campaign` as a campaign manager meets it: what each command shows, what it refuses and why."""

import csv
import io
from pathlib import Path

import pytest

from bot.outcome import Fate, Outcome
from tests.bot.campaigns.conftest import STAFF
from tests.bot.campaigns.terminal import TEXTS, Terminal


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, monkeypatch)


def test_from_a_file_to_the_phones_and_the_report(terminal: Terminal) -> None:
    people = terminal.settle("en", "ar", "dari")
    assert terminal.run("new", terminal.plan(), by="nadia") == "Campaign 1 is a draft\n"
    assert "en: sent" in terminal.run("test", 1)
    assert [chat for chat, _ in terminal.carrier.sent] == [STAFF] * 3
    assert terminal.run("submit", 1) == "Campaign 1 is in_review\n"
    assert terminal.run("approve", 1, by="omar") == "Campaign 1 is approved\n"
    terminal.run("schedule", 1, "--now")
    terminal.beat()
    assert sorted(terminal.send().chats) == people
    assert terminal.state(1) == "finished"


def test_the_list_names_every_campaign_its_state_and_its_progress(terminal: Terminal) -> None:
    terminal.settle("en")
    terminal.campaign("draft", title="Later")
    number = terminal.running(title="Meeting")
    terminal.send()
    rows = {row["title"]: row for row in terminal.json("list")["campaigns"]}
    assert rows["Later"]["state"] == "draft"
    assert (rows["Meeting"]["id"], rows["Meeting"]["sent"], rows["Meeting"]["all"]) == (number, 1, 1)
    assert "1 of 1" in terminal.run("list")


def test_show_tells_who_vouched_for_which_text_every_move_and_the_readers_calendar(terminal: Terminal) -> None:
    terminal.settle("en")
    number = terminal.campaign(schedule={"repeat": "once", "on": "2099-03-21", "at": "09:00", "zone": "Europe/Sofia"})
    terminal.run("schedule", number, by="nadia")
    shown = terminal.json("show", number)
    assert {name: text["approved_by"] for name, text in shown["texts"].items()} == {name: ["omar"] for name in TEXTS}
    assert [(move["after"], move["by"]) for move in shown["moves"]] == [
        ("draft", "nadia"),
        ("in_review", "nadia"),
        ("approved", "omar"),
        ("scheduled", "nadia"),
    ]
    assert "1478" in shown["days"]["dari"]
    page = terminal.run("show", number)
    assert "once on 2099-03-21 at 09:00 Europe/Sofia" in page
    assert "حمل 1478" in page


def test_watching_follows_a_campaign_to_its_end(terminal: Terminal) -> None:
    terminal.settle("en", "ar")
    number = terminal.running()
    terminal.send()
    shown = terminal.json("show", number, "--watch")  # the bar goes elsewhere: what programs read stays whole
    assert shown["state"] == "finished"


def test_the_preview_is_exactly_what_each_language_gets(terminal: Terminal) -> None:
    terminal.settle("en")
    number = terminal.campaign("draft", buttons=[{"topic": "asylum/apply"}])
    previewed = terminal.json("preview", number)["messages"]
    terminal.run("test", number)
    assert [message.html for _, message in terminal.carrier.sent] == [each["html"] for each in previewed.values()]
    assert "December 8, 2026" in previewed["en"]["html"]
    assert "17 قوس 1405" in previewed["dari"]["html"]
    only = terminal.run("preview", number, "--language", "ar")
    assert "تعالوا" in only
    assert "Come on" not in only
    assert "asylum/apply" in only


def test_a_language_without_a_text_has_no_preview(terminal: Terminal) -> None:
    number = terminal.campaign("draft")
    assert "no text in urdu; it has en, ar, dari" in terminal.refused("preview", number, "--language", "urdu")


def test_the_count_tells_each_language_and_who_cannot_be_reached(terminal: Terminal) -> None:
    terminal.settle("en", "en", "dari")
    number = terminal.campaign("draft")
    assert terminal.json("count", number) == {
        "en": {"readers": 2, "unreachable": 0},
        "dari": {"readers": 1, "unreachable": 0},
    }


def test_pause_resume_and_cancel_hold_from_the_next_message_on(terminal: Terminal) -> None:
    terminal.settle("en", "en")
    number = terminal.running()
    assert terminal.run("pause", number) == f"Campaign {number} is paused\n"
    assert terminal.send().chats == []
    assert terminal.run("resume", number) == f"Campaign {number} is running\n"
    assert terminal.run("cancel", number) == f"Campaign {number} is cancelled\n"
    assert terminal.send().chats == []
    assert terminal.json("report", number)["counts"] == {"en": {"skipped: cancelled": "<10"}}


def test_stop_all_stops_every_campaign_and_lifting_lets_them_go_on(terminal: Terminal) -> None:
    terminal.settle("en")
    terminal.running()
    assert terminal.run("stop-all", by="omar") == "All campaigns are stopped\n"
    assert "STOPPED by omar" in terminal.run("list")
    assert terminal.send().chats == []
    assert terminal.run("stop-all", "--lift") == "Campaigns may go on\n"
    assert len(terminal.send().chats) == 1


def test_stop_all_works_while_the_content_is_broken(terminal: Terminal) -> None:
    terminal.content.write("topics.yml", "themes: [")
    assert terminal.json("stop-all") == {"stopped": True}


def test_withdrawing_and_sending_back_undo_a_step(terminal: Terminal) -> None:
    terminal.settle("en")
    number = terminal.campaign("in_review")
    assert terminal.run("send-back", number, "say where", by="omar") == f"Campaign {number} is draft\n"
    assert terminal.json("show", number)["moves"][-1]["why"] == "say where"
    for step, by in (("submit", "nadia"), ("approve", "omar")):
        terminal.run(step, number, by=by)
    terminal.run("schedule", number, "--at", "2099-01-01 09:00")
    assert terminal.run("withdraw", number) == f"Campaign {number} is approved\n"


def test_a_changed_file_voids_the_approval_of_the_changed_language(terminal: Terminal) -> None:
    terminal.settle("en")
    number = terminal.campaign()
    terminal.run("change", number, terminal.plan(TEXTS | {"en": "Do come on {date}."}))
    assert terminal.state(number) == "draft"
    assert "not sent to staff in en:" in terminal.refused("submit", number)
    terminal.run("test", number)
    terminal.run("submit", number)
    terminal.run("approve", number, "--language", "en", by="omar")
    assert terminal.state(number) == "approved"


def test_the_report_hides_small_numbers_and_names_nobody(terminal: Terminal, tmp_path: Path) -> None:
    people = terminal.settle(*(["en"] * 12), "ar")
    number = terminal.running()
    terminal.send()
    table, page = tmp_path / "report.csv", tmp_path / "report.html"
    terminal.run("report", number, "--csv", table, "--html", page)
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8"))))
    assert {(row["language"], row["outcome"], row["readers"]) for row in rows} == {
        ("en", "sent", "12"),
        ("ar", "sent", "<10"),
    }
    told = table.read_text("utf-8") + page.read_text("utf-8") + terminal.run("report", number)
    assert "<svg" in told
    assert "≥12" in told
    assert not [id_ for id_ in people if str(id_) in told]


def test_a_rebroadcast_goes_to_those_who_failed_and_a_correction_to_those_who_received(terminal: Terminal) -> None:
    people = terminal.settle("en", "en", "en")
    number = terminal.running()
    terminal.carrier.fates = [Outcome(Fate.NOT_FOUND)]
    received = terminal.send().chats
    again = terminal.json("rebroadcast", number)["id"]
    correction = terminal.json("correct", number, terminal.plan(title="We were wrong", audience={"languages": ["ar"]}))
    reached = {}
    for each in (again, correction["id"]):
        for step, by in (("test", "nadia"), ("submit", "nadia"), ("approve", "omar")):
            terminal.run(step, each, by=by)
        terminal.run("schedule", each, "--now")
        terminal.beat()
        reached[each] = set(terminal.send().chats)
    assert reached == {again: set(people) - set(received), correction["id"]: set(received)}


@pytest.mark.parametrize("command", ["rebroadcast", "correct"])
def test_what_is_not_over_is_neither_repeated_nor_corrected(terminal: Terminal, command: str) -> None:
    terminal.settle("en")
    number = terminal.running()
    file = [terminal.plan()] if command == "correct" else []
    assert "wait for its end" in terminal.refused(command, number, *file)


PLANS = [
    ({"schedule": {"repeat": "daily", "at": "09:00", "zone": "Mars/North"}}, "'Mars/North' is not a time zone"),
    ({"schedule": {"repeat": "once", "on": "8 December", "at": "09:00", "zone": "UTC"}}, "is not a date"),
    ({"schedule": {"repeat": "weekly", "at": "25:00", "zone": "UTC"}}, "'25:00' is not a time of day"),
    ({"about": "weather"}, "'weather' is neither a theme nor a topic"),
    ({"audience": {"languages": ["klingon"]}}, "'klingon' is not known"),
    ({"audience": {"places": ["nowhere"]}}, "known are country, sofia"),
    ({"texts": "nowhere"}, "'nowhere' holds no texts"),
    ({"content": "winter", "texts": None}, "the content has no campaign 'winter'"),
    ({"content": "winter"}, "needs either content or texts"),
    ({"buttons": [{"topic": "asylum/nothing"}]}, "no such topic"),
    ({"buttons": [{"url": "javascript:x", "text": {"en": "x"}}]}, "url"),
    ({"media": {"file": "song.wav", "alt": {"en": "A song"}}}, "'song.wav' cannot be sent"),
    ({"media": {"file": "map.png", "alt": {"en": "A map"}}}, "there is no file 'map.png'"),
    ({"policy": {"quiet": ["9-5"]}}, "is not a span of hours"),
    ({"purpose": ""}, "purpose"),
    ({"tittle": "x"}, "tittle"),
]


@pytest.mark.parametrize(("changes", "told"), PLANS)
def test_a_plan_that_cannot_be_is_refused_and_nothing_is_stored(
    terminal: Terminal, changes: dict[str, object], told: str
) -> None:
    refusal = terminal.refused("new", terminal.plan(**changes))
    assert told in refusal
    assert "plan.yml:" in refusal
    assert terminal.json("list")["campaigns"] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Come on {day}.", "{day} is not a placeholder"),
        ("Come at {time}.", "{time} is left open"),
        ("Come **now.", "opens or closes nothing"),
        ("Come. " * 800, "characters are too long"),
    ],
)
def test_a_text_that_cannot_be_sent_is_refused_with_its_line(terminal: Terminal, body: str, told: str) -> None:
    terminal.settle("en")
    number = terminal.campaign("draft", TEXTS | {"en": body})
    refusal = terminal.refused("test", number)
    assert told in refusal
    assert "en.md:" in refusal
    assert terminal.carrier.sent == []
    assert told in terminal.run("preview", number)


def test_a_missing_language_and_an_empty_audience_are_refused(terminal: Terminal) -> None:
    number = terminal.campaign("tested", {"en": "Come on {date}."})
    assert "no text in ar, dari: write it, or" in terminal.refused("submit", number)
    number = terminal.campaign("tested")
    assert "Nobody is in the audience" in terminal.refused("submit", number)
    assert terminal.state(number) == "draft"


def test_without_testers_there_is_no_test_send(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    number = terminal.campaign("draft")
    monkeypatch.setenv("CAMPAIGN_TESTERS", "")
    assert "set CAMPAIGN_TESTERS" in terminal.refused("test", number)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--at", "2020-01-01 09:00"], "in the past"),
        (["--at", "2099-01-01 09:00", "--zone", "Europe/Atlantis"], "'Europe/Atlantis' is not a time zone"),
        (["--at", "tomorrow"], "'tomorrow' is not a date; write a date such as"),
        (["--at", "2099-01-01 09:00", "--now"], "give one of them"),
        ([], "has no schedule"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(terminal: Terminal, options: list[str], told: str) -> None:
    terminal.settle("en")
    number = terminal.campaign()
    assert told in terminal.refused("schedule", number, *options)
    assert terminal.state(number) == "approved"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["approve"], "draft cannot become approved"),
        (["schedule", "--now"], "draft cannot become scheduled"),
        (["pause"], "draft cannot become paused"),
        (["resume"], "is draft, not paused"),
        (["withdraw"], "is draft, not scheduled"),
        (["send-back", "why"], "draft cannot become draft"),
    ],
)
def test_a_move_that_is_not_legal_is_refused_and_changes_nothing(
    terminal: Terminal, command: list[str], told: str
) -> None:
    terminal.settle("en")
    number = terminal.campaign("draft")
    assert told in terminal.refused(command[0], number, *command[1:])
    assert terminal.state(number) == "draft"


def test_what_is_over_cannot_be_cancelled_or_changed(terminal: Terminal) -> None:
    terminal.settle("en")
    number = terminal.running()
    terminal.send()
    assert "this is its end" in terminal.refused("cancel", number)
    assert "a correction is a new campaign" in terminal.refused("change", number, terminal.plan())


def test_the_author_alone_cannot_approve_what_is_sensitive(terminal: Terminal) -> None:
    terminal.content.change("topics.yml", "  asylum:\n", "  asylum:\n    sensitive: yes\n")
    terminal.settle("en")
    number = terminal.campaign("in_review")
    assert "nadia is the author" in terminal.refused("approve", number, by="nadia")
    assert terminal.run("approve", number, by="omar") == f"Campaign {number} is in_review\n"
    assert terminal.run("approve", number, by="petar") == f"Campaign {number} is approved\n"


def test_a_plan_cannot_call_a_sensitive_text_harmless(terminal: Terminal) -> None:
    terminal.content.text("en/campaigns/help.md", "Help", "Call {phone:hotline}.", front="theme: danger\n")
    refusal = terminal.refused("new", terminal.plan(texts=None, content="help", about="asylum"))
    assert "plan.yml:1: about: 'help' is a text on danger (write about: danger)" in refusal


def test_a_number_that_does_not_exist_is_told_by_every_command(terminal: Terminal) -> None:
    for command in ("show", "preview", "count", "test", "submit", "approve", "withdraw", "pause", "resume", "cancel"):
        assert "There is no campaign 7" in terminal.refused(command, 7)
    for command in ("rebroadcast", "report"):
        assert "There is no campaign 7" in terminal.refused(command, 7)
