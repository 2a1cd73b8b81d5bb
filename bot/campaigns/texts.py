"""From a campaign and a language to the message: the text, rendered and complete with the way to stop the news."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from bot.campaigns import writing
from bot.campaigns.message import CAPTION_LIMIT, TEXT_LIMIT, Button, Message
from bot.campaigns.plan import ButtonForm, Filling
from bot.clock import Clock
from bot.content import Catalogue, Problem, Renderer
from bot.content.bidi import Writing
from bot.content.problems import BrokenFileError
from bot.content.split import plain
from bot.content.texts import Text
from bot.phrases import Phrasebook
from bot.storage.campaign_tables import CampaignRow

_HIDDEN = ("missing", "draft", "expired")


@dataclass(frozen=True)
class Drafts:
    """The messages of a campaign by the language of their text, and what is wrong with those that cannot be sent.

    `outdated` are the languages whose text was translated from an older one.
    """

    messages: Mapping[str, Message]
    problems: tuple[Problem, ...] = ()
    outdated: tuple[str, ...] = ()


class Texts:
    """Makes messages from the content as it is now."""

    def __init__(
        self,
        catalogue: Callable[[], Catalogue],
        phrasebook: Callable[[], Phrasebook],
        clock: Clock,
        code: Callable[[int, str], str],
    ) -> None:
        """`code` gives what proves that a campaign in a language is ours: Keyring.code."""
        self._catalogue = catalogue
        self._phrasebook = phrasebook
        self._clock = clock
        self._code = code

    @property
    def catalogue(self) -> Catalogue:
        """The content as it is now."""
        return self._catalogue()

    def drafts(self, campaign: CampaignRow, written: Mapping[str, str]) -> Drafts:
        """The messages of a campaign as they would be sent now."""
        messages: dict[str, Message] = {}
        found: list[Problem] = []
        for language in self._wanted(campaign):
            try:
                text = self._text(campaign, written, language)
                if text is not None:
                    messages[language] = self._message(text, campaign)
            except BrokenFileError as error:
                found += error.problems
        return Drafts(messages, tuple(found), tuple(self._outdated(campaign, messages)))

    def label(self, reader_language: str) -> Button:
        """For readers whose language lacks the text: a button in their language that says so."""
        phrase = self._phrasebook()[reader_language].gettext("This text does not exist in your language yet.")
        return Button(phrase, "languages")

    def _wanted(self, campaign: CampaignRow) -> list[str]:
        """The languages of the audience, and those that stand in for them."""
        languages = self.catalogue.languages
        readers = campaign.audience.get("languages") or list(languages)
        stand_in = [languages[each].fallback for each in readers] if campaign.policy.get("fallback") else []
        return [language for language in languages if language in {*readers, *stand_in}]

    def _text(self, campaign: CampaignRow, written: Mapping[str, str], language: str) -> Text | None:
        if campaign.content is None:
            return writing.parse(written[language], language) if language in written else None
        id_ = f"campaigns/{campaign.content}"
        hidden = self.catalogue.state(id_, language, self._clock.now().date()) in _HIDDEN
        return None if hidden else self.catalogue.text(id_, language)

    def _outdated(self, campaign: CampaignRow, messages: Mapping[str, Message]) -> Iterator[str]:
        id_, today = f"campaigns/{campaign.content}", self._clock.now().date()
        if campaign.content is not None:
            yield from (each for each in messages if self.catalogue.state(id_, each, today) == "outdated")

    def _message(self, text: Text, campaign: CampaignRow) -> Message:
        catalogue = self.catalogue
        values = _values(Filling.model_validate(campaign.filling), text.language)
        if wrong := list(writing.problems(text, campaign.about, values, catalogue)):
            raise BrokenFileError(wrong)
        language, phrases = catalogue.languages[text.language], self._phrasebook()[text.language]
        parts = Renderer(catalogue, language, phrases).text(text, values)
        media, alt = _media(campaign, text)
        ending = phrases.gettext("You get this because you asked for news. To get no more: /stop")
        proof = phrases.gettext("To see whether this is really from us, write here: {command}")
        proof = proof.format(command=f"/verify {self._code(campaign.id, text.language)}")
        plain_lines = (escape(Writing(language.rtl).mixed(line), quote=False) for line in (alt, ending, proof) if line)
        html = "\n\n".join([*parts, *(Writing(language.rtl).lines(line) for line in plain_lines)])
        _check_length(text, html, CAPTION_LIMIT if media else TEXT_LIMIT)
        return Message(text.language, html, tuple(self._buttons(campaign, text)), media)

    def _buttons(self, campaign: CampaignRow, text: Text) -> Iterator[Button]:
        for n, row in enumerate(campaign.extras.get("buttons", [])):
            form = ButtonForm.model_validate(row)
            words = form.text.get(text.language)
            if words is None and form.url is not None:
                message = f"button {n + 1} has no words in {text.language}"
                raise BrokenFileError([text.problem("", message, "write them into the plan, under text")])
            if form.url is not None:
                yield Button(words or "", "url", form.url)
            else:
                topic = form.topic or ""
                yield Button(words or self.catalogue.title(topic, text.language), "topic", topic)


def _values(filling: Filling, language: str) -> dict[str, str | date]:
    place = filling.place.get(language) if isinstance(filling.place, dict) else filling.place
    values = {"date": filling.date, "time": filling.time, "place": place}
    return {name: value for name, value in values.items() if value is not None}


def _media(campaign: CampaignRow, text: Text) -> tuple[str | None, str]:
    """The SHA-256 of the file in the text's language, and the words that stand for it."""
    if not campaign.extras.get("media"):
        return None, ""
    media, alt = (campaign.extras[key].get(text.language) for key in ("media", "alt"))
    lacks = [what for what, given in (("file", media), ("alt", alt)) if not given]
    if lacks:
        message = f"the media has no {' and no '.join(lacks)} in {text.language}"
        raise BrokenFileError([text.problem("", message, "write it into the plan, under media")])
    return media, alt


def _check_length(text: Text, html: str, limit: int) -> None:
    if (length := len(plain(html))) > limit:
        raise BrokenFileError([text.body_problem(0, f"{length} characters are too long", f"at most {limit}")])
