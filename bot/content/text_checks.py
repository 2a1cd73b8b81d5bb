"""Checks of one text against the rest of the tree."""

from collections.abc import Iterator
from gettext import NullTranslations

from bot.content import markup, script
from bot.content.comparison import differences
from bot.content.placeholders import placeholders
from bot.content.problems import Problem, errors
from bot.content.references import fault, unknown_sources
from bot.content.render import Renderer
from bot.content.split import LIMIT, plain
from bot.content.texts import Text
from bot.content.tree import Tree

_LONG, _LONG_TITLE, _LONGEST_TITLE = 900, 40, 64  # characters


class TextChecks:
    """The checks of the texts of one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        catalogue, phrases = tree.catalogue(), NullTranslations()
        self._renderers = {
            folder: Renderer(catalogue, language, phrases) for folder, language in tree.languages.rows.items()
        }

    def run(self, text: Text) -> Iterator[Problem]:
        """Every problem of one text."""
        misplaced = list(self._place(text))
        if misplaced:
            yield from misplaced
            return
        yield from self._front(text)
        yield from self._title(text)
        yield from self._language(text)
        yield from self._translation(text)
        marks = [*self._markup(text), *self._placeholders(text)]
        yield from marks
        if not errors(marks):
            yield from self._length(text)

    def _place(self, text: Text) -> Iterator[Problem]:
        if text.language not in self._tree.languages.rows:
            mend = "add the language to languages.yml, or rename the folder"
            yield text.problem("", f"the folder {text.language!r} is no language", mend)
        elif text.id not in self._tree.topics and text.id not in self._tree.themes.rows:
            yield text.problem("", f"{text.id!r} is not in topics.yml", "add it there, or rename the file")

    def _front(self, text: Text) -> Iterator[Problem]:
        for code in unknown_sources(self._tree, text.front.sources):
            yield text.problem("sources", f"{code!r} is not in sources.yml", "add it there, or look at the spelling")
        topic = self._tree.topics.get(text.id)
        if topic is None or not self._tree.themes.rows[text.id.split("/")[0]].menu:
            return
        if not text.front.sources and topic.action is None:
            yield text.problem("sources", "is missing", "name where the facts come from, such as [U-APPLY]")
        if text.front.checked is None:
            yield text.problem("checked", "is missing", "write the day of the last check, such as 2026-11-22")
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

    def _translation(self, text: Text) -> Iterator[Problem]:
        source = self._tree.texts.get((self._tree.source_language, text.id))
        if source is None or source is text:
            return
        based_on, same = text.front.based_on, f"write {source.hash} once it says the same as {source.document.file}"
        if based_on is None:
            yield text.problem("based_on", "is missing", same, warning=True)
        elif based_on != source.hash:
            yield text.problem("based_on", f"{based_on} is an older text", same, warning=True)
        # An older translation differs rightly: that it is outdated says enough to stay in use.
        outdated = based_on not in (None, source.hash)
        for what, how in differences(source.body, text.body):
            message = f"{what} differ from {source.document.file}: {how}"
            yield text.body_problem(0, message, "make them the same", warning=outdated)

    def _markup(self, text: Text) -> Iterator[Problem]:
        for line, message, mend in markup.mistakes(text.body):
            yield text.body_problem(line, message, mend)

    def _placeholders(self, text: Text) -> Iterator[Problem]:
        for line, words in enumerate(text.body.split("\n")):
            for found in placeholders(words):
                if wrong := fault(self._tree, found):
                    yield text.body_problem(line, *wrong)
        topic = self._tree.topics.get(text.id)
        held = {str(found).replace("contact:", "phone:") for found in placeholders(text.body)}
        for mention in topic.must_mention if topic else ():
            if mention.replace("contact:", "phone:") not in held | {f"topic:{text.id}"}:
                yield text.body_problem(0, f"lacks {{{mention}}}", "topics.yml says that this text must mention it")

    def _length(self, text: Text) -> Iterator[Problem]:
        body = plain(self._renderers[text.language].body(text))
        length = len(text.title) + 2 + len(body)
        if length > _LONG:
            mend = f"at most {LIMIT}, better {_LONG}"
            yield text.body_problem(0, f"{length} characters are too long", mend, warning=length <= LIMIT)
