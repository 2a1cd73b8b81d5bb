"""A first conversation in each language, as a person would have it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.content import Library
from bot.content.catalogue import Catalogue
from bot.phrases import Phrasebook
from bot.telegram import notices
from bot.telegram.callbacks import TopicOpened
from tests.journeys.conftest import Town
from tests.journeys.people import Seen


@dataclass(frozen=True)
class Traveller:
    """One of the cast, and what they write."""

    name: str
    language_code: str
    language: str
    question: str
    about: str
    danger: str
    nonsense: str
    next_language: str


CAST = [
    Traveller(
        "Emma", "en", "en", "They refused me. How can I appeal the decision?", "asylum/appeal",
        "he has a knife and he wants to kill me", "qwzx plomf trrg", "ar",
    ),
    Traveller(
        "أمينة", "ar", "ar", "رفضوا طلبي، كيف أطعن في القرار؟", "asylum/appeal",
        "انا محبوسة في البيت وأخذوا جواز سفري", "ققق ضضض ثثث", "dari",
    ),
    Traveller(
        "فرید", "fa", "dari", "چطور میتوانم درخواست پناهندگی بدهم؟", "asylum/apply",
        "کمک کنید او مرا میکشد", "ققق ضضض ثثث", "pashto",
    ),
    Traveller(
        "زرمینه", "ps", "pashto", "څنګه د پناه غوښتنه وکړم؟", "asylum/apply",
        "مرسته وکړئ هغه ما وژني", "ققق ضضض ثثث", "urdu",
    ),
    Traveller(
        "بلال", "ur", "urdu", "میں پناہ کی درخواست کیسے دوں؟", "asylum/apply",
        "بچاؤ وہ مجھے مار ڈالے گا", "ققق ضضض ثثث", "en",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(Path("content")).catalogue


@pytest.fixture(scope="module")
def phrasebook(catalogue: Catalogue) -> Phrasebook:
    return Phrasebook({name: language.locale for name, language in catalogue.languages.items()})


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u200e\u200f\u2066\u2067\u2068\u2069")


def _answers(seen: list[Seen], topic: str, catalogue: Catalogue, language: str) -> bool:
    return _plain(seen[0].text).startswith(catalogue.title(topic, language))


@pytest.mark.parametrize("who", CAST, ids=lambda who: who.language)
async def test_a_first_conversation(town: Town, who: Traveller, catalogue: Catalogue, phrasebook: Phrasebook) -> None:
    person = town.person(who.name, who.language_code)
    names = [language.name for language in catalogue.languages.values()]
    phrases = phrasebook[who.language]

    (question,) = await person.says("/start")
    assert question.titles == names

    (menu,) = await person.presses(catalogue.languages[who.language].name)
    themes = [theme.id for theme in catalogue.themes.values() if theme.menu]
    assert menu.titles[: len(themes)] == [catalogue.title(theme, who.language) for theme in themes]
    assert "112" in menu.text

    answer = await person.says(who.question)
    assert _answers(answer, who.about, catalogue, who.language)
    assert phrases.gettext("Checked on {date}").split("{")[0] in _plain(answer[-1].text)

    related = catalogue.topics[who.about].related[0]
    assert _answers(await person.presses(catalogue.title(related, who.language)), related, catalogue, who.language)

    help_now = await person.says(who.danger)
    urgent = [topic.id for topic in catalogue.topics.values() if topic.urgent]
    assert any(_answers(help_now, topic, catalogue, who.language) for topic in urgent)
    assert "112" in help_now[0].text

    (unknown,) = await person.says(who.nonsense)
    doubt = phrases.gettext("I am not sure that I understood you. Did you mean one of these?")
    assert _plain(unknown.text).startswith((phrases.gettext(notices.NO_ANSWER), doubt))

    await person.says("/language")
    (other_menu,) = await person.presses(catalogue.languages[who.next_language].name)
    assert other_menu.titles[0] == catalogue.title(themes[0], who.next_language)


@pytest.mark.parametrize("who", CAST, ids=lambda who: who.language)
async def test_everything_is_reached_by_buttons_alone(town: Town, who: Traveller, catalogue: Catalogue) -> None:
    person = town.person(who.name, who.language_code)
    await person.says("/start")
    await person.presses(catalogue.languages[who.language].name)
    theme = who.about.split("/")[0]
    (opened,) = await person.presses(catalogue.title(theme, who.language))
    assert catalogue.title(who.about, who.language) in opened.titles
    answer = await person.presses(catalogue.title(who.about, who.language))
    assert _answers(answer, who.about, catalogue, who.language)
    contacts = next(topic.id for topic in catalogue.topics.values() if topic.action == "contacts")
    await person.presses(answer[-1].titles[-1])
    listed = await person.presses(catalogue.title(contacts, who.language))
    for place in catalogue.places():
        if place != catalogue.country:
            listed += await person.presses(catalogue.place_name(place, who.language))
    shown = _plain("\n".join(seen.text for seen in listed))
    assert all(catalogue.contact_name(contact, who.language) in shown for contact in catalogue.contacts)


@pytest.mark.parametrize("who", CAST, ids=lambda who: who.language)
async def test_a_child_finds_easy_words(
    town: Town, who: Traveller, catalogue: Catalogue, phrasebook: Phrasebook
) -> None:
    person = town.person(who.name, who.language_code)
    await person.says("/start")
    await person.presses(catalogue.languages[who.language].name)
    easy = phrasebook[who.language].gettext("In easy words, for children")
    topics = [topic for topic in catalogue.topics if catalogue.text(f"{topic}.child", who.language)]
    assert topics
    for topic in topics:
        await person.presses_old(TopicOpened(topic=topic, language=who.language).pack())
        shown = await person.presses(easy)
        title = catalogue.text(f"{topic}.child", who.language)
        assert title
        assert _plain(shown[0].text).startswith(title.title)
