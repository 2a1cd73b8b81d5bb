"""Texts written for one campaign: the form of the content's campaigns, and the same checks."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.content import Catalogue, Problem, markup, script, texts
from bot.content.placeholders import BLANK, KINDS, Placeholder, placeholders
from bot.content.texts import CampaignFront, Text


class WrittenFront(CampaignFront):
    """The front matter; the campaign itself says what it is about."""

    theme: str = ""


def parse(source: str, language: str) -> Text:
    """Read one text; raises BrokenFileError."""
    return texts.parse(f"{language}.md", source, language, "campaigns/written", WrittenFront)


def problems(text: Text, about: str, filling: Mapping[str, str | date], catalogue: Catalogue) -> Iterator[Problem]:
    """What is wrong with a text, beyond its form."""
    for line, message, mend in markup.mistakes(text.body):
        yield text.body_problem(line, message, mend)
    for line, words in enumerate(text.body.split("\n")):
        for found in placeholders(words):
            if fault := _fault(found, filling, catalogue):
                yield text.body_problem(line, *fault)
    for code in text.front.sources:
        if code not in catalogue.sources:
            yield text.problem("sources", f"{code!r} is not in sources.yml", "add it there, or look at the spelling")
    wanted = catalogue.languages[text.language].script
    if not script.mostly(wanted, f"{text.title} {text.body}"):
        yield text.body_problem(0, f"most letters are not {wanted}", "is it in the right language?")
    yield from _missing_mentions(text, about, catalogue)


def _missing_mentions(text: Text, about: str, catalogue: Catalogue) -> Iterator[Problem]:
    """What every text on a theme must name, such as legal aid beside voluntary return."""
    held = {str(found).replace("contact:", "phone:") for found in placeholders(text.body)}
    for mention in catalogue.themes[about.split("/", maxsplit=1)[0]].must_mention:
        if mention.replace("contact:", "phone:") not in held:
            yield text.body_problem(0, f"lacks {{{mention}}}", "topics.yml says that texts on this must mention it")


def _fault(found: Placeholder, filling: Mapping[str, str | date], catalogue: Catalogue) -> tuple[str, str] | None:
    if found.kind == BLANK:
        return None if found.id in filling else (f"{{{found}}} is left open", "write it under filling in the plan")
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
