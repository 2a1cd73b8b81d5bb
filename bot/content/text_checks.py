"""Checks of one text against the rest of the tree."""

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from itertools import chain

from bot.content import markup, script
from bot.content.placeholders import BLANK, placeholders
from bot.content.problems import Problem, errors
from bot.content.references import fault, unknown_sources
from bot.content.render import Renderer
from bot.content.split import LIMIT, plain
from bot.content.texts import CARDS, Text
from bot.content.translation_checks import TranslationChecks
from bot.content.tree import Tree
from bot.content.written_phones import written_phones

_LONG_TITLE, _LONGEST_TITLE = 40, 64  # characters
_LONG, _LONG_FOR_CHILDREN = 900, 500  # characters of a body as it is written


class TextChecks:
    """The checks of the texts of one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        catalogue, phrases = tree.catalogue(), NullTranslations()
        self._translations = TranslationChecks(catalogue)
        self._renderers = {
            folder: Renderer(catalogue, language, phrases) for folder, language in tree.languages.rows.items()
        }

    def run(self, text: Text) -> Iterator[Problem]:
        """Every problem of one text. What a draft still lacks is only a warning."""
        misplaced = list(self._place(text))
        if misplaced:
            yield from misplaced
            return
        for lack in chain(self._front(text), self._mentions(text), self._translations.run(text)):
            yield replace(lack, severity="warning") if text.front.draft else lack
        yield from chain(self._sources(text), self._title(text), self._language(text))
        yield from self._phones(text)
        marks = [*self._markup(text), *self._placeholders(text)]
        yield from marks
        yield from self._length(text, renderable=not errors(marks))

    def _place(self, text: Text) -> Iterator[Problem]:
        if text.language not in self._tree.languages.rows:
            mend = "add the language to languages.yml, or rename the folder"
            yield text.problem("", f"the folder {text.language!r} is no language", mend)
        elif text.campaign is not None:
            if text.campaign.theme not in self._tree.themes.rows:
                yield text.problem("theme", f"{text.campaign.theme!r} is not in topics.yml", "write one of its themes")
            if not re.fullmatch(r"campaigns/[a-z0-9-]+", text.id):
                mend = "name the file with small Latin letters, digits and hyphens"
                yield text.problem("", f"{text.id!r} is not a name", mend)
        elif text.kind == "card":
            if not re.fullmatch(r"cards/[a-z0-9-]+", text.id):
                mend = "name the file with small Latin letters, digits and hyphens"
                yield text.problem("", f"{text.id!r} is not a name", mend)
        elif text.topic not in self._tree.topics and text.id not in self._tree.themes.rows:
            yield text.problem("", f"{text.topic!r} is not in topics.yml", "add it there, or rename the file")

    def _sources(self, text: Text) -> Iterator[Problem]:
        for code in unknown_sources(self._tree, text.front.sources):
            yield text.problem("sources", f"{code!r} is not in sources.yml", "add it there, or look at the spelling")

    def _front(self, text: Text) -> Iterator[Problem]:
        topic = self._tree.topics.get(text.topic)
        if (topic is not None and not self._tree.themes.rows[text.id.split("/")[0]].menu) or text.kind == "theme":
            return
        if not text.front.sources and (topic is None or topic.action is None):
            yield text.problem("sources", "is missing", "name where the facts come from, such as [U-APPLY]")
        if text.front.checked is None:
            yield text.problem("checked", "is missing", "write the day of the last check, such as 2026-11-22")
        if not text.body:
            yield text.body_problem(0, "holds no words", "write them below the second line of three hyphens")
        if text.front.reviewed is None:
            yield text.problem("reviewed", "is missing", "write no, or the reviewer's role and date")

    def _title(self, text: Text) -> Iterator[Problem]:
        length = len(text.title)
        if length > _LONG_TITLE:
            mend = f"at most {_LONGEST_TITLE}, better {_LONG_TITLE}"
            too_long = length > _LONGEST_TITLE
            yield text.problem("title", f"{length} characters are too long for a button", mend, warning=not too_long)

    def _language(self, text: Text) -> Iterator[Problem]:
        wanted = self._tree.languages.rows[text.language].script
        if not script.mostly(wanted, f"{text.title} {text.body}"):
            yield text.body_problem(0, f"most letters are not {wanted}", "is it in the right folder?")
            return
        for line in script.foreign_lines(wanted, text.body):
            yield text.body_problem(line, f"most letters are not {wanted}", "translate it", warning=True)

    def _markup(self, text: Text) -> Iterator[Problem]:
        for line, message, mend in markup.mistakes(text.body):
            yield text.body_problem(line, message, mend)

    def _placeholders(self, text: Text) -> Iterator[Problem]:
        declared = text.campaign.placeholders if text.campaign else ()
        for line, words in enumerate(text.body.split("\n")):
            for found in placeholders(words):
                if wrong := fault(self._tree, found, declared):
                    yield text.body_problem(line, *wrong)
        held = {found.id for found in placeholders(text.body) if found.kind == BLANK}
        for blank in declared:
            if blank not in held:
                mend = "remove it, or write it into the text"
                yield text.problem("placeholders", f"{{{blank}}} does not stand in the text", mend)

    def _phones(self, text: Text) -> Iterator[Problem]:
        for line, words in enumerate(text.body.split("\n")):
            for wrong in written_phones(words, self._tree.contacts.rows):
                yield text.body_problem(line, *wrong)

    def _mentions(self, text: Text) -> Iterator[Problem]:
        held = {str(found).replace("contact:", "phone:") for found in placeholders(text.body)}
        for mention in self._must_mention(text):
            if mention.replace("contact:", "phone:") not in held | {f"topic:{text.id}"}:
                yield text.body_problem(0, f"lacks {{{mention}}}", "topics.yml says that this text must mention it")

    def _must_mention(self, text: Text) -> tuple[str, ...]:
        if text.campaign is not None:
            return self._tree.themes.rows[text.campaign.theme].must_mention
        if text.kind == "card":
            return self._on_paper(text)
        topic = self._tree.topics.get(text.topic)
        return topic.must_mention if topic else ()

    def _on_paper(self, card: Text) -> tuple[str, ...]:
        """The contacts that the topics of a card must mention; nobody can press a topic on paper."""
        topics = [topic for topic in self._tree.topics.values() if f"{CARDS}/{topic.card}" == card.id]
        mentions = [mention for topic in topics for mention in topic.must_mention]
        return tuple(mention for mention in dict.fromkeys(mentions) if not mention.startswith("topic:"))

    def _length(self, text: Text, *, renderable: bool) -> Iterator[Problem]:
        rendered = self._rendered(text) if renderable else 0
        most = _LONG_FOR_CHILDREN if text.kind == "child" else _LONG
        if rendered > LIMIT:
            message = f"{rendered} characters with contacts written out do not fit into a message"
            yield text.body_problem(0, message, f"at most {LIMIT}, better {most} as it is written")
        elif len(text.body) > most:
            yield text.body_problem(
                0,
                f"{len(text.body)} characters are long for a {'page' if text.kind == 'card' else 'phone'}",
                f"better {most}",
                warning=True,
            )

    def _rendered(self, text: Text) -> int:
        """The length of title and body as readers see them; what a campaign leaves open counts as it is written."""
        blanks = {found.id: f"{{{found}}}" for found in placeholders(text.body) if found.kind == BLANK}
        return len(f"{text.title}\n\n{plain(self._renderers[text.language].body(text, blanks))}")
