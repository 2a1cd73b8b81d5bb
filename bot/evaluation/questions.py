"""`python -m bot questions`: what people asked and was not understood, and how staff teach the assistant with it."""

import asyncio
import json as json_format
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import QuestionError

if TYPE_CHECKING:  # what a command needs is imported when it runs
    from bot.storage.questions import Question, Questions

HOW = """Teach one:    python -m bot questions assign NUMBER TOPIC
              (out-of-scope where no topic answers it; --text to say it in other words)
Throw it away: python -m bot questions drop NUMBER
Then:         make learn    trains, and lets the new model answer if it understands no language worse
"""
Number = Annotated[int, typer.Argument(help="the question's number, as `list` shows it", show_default=False)]
Train = Annotated[bool, typer.Option("--train", help="train at once, as `make learn` does")]


def make_app() -> typer.Typer:
    """The commands; without one, the list."""
    app = typer.Typer(help="Questions that were not understood: teach the assistant with them.")
    app.command("list")(list_all)
    app.command()(assign)
    app.command()(drop)

    @app.callback(invoke_without_command=True)
    def default(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            list_all()

    return app


def list_all(
    language: Annotated[str | None, typer.Option(help="only this language")] = None,
    json: Annotated[bool, typer.Option("--json", help="print data for programs")] = False,
) -> None:
    """Show the questions that were kept, by language, the most asked first."""
    found = _with_questions(lambda questions: questions.list(language))
    if json:
        typer.echo(json_format.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2, default=str))
    elif found:
        _print(found)
        typer.echo(HOW)
    else:
        typer.echo("No question waits.")


def assign(
    number: Number,
    topic: Annotated[str, typer.Argument(help="the right topic, such as asylum/apply", show_default=False)],
    text: Annotated[str, typer.Option(help="the example in other words than those that were kept")] = "",
    train: Train = False,
) -> None:
    """Make a question an example of its right topic; it is not kept any longer."""
    from bot.evaluation import teaching

    async def work(questions: "Questions") -> str:
        question = await _question(questions, number)
        done = teaching.teach(question.language, topic, text or teaching.unmasked(question.text))
        await questions.delete(number)
        return done

    typer.echo(_with_questions(work))
    if not train:
        typer.echo("It is learnt with `make learn`.")
    elif not teaching.train():
        raise typer.Exit(1)


def drop(number: Number) -> None:
    """Throw a question away, however often it was asked."""

    async def work(questions: "Questions") -> int:
        await _question(questions, number)
        return await questions.delete(number)

    typer.echo(f"Gone, asked {_with_questions(work)} times.")


async def _question(questions: "Questions", number: int) -> "Question":
    question = await questions.get(number)
    if question is None:
        raise QuestionError(f"No question has the number {number}; `python -m bot questions` shows them")
    return question


def _with_questions[T](work: "Callable[[Questions], Awaitable[T]]") -> T:
    from bot.clock import SystemClock
    from bot.settings import read_settings
    from bot.storage.database import migrate, open_database, sessions
    from bot.storage.questions import Questions

    async def run() -> T:
        engine = open_database(read_settings().database_url)
        try:
            await migrate(engine)
            return await work(Questions(sessions(engine), SystemClock()))
        finally:
            await engine.dispose()

    return asyncio.run(run())


def _print(questions: "Sequence[Question]") -> None:
    from rich.console import Console
    from rich.table import Column, Table

    number: dict[str, Any] = {"justify": "right", "no_wrap": True}
    table = Table(
        Column("number", **number),
        "language",
        Column("asked", **number),
        "last",
        Column("question", overflow="fold"),
        Column("taken for, perhaps", overflow="fold"),
    )
    for one in questions:
        last = one.last_asked_on.isoformat()
        table.add_row(str(one.id), one.language, str(one.count), last, one.text, "\n".join(one.suggestions))
    Console().print(table)
