"""Campaign texts: the form of their files, and what must be right before anybody is asked to approve them."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self, cast

from pydantic import AfterValidator, Field, model_validator

from bot.content import Catalogue, Problem, markup, script, texts
from bot.content.documents import Row, wrong
from bot.content.placeholders import KINDS, Placeholder, placeholders
from bot.content.texts import Front, Text

Kind = Literal["photo", "voice", "video", "audio", "document"]
_KINDS: dict[str, Kind] = {
    ".jpg": "photo",
    ".jpeg": "photo",
    ".png": "photo",
    ".ogg": "voice",
    ".mp4": "video",
    ".mp3": "audio",
    ".pdf": "document",
}


def media_kind(name: str) -> Kind | None:
    """How Telegram sends a file of this name; None where it does not."""
    return _KINDS.get(f".{name.rpartition('.')[2].lower()}")


def _media(name: str) -> str:
    if "/" in name or media_kind(name) is None:
        raise wrong(f"{name!r} cannot be sent", f"name a file beside the text that ends in {', '.join(_KINDS)}")
    return name


class ButtonForm(Row):
    """A button as an editor writes it: its text, and either an address or a topic."""

    text: Annotated[str, Field(min_length=1, max_length=64)]
    url: Annotated[str, Field(pattern=r"^(https?|tg)://\S+$")] | None = None
    topic: str | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.url is None) == (self.topic is None):
            raise wrong("a button leads either to a url or to a topic", "write one of them")
        return self


class CampaignFront(Front):
    """The front matter of a campaign text. A file needs `alt`, which says the same in words."""

    buttons: tuple[ButtonForm, ...] = ()
    media: Annotated[str, AfterValidator(_media)] | None = None
    alt: str | None = None

    @model_validator(mode="after")
    def _has_alt(self) -> Self:
        if self.media is not None and not self.alt:
            raise wrong("media without alt", "alt: say in words what it shows or says")
        return self


def parse(file: str, source: str, language: str, name: str) -> Text:
    """Read one campaign text; raises BrokenFileError."""
    return texts.parse(file, source, language, f"campaigns/{name}", CampaignFront)


def front(text: Text) -> CampaignFront:
    """The front matter of a text that `parse` read."""
    return cast(CampaignFront, text.front)


def problems(text: Text, about: str, catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with a text, beyond its form."""
    for line, message, mend in markup.mistakes(text.body):
        yield text.body_problem(line, message, mend)
    for line, words in enumerate(text.body.split("\n")):
        for found in placeholders(words):
            if fault := _fault(found, catalogue):
                yield text.body_problem(line, *fault)
    for button in front(text).buttons:
        if button.topic is not None and button.topic not in catalogue.topics:
            yield text.problem("buttons", f"{button.topic!r}: no such topic", "look it up in topics.yml")
    wanted = catalogue.languages[text.language].script
    if not script.mostly(wanted, f"{text.title} {text.body}"):
        yield text.body_problem(0, f"most letters are not {wanted}", "is it in the right language?")
    yield from _missing_mentions(text, about, catalogue)


def _missing_mentions(text: Text, about: str, catalogue: Catalogue) -> Iterator[Problem]:
    """What every text on a theme must name, such as legal aid beside voluntary return."""
    wanted = catalogue.themes[about.split("/", maxsplit=1)[0]].must_mention
    held = {str(found).replace("contact:", "phone:") for found in placeholders(text.body)}
    held |= {f"topic:{button.topic}" for button in front(text).buttons}
    for mention in wanted:
        if mention.replace("contact:", "phone:") not in held:
            yield text.body_problem(0, f"lacks {{{mention}}}", "topics.yml says that texts on this must mention it")


def _fault(found: Placeholder, catalogue: Catalogue) -> tuple[str, str] | None:
    if not found.kind:
        forms = ", ".join(f"{{{kind}:...}}" for kind in KINDS)
        return f"{{{found.id}}} is not a placeholder", f"write one of {forms}, or take the braces away"
    if found.kind == "topic":
        return None if found.id in catalogue.topics else (f"{{{found}}}: no such topic", "look it up in topics.yml")
    contact = catalogue.contacts.get(found.id)
    if contact is None:
        return f"{{{found}}}: no such contact", "look it up in contacts.yml"
    lacks = {"phone": not contact.phones, "address": not contact.address}
    return (
        (f"{{{found}}}: the contact has no {found.kind}", "add it to contacts.yml") if lacks.get(found.kind) else None
    )
