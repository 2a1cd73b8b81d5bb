"""Checks of guided conversations against the rest of the tree."""

from collections.abc import Collection, Iterator
from gettext import NullTranslations
from itertools import chain

from bot.content import markup, script
from bot.content.comparison import differences
from bot.content.documents import Path
from bot.content.flow_texts import FlowText, FlowWords
from bot.content.flows import Flow
from bot.content.placeholders import placeholders
from bot.content.problems import Problem, errors
from bot.content.references import fault, unknown_sources
from bot.content.render import Renderer
from bot.content.split import LIMIT, plain
from bot.content.tree import Tree
from bot.content.written_phones import written_phones

STOP = "stop"  # the words that end a conversation
_LONG_LABEL, _LONGEST_LABEL, _LONG = 40, 64, 900  # characters


def run(tree: Tree) -> Iterator[Problem]:
    """Every problem of flows.yml and of its texts."""
    yield from chain.from_iterable(_flow(tree, flow) for flow in tree.flows.rows.values())
    yield from chain.from_iterable(_text(tree, text) for text in tree.flow_texts.values())
    yield from chain.from_iterable(_words(tree, words) for words in tree.flow_words)


def _flow(tree: Tree, flow: Flow) -> Iterator[Problem]:
    document = tree.flows.document
    named: dict[Path, tuple[str, ...]] = {("topics",): flow.topics}
    named |= {("outcomes", id_, "topics"): outcome.topics for id_, outcome in flow.outcomes.items()}
    for path, topics in named.items():
        for topic in topics:
            if topic not in tree.topics:
                yield document.problem((flow.id, *path), f"{topic!r} is not in topics.yml", "look at the spelling")
    for language in tree.languages.rows:
        if (language, flow.id) not in tree.flow_texts:
            mend = f"add {language}/flows/{flow.id}.yml, or mend the error in it"
            yield document.problem((flow.id,), f"has no words in {language}", mend, warning=True)


def _text(tree: Tree, text: FlowText) -> Iterator[Problem]:
    flow = tree.flows.rows.get(text.flow)
    if text.language not in tree.languages.rows:
        mend = "add the language to languages.yml, or rename the folder"
        yield text.document.problem((), f"the folder {text.language!r} is no language", mend)
    elif flow is None:
        yield text.document.problem((), f"{text.flow!r} is not in flows.yml", "add it there, or rename the file")
    else:
        yield from _front(tree, text)
        yield from _parts(flow, text)
        yield from _labels(text)
        yield from _language(tree, text)
        yield from _translation(tree, text)
        yield from _terms(tree, text)
        marks = [*_passages(tree, text), *_mentions(tree, flow, text)]
        yield from marks
        if not errors(marks):
            yield from _length(tree, flow, text)


def _front(tree: Tree, text: FlowText) -> Iterator[Problem]:
    for code in unknown_sources(tree, text.front.sources):
        yield text.document.problem(("sources",), f"{code!r} is not in sources.yml", "look at the spelling")
    for key in ("sources", "checked", "reviewed"):
        if not getattr(text.front, key):
            yield text.document.problem((key,), "is missing", "add it as in other texts")


def _parts(flow: Flow, text: FlowText) -> Iterator[Problem]:
    front = text.front
    yield from _same(text, ("steps",), front.steps, flow.steps)
    yield from _same(text, ("outcomes",), front.outcomes, flow.outcomes)
    for step in front.steps.keys() & flow.steps.keys():
        yield from _same(text, ("steps", step, "options"), front.steps[step].options, flow.steps[step])


def _same(text: FlowText, path: Path, written: Collection[str], wanted: Collection[str]) -> Iterator[Problem]:
    for name in wanted:
        if name not in written:
            yield text.document.problem(path, f"lacks {name}, which flows.yml has", "write it")
    for name in written:
        if name not in wanted:
            yield text.document.problem((*path, name), "is not in flows.yml", "remove it, or look at the spelling")


