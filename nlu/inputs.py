"""What the assistant learns from, checked as a whole: every topic has a text and examples, and they agree."""

from collections.abc import Iterator
from dataclasses import dataclass

from nlu.catalogue import OUT_OF_SCOPE, Catalogue, intent_of, read_catalogue, topic_of, unknown_example_folders
from nlu.examples import Example, read_examples, repeated
from nlu.flows import Flows, read_flows
from nlu.lexicon import Lexicon, read_lexicon
from nlu.problems import BadInputs, Problem
from nlu.project import Project


@dataclass(frozen=True)
class Inputs:
    """The topics that can be answered, in menu order, examples that teach them, the lexicon, the flows."""

    topics: list[str]
    examples: list[Example]
    lexicon: Lexicon
    flows: Flows

    @property
    def intents(self) -> list[str]:
        """All that the classifier can say: the topics, and that it is none of them."""
        return [*map(intent_of, self.topics), OUT_OF_SCOPE]


def read_inputs(project: Project) -> Inputs:
    """Read content and examples; raises BadInputs with everything that is wrong."""
    problems: list[Problem] = []
    catalogue = read_catalogue(project, problems)
    examples = read_examples(project, catalogue.languages, problems)
    lexicon = read_lexicon(project, catalogue.languages, problems)
    flows = read_flows(project, catalogue.languages, problems)
    titles = list(_titles(project, catalogue))
    problems.extend(repeated([*examples, *titles]))
    if catalogue.languages:
        problems.extend(unknown_example_folders(project, catalogue.languages))
    if catalogue.languages and catalogue.topics:
        problems.extend(_disagreements(project, catalogue, examples, broken={problem.file for problem in problems}))
    if problems:
        raise BadInputs(sorted(set(problems)))
    return Inputs(catalogue.written(), [*examples, *titles], lexicon, flows)


def _titles(project: Project, catalogue: Catalogue) -> Iterator[Example]:
    """A title is an example too: people write what they have read on a button."""
    for language in catalogue.languages:
        for topic in catalogue.written():
            if catalogue.has_text(language, topic) and (found := catalogue.title(language, topic)):
                file = project.shown(catalogue.content / language / f"{topic}.md")
                yield Example(found[0], intent_of(topic), language, file, found[1])


def _disagreements(project: Project, catalogue: Catalogue, examples: list[Example], broken: set[str]) -> list[Problem]:
    """Where texts and examples do not match; what is missing from a broken file is not told twice."""
    taught = {(example.language, example.intent) for example in examples}
    problems = _untaught(project, catalogue, taught, broken)
    written = {intent_of(topic) for topic in catalogue.written()} | {OUT_OF_SCOPE}
    first: dict[str, Example] = {}
    for example in examples:
        first.setdefault(example.intent, example)
    problems += [
        Problem(example.file, example.line, intent, _unwritten(catalogue, intent))
        for intent, example in first.items()
        if intent not in written
    ]
    if not any(intent == OUT_OF_SCOPE for _, intent in taught):
        said = "no examples of questions that no topic answers"
        problems.append(Problem(project.shown(project.examples), 0, OUT_OF_SCOPE, said))
    return problems


def _untaught(project: Project, catalogue: Catalogue, taught: set[tuple[str, str]], broken: set[str]) -> list[Problem]:
    file, problems = project.shown(project.content / "topics.yml"), []
    for topic in catalogue.written():
        theme = topic.split("/")[0]
        lacking = [
            language
            for language in catalogue.languages
            if catalogue.has_text(language, topic)
            and (language, intent_of(topic)) not in taught
            and project.shown(project.examples / language / f"{theme}.yml") not in broken
        ]
        if lacking:
            where = f"expected nlu/data/<language>/{theme}.yml"
            said = f"a text but no examples in {', '.join(lacking)}; {where}"
            problems.append(Problem(file, catalogue.topics[topic], topic, said))
    return problems


def _unwritten(catalogue: Catalogue, intent: str) -> str:
    topic = topic_of(intent)
    if topic in catalogue.topics:
        return f"examples but no text; expected {catalogue.content.name}/{catalogue.languages[0]}/{topic}.md"
    return "examples of a topic that topics.yml does not have"
