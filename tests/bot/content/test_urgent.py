"""Urgent phrases are found in ordinary writing, and only there."""

import pytest

from bot.content import load
from bot.content.folding import fold
from bot.content.urgent import Urgent
from tests.bot.content.folder import ContentFolder

ENGLISH = """\
danger/help-now:
  - kill* .. me
  - he beats|hits|hit me
  - can't go out
danger/call:
  - me now
not:
  - kill* me with kindness
"""
ARABIC = """\
danger/help-now:
  - سيقتلني
  - أنقذوني|ساعدوني الآن
  - sa3iduni
"""


@pytest.fixture
def urgent(folder: ContentFolder) -> Urgent:
    folder.change("topics.yml", "      help-now: {", "      call: {urgent: yes}\n      help-now: {")
    folder.write("en/urgent.yml", ENGLISH)
    folder.write("ar/urgent.yml", ARABIC)
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    return catalogue.urgent


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("They want to KILL me!!", "danger/help-now"),
        ("he is killing all of us and me", "danger/help-now"),
        ("killing one two three four me", "danger/help-now"),
        ("killing one two three four five me", None),
        ("he hits me", "danger/help-now"),
        ("he, hit - me", "danger/help-now"),
        ("she beats me", None),
        ("I cant go out", "danger/help-now"),
        ("I can’t go out.", "danger/help-now"),
        ("call me now", "danger/call"),
        ("call me now, he hit me", "danger/help-now"),
        ("you kill me with kindness", None),
        ("you kill me with kindness and he hits me", "danger/help-now"),
        ("skill for me", None),
        ("", None),
        ("How do I apply for asylum?", None),
        ("سَيَقْتُلُني", "danger/help-now"),
        ("سیقتلنی", "danger/help-now"),
        ("انقذوني الان", "danger/help-now"),
        ("Sa3iduni", "danger/help-now"),
        ("س\u200cيقتلني", "danger/help-now"),
    ],
)
def test_an_urgent_message_is_known_by_its_phrases(urgent: Urgent, message: str, topic: str | None) -> None:
    found = urgent.find(message, "en")
    assert (found.topic if found else None) == topic


def test_the_language_of_the_phrase_is_told(urgent: Urgent) -> None:
    found = urgent.find("he hits me", "ar")
    assert found is not None
    assert found.language == "en"


def test_the_readers_language_comes_first(folder: ContentFolder) -> None:
    folder.write("en/urgent.yml", "danger/help-now: [sos]\n")
    folder.write("dari/urgent.yml", "danger/help-now: [sos]\n")
    catalogue, _ = load(folder.root)
    assert catalogue is not None
    found = catalogue.urgent.find("SOS", "dari")
    assert found is not None
    assert found.language == "dari"


def test_urgent_words_late_in_a_long_story_are_found(urgent: Urgent) -> None:
    assert urgent.find("I came from far away. " * 150 + "he hits me", "en") is not None


def test_only_the_length_of_a_telegram_message_is_searched(urgent: Urgent) -> None:
    assert urgent.find("x" * 5000 + " he hits me", "en") is None


def test_a_phrase_may_hold_any_sign_of_regular_expressions(urgent: Urgent) -> None:
    assert urgent.find("(((((.*+?[he hit] me)", "en") is not None


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أُريد المساعدة", "ارید المساعده"),
        ("كيف ؟", "کیف"),
        ("می\u200cخواهم", "میخواهم"),
        ("۱۱۲ ١١٢ 112", "112 112 112"),
        ("Don’t_go, CAFÉ", "dont go cafe"),
        ("ﷺ", "صلی الله علیه وسلم"),
        ("ګران", "گران"),
        ("ہے", "هی"),
    ],
)
def test_folding_makes_ways_of_typing_equal(written: str, folded: str) -> None:
    assert fold(written) == folded
