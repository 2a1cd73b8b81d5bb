"""How well the assistant understands a writer from whom it has learnt nothing: the honest measure of its examples."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from nlu.answers import Answer
from nlu.ask import answers_of
from nlu.catalogue import OUT_OF_SCOPE, topic_of
from nlu.components.tongue import script_of
from nlu.examples import Example
from nlu.inputs import read_inputs
from nlu.project import Project
from nlu.training import train

Asked = tuple[Example, Answer]

WORST = 10
FEWEST = 9000  # examples of a writer in all languages; fewer tell less and cost a training of minutes all the same


class Row(TypedDict):
    """Shares (0 to 1) of the questions in scope; `refused_outside` of those out of scope.

    `foreign`: these questions, counted among those of their language too, are written in another script than its own.
    """

    writer: str
    language: str
    foreign: bool
    questions: int
    top1: float
    top3: float
    right: float
    wrong: float
    asked: float
    refused_outside: float | None


class Holdout(TypedDict):
    """The table, and the pairs (right topic, topic taken for it, how often) that are mistaken most."""

    rows: list[Row]
    confusions: list[tuple[str, str, int]]


def hold_out(project: Project, fewest: int = FEWEST) -> Holdout:
    """Train once without each writer of at least so many examples, and ask those; takes minutes."""
    examples = [example for example in read_inputs(project).examples if example.file.endswith(".yml")]
    foreign, writers = _in_foreign_script(examples), Counter(example.writer for example in examples)
    rows: list[Row] = []
    mistaken: Counter[tuple[str, str]] = Counter()
    for writer in sorted(writer for writer, count in writers.items() if count >= fewest):
        unseen = [example for example in examples if example.writer == writer]
        asked = list(zip(unseen, _answers_without(project, unseen), strict=True))
        rows += _rows(asked, foreign)
        mistaken.update(_mistakes(asked))
    return {"rows": rows, "confusions": [(*pair, count) for pair, count in mistaken.most_common(WORST)]}


def _mistakes(asked: Sequence[Asked]) -> Iterator[tuple[str, str]]:
    for example, answer in asked:
        meant = topic_of(example.intent)
        if example.intent != OUT_OF_SCOPE and answer["topic"] != meant:
            yield meant, str(answer["topic"])


def _answers_without(project: Project, unseen: Sequence[Example]) -> list[Answer]:
    with tempfile.TemporaryDirectory() as folder:
        rest = Project(Path(folder))
        shutil.copy(project.config, rest.config)
        rest.content.symlink_to(project.content)
        shutil.copytree(project.examples, rest.examples)
        for file in {example.file for example in unseen}:
            (rest.root / file).unlink()
        model = train(rest, lambda _: None)
        return answers_of(model.path(rest), [(example.text, example.language) for example in unseen])


def _in_foreign_script(examples: Sequence[Example]) -> set[Example]:
    """The examples that are not in the script of most examples of their language: such as Arabic in Latin letters."""
    counts: dict[str, Counter[str]] = {}
    for example in examples:
        counts.setdefault(example.language, Counter())[script_of(example.text)] += 1
    usual = {language: scripts.most_common(1)[0][0] for language, scripts in counts.items()}
    return {example for example in examples if script_of(example.text) != usual[example.language]}


def _rows(asked: Sequence[Asked], foreign: Container[Example]) -> list[Row]:
    """One row for each language, and one more for its examples in a foreign script."""
    groups: dict[tuple[str, bool], list[Asked]] = {}
    for example, answer in asked:
        for strange in {False, example in foreign}:
            groups.setdefault((example.language, strange), []).append((example, answer))
    return [_row(groups[group], foreign=group[1]) for group in sorted(groups)]


def _row(own: Sequence[Asked], *, foreign: bool) -> Row:
    known = [(topic_of(e.intent), a) for e, a in own if e.intent != OUT_OF_SCOPE]
    outside = [a for e, a in own if e.intent == OUT_OF_SCOPE]
    first = [a["topic"] == topic for topic, a in known]
    answered = [a["decision"] == "answer" for _, a in known]
    return Row(
        writer=own[0][0].writer,
        language=own[0][0].language,
        foreign=foreign,
        questions=len(own),
        top1=_share(first),
        top3=_share([topic in [one["topic"] for one in a["three"]] for topic, a in known]),
        right=_share([said and good for said, good in zip(answered, first, strict=True)]),
        wrong=_share([said and not good for said, good in zip(answered, first, strict=True)]),
        asked=_share([a["decision"] == "ask" for _, a in known]),
        refused_outside=_share([a["decision"] == "refuse" for a in outside]) if outside else None,
    )


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / max(len(hits), 1), 4)