def _labels(text: FlowText) -> Iterator[Problem]:
    for path, label in text.labels().items():
        if len(label) > _LONG_LABEL:
            mend = f"at most {_LONGEST_LABEL}, better {_LONG_LABEL}"
            message = f"{len(label)} characters are too long for a button"
            yield text.document.problem(path, message, mend, warning=len(label) <= _LONGEST_LABEL)


def _language(tree: Tree, text: FlowText) -> Iterator[Problem]:
    wanted = tree.languages.rows[text.language].script
    for path, passage in {**text.passages(), **text.labels()}.items():
        if not script.mostly(wanted, passage):
            yield text.document.problem(path, f"most letters are not {wanted}", "translate it")


def _translation(tree: Tree, text: FlowText) -> Iterator[Problem]:
    source = tree.flow_texts.get((tree.source_language, text.flow))
    if source is None or source is text:
        return
    based_on, file = text.front.based_on, source.document.file
    outdated = based_on is not None and based_on != source.hash
    if based_on != source.hash:
        message = f"{based_on} is an older text" if outdated else "is missing"
        mend = f"write {source.hash} once it says the same as {file}"
        yield text.document.problem(("based_on",), message, mend, warning=True)
    languages = tree.languages.rows[source.language], tree.languages.rows[text.language]
    passages = text.passages()
    for path, passage in source.passages().items():
        for what, how in differences(passage, passages.get(path, passage), *languages):
            message = f"{what} differ from {file}: {how}"
            yield text.document.problem(path, message, "make them the same", warning=outdated)


def _terms(tree: Tree, text: FlowText) -> Iterator[Problem]:
    source = tree.flow_texts.get((tree.source_language, text.flow))
    if source is None or source is text or text.front.based_on != source.hash:
        return
    named = tree.glossary.named(source.whole())
    for message, mend in tree.glossary.unsaid(text.whole(), named, source.language):
        yield text.document.problem((), message, mend, warning=True)


def _passages(tree: Tree, text: FlowText) -> Iterator[Problem]:
    for path, passage in text.passages().items():
        for _, message, mend in markup.mistakes(passage):
            yield text.document.problem(path, message, mend)
        for found in placeholders(passage):
            if wrong := fault(tree, found):
                yield text.document.problem(path, *wrong)
        for wrong in written_phones(passage, tree.contacts.rows):
            yield text.document.problem(path, *wrong)


def _mentions(tree: Tree, flow: Flow, text: FlowText) -> Iterator[Problem]:
    """What everybody is told must mention what texts of the flow's themes must."""
    told = placeholders(text.ending(flow.always()).body)
    held = {str(found).replace("contact:", "phone:") for found in told}
    wanted = [mention for topic in flow.topics if topic in tree.topics for mention in tree.topics[topic].must_mention]
    for mention in dict.fromkeys(wanted):
        if mention.replace("contact:", "phone:") not in held:
            message = f"no outcome that is always told mentions {{{mention}}}"
            yield text.document.problem(("outcomes",), message, "topics.yml says that it must be mentioned")


def _length(tree: Tree, flow: Flow, text: FlowText) -> Iterator[Problem]:
    renderer = Renderer(tree.catalogue(), tree.languages.rows[text.language], NullTranslations())
    for id_ in text.front.outcomes.keys() & flow.outcomes.keys():
        length = len(plain(renderer.body(text.ending([id_]))))
        if length > _LONG:
            mend = f"at most {LIMIT}, better {_LONG}"
            message = f"{length} characters are too long"
            yield text.document.problem(("outcomes", id_), message, mend, warning=length <= LIMIT)


def _words(tree: Tree, words: FlowWords) -> Iterator[Problem]:
    options = {option for flow in tree.flows.rows.values() for step in flow.steps.values() for option in step}
    for key in words.words:
        if key not in options | {STOP}:
            yield words.document.problem((key,), "is no option in flows.yml", "look at the spelling, or remove it")
    if STOP not in words.words:
        yield words.document.problem((STOP,), "is missing", "write how people say that they want to stop")
