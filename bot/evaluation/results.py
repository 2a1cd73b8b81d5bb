"""Results: what the bot would have done with each question, and how often that was right."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bot.assistant import Answer
from bot.evaluation.exam import OUT_OF_SCOPE, Question


@dataclass(frozen=True)
class Result:
    """One question and the bot's decision: answer, ask, refuse or urgent."""

    id: str
    lang: str
    style: str
    topic: str
    best: str | None
    three: list[str]
    decision: str
    confidence: float
    top1: bool
    top3: bool


def judge(question: Question, urgent: str | None, answer: Answer) -> Result:
    """Compare what the bot does (the urgent check goes first) with what was meant.

    Out of scope, top1 means refused and top3 refused or asked.
    """
    three = [candidate.topic for candidate in answer.three]
    if urgent:
        three = [urgent, *(topic for topic in three if topic != urgent)][:3]
    decision = "urgent" if urgent else str(answer.decision)
    best = urgent or (three[0] if three else None)
    if question.topic == OUT_OF_SCOPE:
        top1, top3 = decision == "refuse", decision in ("refuse", "ask")
    else:
        top1, top3 = question.accepts(best), any(question.accepts(topic) for topic in three)
    confidence = 1.0 if urgent else answer.confidence
    return Result(
        question.id,
        question.lang,
        question.style,
        question.topic,
        best,
        three,
        decision,
        confidence,
        top1,
        top3,
    )


def summarise(results: Collection[Result], urgent_topics: Collection[str]) -> dict[str, Any]:
    """Shares (0 to 1, None where there is nothing to count) overall, by language, and by language and style."""

    def group(key: Callable[[Result], str]) -> dict[str, Any]:
        names = sorted({key(result) for result in results})
        return {name: _shares([r for r in results if key(r) == name], urgent_topics) for name in names}

    return {
        "all": _shares(results, urgent_topics),
        "language": group(lambda result: result.lang),
        "style": group(lambda result: result.style),
        "language and style": group(lambda result: f"{result.lang} {result.style}"),
    }


def _shares(results: Collection[Result], urgent_topics: Collection[str]) -> dict[str, float | int | None]:
    known = [result for result in results if result.topic != OUT_OF_SCOPE]
    foreign = [result for result in results if result.topic == OUT_OF_SCOPE]
    urgent = [result for result in known if result.style == "urgent"]
    ordinary = [result for result in results if result.topic not in urgent_topics]
    acted = [result for result in known if result.decision in ("answer", "urgent")]
    asked = [result for result in known if result.decision == "ask"]
    return {
        "questions": len(results),
        "top1": _share(known, lambda result: result.top1),
        "top3": _share(known, lambda result: result.top3),
        "right": _part(sum(result.top1 for result in acted), known),
        "wrong": _part(sum(not result.top1 for result in acted), known),
        "asked": _part(len(asked), known),
        "asked with right": _part(sum(result.top3 for result in asked), known),
        "refused": _share(known, lambda result: result.decision == "refuse"),
        "out of scope refused": _share(foreign, lambda result: result.decision == "refuse"),
        "out of scope refused or asked": _share(foreign, lambda result: result.decision in ("refuse", "ask")),
        "urgent found": _share(urgent, lambda result: result.decision == "urgent"),
        "false alarms": _share(ordinary, lambda result: result.decision == "urgent"),
    }


def _share(results: Collection[Result], holds: Callable[[Result], bool]) -> float | None:
    return _part(sum(map(holds, results)), results)


def _part(count: int, results: Collection[Result]) -> float | None:
    return round(count / len(results), 4) if results else None


def as_json(results: Iterable[Result], summary: dict[str, Any]) -> dict[str, Any]:
    """The machine's form of an evaluation."""
    return {"rows": [asdict(result) for result in results], "summary": summary}
