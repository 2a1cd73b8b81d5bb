"""`python -m bot`: the commands of those who run, edit and measure Rahnuma.

Each command imports what it needs when it runs: aiogram alone costs seconds, and most commands do without.
"""

import asyncio
import contextlib
import signal
import sys
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.campaigns.command import make_app as make_campaign_app
from bot.cards.command import cards
from bot.content.command import content
from bot.errors import RahnumaError
from bot.evaluation.feedback import feedback
from bot.evaluation.questions import make_app as make_questions_app

if TYPE_CHECKING:
    from bot.campaigns.carrier import Carrier
    from bot.settings import Settings

app = typer.Typer(help="Rahnuma's service and its tools.", no_args_is_help=True, add_completion=False)


def _open_carrier(settings: "Settings") -> AbstractAsyncContextManager["Carrier"]:
    from bot.clock import SystemClock
    from bot.telegram.carrier import open_carrier
    from bot.telegram.turnstile import Turnstile

    clock, token = SystemClock(), settings.telegram_token.get_secret_value()
    return open_carrier(str(settings.telegram_api), token, Turnstile(clock), clock)


app.command()(content)
app.command()(cards)
app.add_typer(make_campaign_app(_open_carrier), name="campaign")
app.add_typer(make_questions_app(), name="questions")
app.command()(feedback)


@app.command()
def run() -> None:
    """Take updates from Telegram and answer them, until stopped."""
    from bot.app import run as run_bot
    from bot.log import configure_log
    from bot.settings import read_settings

    settings = read_settings()
    configure_log(settings.log_level)

    async def until_stopped() -> None:
        task = asyncio.create_task(run_bot(settings))
        for stop in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    asyncio.run(until_stopped())


@app.command()
def evaluate(
    exam: Annotated[Path, typer.Argument(help="questions as TSV: lang, text, topic and more; see docs")],
    json: Annotated[Path | None, typer.Option(help="write every row and the summary here")] = None,
) -> None:
    """Measure the trained assistant on an exam, with the same steps as the bot."""
    from bot.evaluation.command import evaluate as evaluate_exam

    evaluate_exam(exam, json)


@app.command()
def phrases(
    check: Annotated[bool, typer.Option("--check", help="fail if a phrase is missing in any language")] = False,
    update: Annotated[bool, typer.Option("--update", help="bring the catalogues up to the code")] = False,
) -> None:
    """Keep the bot's own phrases whole in every language."""
    from bot.content import Library
    from bot.phrases import upkeep
    from bot.settings import content_folder

    locales = [language.locale for language in Library(content_folder()).catalogue.languages.values()]
    if update:
        upkeep.update(locales)
    if check and (problems := upkeep.check(locales)):
        print("\n".join(problems))
        raise typer.Exit(1)


def main() -> None:
    """Run a command; an error of ours is a few plain lines and exit code 1."""
    try:
        app()
    except RahnumaError as error:
        print(error, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
