"""Checks of a translation against the source text that it was made from, and of small edits of the source."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from bot.content.catalogue import Catalogue
from bot.content.comparison import differences
from bot.content.languages import Language
from bot.content.problems import Problem
from bot.content.texts import Text, file_name


class TranslationChecks:
    """The checks of the translations of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def run(self, text: Text) -> Iterator[Problem]:
        """Every problem between a text and its source; of a source text, whether its small edits are small."""
        if text.language == self._catalogue.source_language:
            yield from self._minor(text)
            return
        if text.front.minor_since:
            yield text.problem("minor_since", "belongs into the source text alone", "remove it")
        source = self._catalogue.source_texts.get(text.id)
        if source is None:
            yield from self._sourceless(text)
            return
        yield from self._based_on(text, source)
        yield from self._facts(text, source)
        yield from self._campaign(text, source)
        yield from self._glossary(text, source)

    def _minor(self, source: Text) -> Iterator[Problem]:
        valid = self._catalogue.bases(source)
        for mark in source.front.minor_since:
            hash_, _, _ = mark.partition("-")
            if hash_ not in valid:
                message = f"not a small edit: a number, date, link, placeholder or weighty word changed since {hash_}"
                mend = "remove minor_since, and look at the translations: they count as outdated"
                yield source.problem("minor_since", message, mend, warning=True)

    def _sourceless(self, text: Text) -> Iterator[Problem]:
        if text.kind in (
            "child",
            "campaign",
            "card",
        ):  # a topic without a source text is told at its line in topics.yml
            missing = f"{self._catalogue.source_language}/{file_name(text.id)}"
            yield text.problem(
                "", f"there is no {missing} that is in order", "write or mend that first, or rename this file"
            )

    def _based_on(self, text: Text, source: Text) -> Iterator[Problem]:
        based_on, file = text.front.based_on, source.document.file
        mend = f"write {source.hash} once it says the same as {file}"
        if based_on is None:
            yield text.problem("based_on", "is missing", mend, warning=True)
        elif self._outdated(text, source):
            mend += f"; before a small edit run `.venv/bin/python -m bot content --minor {file}`"
            yield text.problem("based_on", f"{based_on} is an older text", mend, warning=True)

    def _outdated(self, text: Text, source: Text) -> bool:
        return text.front.based_on is not None and text.front.based_on not in self._catalogue.bases(source)

    def _facts(self, text: Text, source: Text) -> Iterator[Problem]:
        # An older translation differs rightly: that it is outdated says enough to stay in use.
        outdated = self._outdated(text, source)
        for what, how in differences(source.body, text.body, *self._languages(source, text)):
            message = f"{what} differ from {source.document.file}: {how}"
            yield text.body_problem(0, message, "make them the same", warning=outdated)

    def _languages(self, *texts: Text) -> Iterator[Language]:
        return (self._catalogue.languages[text.language] for text in texts)

    def _campaign(self, text: Text, source: Text) -> Iterator[Problem]:
        if text.campaign is None or source.campaign is None:
            return
        if text.campaign.theme != source.campaign.theme:
            yield text.problem("theme", f"differs from {source.document.file}", f"write {source.campaign.theme}")

    def _glossary(self, text: Text, source: Text) -> Iterator[Problem]:
        if self._outdated(text, source):
            return
        glossary = self._catalogue.glossary
        for message, mend in glossary.unsaid(text, self._named[source.id], source.language):
            yield text.body_problem(0, message, mend, warning=True)

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        """The terms that each source text names."""
        glossary = self._catalogue.glossary
        return {id_: glossary.named(source) for id_, source in self._catalogue.source_texts.items()}
