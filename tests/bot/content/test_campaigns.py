"""Campaigns and versions for children are texts like others, with rules of their own."""

import pytest

from bot.content import load
from tests.bot.content.folder import ContentFolder

MEETING = "en/campaigns/meeting.md"
FRONT = "theme: asylum\npurpose: Invitation\nplaceholders: [date, place]\n"
CHILD = "en/asylum/apply.child.md"


@pytest.fixture
def campaign(folder: ContentFolder) -> ContentFolder:
    """A folder with a campaign in order."""
    folder.text(MEETING, "Come", "On {date} in {place}. Call {phone:hotline}.", front=FRONT)
    return folder


def told(folder: ContentFolder) -> list[str]:
    _, problems = load(folder.root)
    return [str(problem) for problem in problems]


def test_a_campaign_in_order_is_in_the_catalogue_and_is_no_topic(campaign: ContentFolder) -> None:
    catalogue, problems = load(campaign.root)
    assert problems == ()
    assert catalogue is not None
    [(id_, text)] = catalogue.campaigns.items()
    assert (id_, text.title, text.kind) == ("campaigns/meeting", "Come", "campaign")
    assert text.campaign is not None
    assert (text.campaign.theme, text.campaign.purpose) == ("asylum", "Invitation")
    assert text.campaign.placeholders == ("date", "place")
    assert id_ not in catalogue.topics


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("theme: asylum\n", "", "2: theme: is missing (add it)"),
        ("theme: asylum", "theme: none", "6: theme: 'none' is not in topics.yml (write one of its themes)"),
        ("[date, place]", "[date]", "10: {place}: is not declared (write it under placeholders"),
        ("[date, place]", "[date, place, time]", "8: placeholders: {time} does not stand in the text (remove it"),
        ("[date, place]", "[date, hour]", "8: placeholders.1: 'hour' is not known (write 'date', 'time' or 'place')"),
        ("{date}", "{day}", "10: {day} is not a placeholder"),
        ("sources: [A]\n", "", "2: sources: is missing"),
        ("checked: 2026-11-22\n", "", "2: checked: is missing"),
        ("{phone:hotline}", "{phone:nobody}", "10: {phone:nobody}: no such contact"),
        ("Call", "Call. " * 200 + "Call", "10: warning: 1243 characters are long for a phone"),
        ("Call", "Call. " * 700 + "Call", "10: 4245 characters with contacts written out do not fit"),
    ],
)
def test_a_mistake_in_a_campaign_is_told(campaign: ContentFolder, old: str, new: str, expected: str) -> None:
    campaign.change(MEETING, old, new)
    assert any(problem.startswith(f"content/{MEETING}:{expected}") for problem in told(campaign)), told(campaign)


def test_a_campaign_must_mention_what_its_theme_must(campaign: ContentFolder) -> None:
    campaign.change(MEETING, "theme: asylum", "theme: danger")
    assert told(campaign) == []
    campaign.change(MEETING, "{phone:hotline}", "us")
    assert told(campaign) == [
        f"content/{MEETING}:10: lacks {{phone:hotline}} (topics.yml says that this text must mention it)"
    ]


def test_a_translated_campaign_has_the_same_placeholders_and_theme(campaign: ContentFolder) -> None:
    front = "theme: danger\nplaceholders: [place]\n"
    campaign.text("ar/campaigns/meeting.md", "تعالوا", "في {place}. اتصل: {phone:hotline}.", front=front)
    found = told(campaign)
    assert "content/ar/campaigns/meeting.md:6: theme: differs from content/en/campaigns/meeting.md" in found[1]
    assert "placeholders differ from content/en/campaigns/meeting.md: lacks date" in found[2]


def test_a_translation_of_no_campaign_is_told(campaign: ContentFolder) -> None:
    campaign.text("ar/campaigns/meetings.md", "تعالوا", "تعالوا.", front="theme: asylum\n")
    assert told(campaign) == [
        "content/ar/campaigns/meetings.md:2: there is no en/campaigns/meetings.md that is in order "
        "(write or mend that first, or rename this file)"
    ]


def test_a_blank_in_an_answer_is_told(folder: ContentFolder) -> None:
    folder.change("en/asylum/apply.md", "Go to", "On {date} go to")
    assert told(folder)[0].startswith("content/en/asylum/apply.md:7: {date}: is not declared")


def test_a_campaign_needs_a_plain_name_and_no_theme_may_have_theirs(folder: ContentFolder) -> None:
    folder.text("en/campaigns/My Meeting.md", "Come", "Come.", front="theme: asylum\n")
    assert told(folder)[0].startswith("content/en/campaigns/My Meeting.md:2: 'campaigns/My Meeting' is not a name")
    folder.change("topics.yml", "  chat:", "  campaigns:")
    assert any(
        problem.startswith("content/topics.yml:10: themes.campaigns: cannot be a theme") for problem in told(folder)
    )


def test_a_version_for_children_is_checked_like_its_topic(folder: ContentFolder) -> None:
    folder.text("en/danger/help-now.child.md", "Help", "Tell somebody.")
    folder.text(CHILD, "Ask", "Say: help me. " * 40)
    folder.text("en/asylum/none.child.md", "Ask", "Say: help me.")
    assert [problem.split(" (")[0] for problem in told(folder)] == [
        f"content/{CHILD}:7: warning: 559 characters are long for a phone",
        "content/en/asylum/none.child.md:2: 'asylum/none' is not in topics.yml",
        "content/en/danger/help-now.child.md:7: lacks {phone:hotline}",
    ]


def test_a_translation_of_no_version_for_children_is_told(folder: ContentFolder) -> None:
    folder.text("ar/asylum/apply.child.md", "اطلب", "قل: أحتاج إلى المساعدة.")
    assert told(folder)[0].startswith("content/ar/asylum/apply.child.md:2: there is no en/asylum/apply.child.md")
