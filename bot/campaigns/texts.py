"""From a campaign and a language to the message: the text, rendered and complete with the way to stop the news."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from bot.campaigns import writing
from bot.campaigns.message import CAPTION_LIMIT, TEXT_LIMIT, Button, Message
from bot.content import Catalogue, Problem, Renderer
from bot.content.bidi import Writing
from bot.content.problems import BrokenFileError, errors
from bot.content.split import plain
from bot.content.texts import Text
from bot.phrases import Phrasebook
from bot.storage.campaign_tables import CampaignRow
from bot.storage.campaigns import WrittenText


@dataclass(frozen=True)
class Drafts:
    """The messages of a campaign by the language of their text, and what is wrong with those that cannot be sent."""

    messages: Mapping[str, Message]
    problems: tuple[Problem, ...]


class Texts:
    """Makes messages from the content as it is now."""

    def __init__(self, catalogue: Callable[[], Catalogue], phrasebook: Phrasebook) -> None:
        self._catalogue = catalogue
        self._phrasebook = phrasebook

    @property
    def catalogue(self) -> Catalogue:
        """The content as it is now."""
        return self._catalogue()

    def drafts(self, campaign: CampaignRow, written: Mapping[str, WrittenText]) -> Drafts:
        """The messages of a campaign as they would be sent now."""
        messages: dict[str, Message] = {}
        found: list[Problem] = []
        for language in self.catalogue.languages:
            if language not in written:
                continue
            try:
                text = writing.parse(f"{language}.md", written[language].source, language, campaign.title)
                messages[language] = self._message(text, written[language].media, campaign.about)
            except BrokenFileError as error:
                found += error.problems
        return Drafts(messages, tuple(found))

    def label(self, reader_language: str) -> Button:
        """For readers whose language lacks the text: a button in their language that says so."""
        phrase = self._phrasebook[reader_language].gettext("This text does not exist in your language yet.")
        return Button(phrase, "languages")

    def _message(self, text: Text, media: str | None, about: str) -> Message:
        catalogue = self.catalogue
        if wrong := errors(writing.problems(text, about, catalogue)):
            raise BrokenFileError(wrong)
        language = catalogue.languages[text.language]
        phrases = self._phrasebook[text.language]
        parts = Renderer(catalogue, language, phrases).text(text)
        stop = Writing(language.rtl)
        ending = phrases.gettext("You get this because you asked for news. To get no more: /stop")
        html = f"{'\n\n'.join(parts)}\n\n{stop.lines(escape(stop.mixed(ending), quote=False))}"
        limit = CAPTION_LIMIT if media else TEXT_LIMIT
        if (length := len(plain(html))) > limit:
            raise BrokenFileError([text.body_problem(0, f"{length} characters are too long", f"at most {limit}")])
        buttons = tuple(
            Button(form.text, "url" if form.url else "topic", form.url or form.topic or "")
            for form in writing.front(text).buttons
        )
        return Message(text.language, html, buttons, media)
