"""Checks over the whole tree: what no file shows by itself."""

from collections.abc import Iterator

from bot.content.placeholders import placeholders
from bot.content.problems import Problem
from bot.content.references import fault, unknown_sources
from bot.content.text_checks import TextChecks
from bot.content.tree import Tree


def run(tree: Tree) -> Iterator[Problem]:
    """Every problem of the tree beyond those of single files."""
    yield from _topics(tree)
    yield from _contacts(tree)
    yield from _urgent(tree)
    checks = TextChecks(tree)
    for text in tree.texts.values():
        yield from checks.run(text)


def _topics(tree: Tree) -> Iterator[Problem]:
    for topic in tree.topics.values():
        theme, slug = topic.id.split("/")
        path = ("themes", theme, "topics", slug)
        for mention in topic.must_mention:
            for found in placeholders(f"{{{mention}}}"):
                if wrong := fault(tree, found):
                    yield tree.themes.document.problem((*path, "must_mention"), *wrong)
        if (tree.source_language, topic.id) not in tree.texts:
            mend = f"add {tree.source_language}/{topic.id}.md"
            yield tree.themes.document.problem(path, "has no text in the source language", mend, warning=True)


def _contacts(tree: Tree) -> Iterator[Problem]:
    for id_, contact in tree.contacts.rows.items():
        for code in unknown_sources(tree, contact.sources):
            yield tree.contacts.document.problem((id_, "sources"), f"{code!r} is not in sources.yml", "add it there")
        for language in contact.name.keys() - tree.languages.rows.keys():
            mend = "write the language's folder"
            yield tree.contacts.document.problem((id_, "name", language), f"{language!r} is not in languages.yml", mend)
        for language in tree.languages.rows.keys() - contact.name.keys():
            yield tree.contacts.document.problem((id_, "name"), f"has no {language}", "add it", warning=True)


def _urgent(tree: Tree) -> Iterator[Problem]:
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
