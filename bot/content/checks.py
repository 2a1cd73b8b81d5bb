"""Checks over the whole tree: what no file shows by itself."""

from collections.abc import Iterator, Mapping

from bot.content import flow_checks, recordings
from bot.content.documents import Document, Path
from bot.content.placeholders import placeholders
from bot.content.problems import Problem
from bot.content.references import fault, unknown_sources
from bot.content.text_checks import TextChecks
from bot.content.texts import CARDS
from bot.content.tree import Tree
from bot.content.written_phones import written_phones


def run(tree: Tree) -> Iterator[Problem]:
    """Every problem of the tree beyond those of single files."""
    yield from _topics(tree)
    yield from _places(tree)
    yield from _contacts(tree)
    yield from _sources(tree)
    yield from _glossary(tree)
    yield from _urgent(tree)
    yield from flow_checks.run(tree)
    yield from _recordings(tree)
    checks = TextChecks(tree)
    for text in tree.texts.values():
        yield from checks.run(text)


def _recordings(tree: Tree) -> Iterator[Problem]:
    folder = tree.languages.document.file.removesuffix("languages.yml")
    for recording in tree.recordings.values():
        text = tree.texts.get((recording.language, recording.id))
        yield from recordings.check(recording, text, f"{folder}{recording.name}")
    for key, text in tree.texts.items():
        if text.front.voice and key not in tree.recordings:
            mend = f"put {recordings.ENDING} beside it, or remove voice"
            yield text.problem("voice", "there is no recording", mend, warning=True)


def _topics(tree: Tree) -> Iterator[Problem]:
    for topic in tree.topics.values():
        theme, slug = topic.id.split("/")
        path = ("themes", theme, "topics", slug)
        for mention in topic.must_mention:
            for found in placeholders(f"{{{mention}}}"):
                if wrong := fault(tree, found):
                    yield tree.themes.document.problem((*path, "must_mention"), *wrong)
        if topic.card and (tree.source_language, f"{CARDS}/{topic.card}") not in tree.texts:
            mend = f"add {tree.source_language}/{CARDS}/{topic.card}.md, or look at the spelling"
            yield tree.themes.document.problem((*path, "card"), f"there is no card {topic.card!r}", mend)
        if not topic.related and tree.themes.rows[theme].menu:
            yield tree.themes.document.problem(path, "has no related topics", "name two to four", warning=True)
        if (tree.source_language, topic.id) not in tree.texts:
            mend = f"add {tree.source_language}/{topic.id}.md, or mend the error in it"
            yield tree.themes.document.problem(path, "has no text in the source language", mend, warning=True)


def _places(tree: Tree) -> Iterator[Problem]:
    for id_, place in tree.places.rows.items():
        yield from _names(tree, tree.places.document, (id_, "name"), place.name)


def _contacts(tree: Tree) -> Iterator[Problem]:
    document = tree.contacts.document
    for id_, contact in tree.contacts.rows.items():
        for code in unknown_sources(tree, contact.sources):
            yield document.problem((id_, "sources"), f"{code!r} is not in sources.yml", "add it there")
        for place in contact.place:
            if place not in tree.places.rows:
                mend = "add it there with its names, or look at the spelling"
                yield document.problem((id_, "place"), f"{place!r} is not in places.yml", mend)
        yield from _names(tree, document, (id_, "name"), contact.name)


def _sources(tree: Tree) -> Iterator[Problem]:
    """Readers see the names under each answer: an old number there would stay for ever."""
    for id_, source in tree.sources.rows.items():
        for message, _ in written_phones(source.name, tree.contacts.rows):
            yield tree.sources.document.problem((id_, "name"), message, "leave it out; people press on numbers")


def _names(tree: Tree, document: Document, path: Path, names: Mapping[str, str]) -> Iterator[Problem]:
    yield from _languages(tree, document, path, names)
    for language, name in names.items():
        if not any(map(str.isalpha, name)):
            yield document.problem((*path, language), f"{name!r} is no name", "write it")
    for language in tree.languages.rows.keys() - names.keys():
        yield document.problem(path, f"has no {language}", "add it", warning=True)


def _languages(tree: Tree, document: Document, path: Path, by_language: Mapping[str, object]) -> Iterator[Problem]:
    for language in by_language.keys() - tree.languages.rows.keys():
        mend = "write the language's folder"
        yield document.problem((*path, language), f"{language!r} is not in languages.yml", mend)


def _glossary(tree: Tree) -> Iterator[Problem]:
    document = tree.glossary.document
    for id_, term in tree.glossary.terms.items():
        path = ("terms", id_)
        yield from _languages(tree, document, (*path, "forms"), term.forms)
        yield from _languages(tree, document, (*path, "unconfirmed"), dict.fromkeys(term.unconfirmed))
        if tree.source_language not in term.forms:
            mend = f"write the words of {tree.source_language} that call for it"
            yield document.problem((*path, "forms"), f"has no {tree.source_language}", mend)


def _urgent(tree: Tree) -> Iterator[Problem]:
    if tree.source_language in tree.urgent:
        for language in tree.languages.rows.keys() - tree.urgent.keys():
            mend = f"add {language}/urgent.yml"
            yield tree.languages.document.problem((language,), "has no words that mean danger", mend, warning=True)
    for language, file in tree.urgent.items():
        yield from file.problems
        if language not in tree.languages.rows:
            mend = "add the language, or rename the folder"
            yield file.document.problem((), f"{language!r} is not in languages.yml", mend)
        for topic in dict.fromkeys(phrase.topic for phrase in file.phrases):
            if topic not in tree.topics:
                yield file.document.problem((topic,), "no such topic", "look it up in topics.yml")
            elif not tree.topics[topic].urgent:
                mend = "write urgent: yes in topics.yml, or remove it"
                yield file.document.problem((topic,), "not an urgent topic", mend)
