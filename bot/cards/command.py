"""`python -m bot cards`: the cards of all languages as PDF files, to print."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cards import press
from bot.cards.card import Card, card
from bot.content import Catalogue, Library, Renderer
from bot.content.catalogue import HIDDEN
from bot.content.problems import BrokenFileError, errors
from bot.content.texts import CARDS
from bot.phrases import Phrasebook
from bot.settings import content_folder

_TOO_LONG = "does not fit on one page; shorten its text"


def cards(
    folder: Annotated[Path, typer.Argument(help="where to put the files")] = Path("var/cards"),
) -> None:
    """Make each card of content/<language>/cards/ as <card>.<language>.pdf; exit 1 where one is wrong or too long."""
    try:
        library = Library(content_folder())
    except BrokenFileError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    folder.mkdir(parents=True, exist_ok=True)
    made = all_cards(library.catalogue)
    wrong = [str(problem) for problem in errors(library.problems) if f"/{CARDS}/" in problem.file]
    wrong += [f"{name}: {_TOO_LONG}" for name, each in made.items() if not _put(folder / f"{name}.pdf", each)]
    for line in wrong:
        typer.echo(line, err=True)
    raise typer.Exit(1 if wrong else 0)


def all_cards(catalogue: Catalogue) -> dict[str, Card]:
    """Every card that may be shown today, by name and language."""
    phrasebook = Phrasebook({folder: language.locale for folder, language in catalogue.languages.items()})
    today = datetime.now(UTC).date()
    return {
        f"{id_.partition('/')[2]}.{folder}": card(text, Renderer(catalogue, language, phrasebook[folder]))
        for id_ in catalogue.cards
        for folder, language in catalogue.languages.items()
        if catalogue.state(id_, folder, today) not in HIDDEN and (text := catalogue.text(id_, folder))
    }


def _put(path: Path, made: Card) -> bool:
    path.write_bytes(press.pdf(made))
    typer.echo(path)
    return press.pages(made) == 1
