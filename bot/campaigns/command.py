"""`python -m bot campaign ...`: everything that staff do with campaigns, until there is a console."""

import asyncio
import getpass
import json as json_format
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:  # what a command needs is imported when it runs
    from bot.campaigns.carrier import Carrier
    from bot.campaigns.office import Office
    from bot.campaigns.views import View
    from bot.settings import Settings

type CarrierOpener = Callable[["Settings"], AbstractAsyncContextManager["Carrier"]]

Number = Annotated[int, typer.Argument(help="the campaign's number, as `list` shows it", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="print data for programs")]
By = Annotated[str, typer.Option(help="who does this", default_factory=getpass.getuser)]
Plan = Annotated[Path, typer.Argument(help="the file that describes the campaign; see docs/campaigns.md")]


def make_app(open_carrier: CarrierOpener) -> typer.Typer:
    """The commands; `open_carrier` opens the way to Telegram, which only the test send needs."""
    app = typer.Typer(help="Broadcasts: from a draft to the report.", no_args_is_help=True)
    for command in (show, preview, count, new, change, submit, approve, schedule, withdraw, pause, resume, cancel):
        app.command()(command)
    app.command("list")(list_all)
    app.command("send-back")(send_back)
    app.command("stop-all")(stop_all)
    app.command()(rebroadcast)
    app.command()(correct)
    app.command()(report)

    @app.command()
    def test(number: Number, by: By, json: Json = False) -> None:
        """Send every language's message to the staff named in CAMPAIGN_TESTERS."""

        async def send(office: "Office") -> Any:
            async with open_carrier(office.settings) as carrier:
                fates = await office.desk.test(number, by, carrier, office.testers)
            return {language: [str(fate) for fate in found] for language, found in fates.items()}

        _tell(send, json, lambda fates: "\n".join(f"{name}: {', '.join(found)}" for name, found in fates.items()))

    return app


def list_all(json: Json = False) -> None:
    """Show all campaigns."""
    from bot.campaigns import views

    _show(views.listing, json)


def show(
    number: Number,
    watch: Annotated[bool, typer.Option("--watch", help="follow it with a progress bar until it ends")] = False,
    json: Json = False,
) -> None:
    """Show one campaign with its texts, approvals, numbers and moves."""
    from bot.campaigns import views

    if watch:
        _at_work(lambda office: _watch(office, number))
    _show(lambda office: views.details(office, number), json)


def preview(
    number: Number,
    language: Annotated[str | None, typer.Option(help="only this language")] = None,
    json: Json = False,
) -> None:
    """Show what readers of each language will get."""
    from bot.campaigns import views

    _show(lambda office: views.preview(office, number, language), json)


def count(number: Number, json: Json = False) -> None:
    """Count the readers of the audience by language."""
    from bot.campaigns import views

    _show(lambda office: views.reach(office, number), json)


def new(plan: Plan, by: By, json: Json = False) -> None:
    """Make a draft from a file."""
    from bot.campaigns.plan import read_draft

    async def create(office: "Office") -> Any:
        return {"id": await office.desk.create(read_draft(plan, office.catalogue), by)}

    _tell(create, json, lambda made: f"Campaign {made['id']} is a draft")


def change(number: Number, plan: Plan, by: By, json: Json = False) -> None:
    """Replace a campaign by what the file says now; it becomes a draft again."""
    from bot.campaigns.plan import read_draft

    _state(lambda office: office.desk.change(number, read_draft(plan, office.catalogue), by), number, json)


def submit(number: Number, by: By, json: Json = False) -> None:
    """Ask for approval."""
    _state(lambda office: office.desk.submit(number, by), number, json)


def approve(
    number: Number,
    by: By,
    language: Annotated[list[str] | None, typer.Option(help="only this language; may be given several times")] = None,
    json: Json = False,
) -> None:
    """Vouch for the texts exactly as they are now."""
    _state(lambda office: office.desk.approve(number, by, language or ()), number, json)


def send_back(
    number: Number, reason: Annotated[str, typer.Argument(help="what is to be mended")], by: By, json: Json = False
) -> None:
    """Return a campaign to its author."""
    _state(lambda office: office.desk.send_back(number, by, reason), number, json)


def schedule(
    number: Number,
    by: By,
    at: Annotated[str | None, typer.Option(help="once, such as '2026-12-01 09:00'; else as its file says")] = None,
    zone: Annotated[str | None, typer.Option(help="the time zone of --at; else that of the office")] = None,
    now: Annotated[bool, typer.Option("--now", help="at once")] = False,
    json: Json = False,
) -> None:
    """Put an approved campaign on its schedule."""
    from bot.campaigns import views
    from bot.campaigns.moments import chosen

    async def put(office: "Office") -> "View":
        rule = chosen(at, zone or str(office.catalogue.opening.zone), office.house.clock.now(), now=now)
        return await views.scheduled(office, number, await office.desk.schedule(number, by, rule, now=now))

    _show(put, json)


def withdraw(number: Number, by: By, json: Json = False) -> None:
    """Take a campaign off its schedule."""
    _state(lambda office: office.desk.withdraw(number, by), number, json)


def pause(number: Number, by: By, json: Json = False) -> None:
    """Hold a running campaign."""
    _state(lambda office: office.desk.pause(number, by), number, json)


def resume(number: Number, by: By, json: Json = False) -> None:
    """Let a paused campaign go on with what is not sent yet."""
    _state(lambda office: office.desk.resume(number, by), number, json)


def cancel(number: Number, by: By, json: Json = False) -> None:
    """End a campaign for good."""
    _state(lambda office: office.desk.cancel(number, by), number, json)


def stop_all(
    by: By,
    lift: Annotated[bool, typer.Option("--lift", help="let campaigns go on where they were")] = False,
    json: Json = False,
) -> None:
    """Stop all campaigns within a second; people who ask are still answered."""

    async def switch(office: "Office") -> Any:
        await (office.house.halts.lift(by) if lift else office.house.halts.pull(by))
        return {"stopped": not lift}

    _tell(switch, json, lambda done: "All campaigns are stopped" if done["stopped"] else "Campaigns may go on")


def rebroadcast(number: Number, by: By, json: Json = False) -> None:
    """Make a draft with the same text for those whom a campaign failed to reach."""

    async def copy(office: "Office") -> Any:
        return {"id": await office.desk.rebroadcast(number, by)}

    _tell(copy, json, lambda made: f"Campaign {made['id']} is a draft for those whom campaign {number} failed to reach")


def correct(number: Number, plan: Plan, by: By, json: Json = False) -> None:
    """Make a draft from a file for exactly those who received a campaign; the file's audience does not count."""
    from bot.campaigns.plan import read_draft

    async def create(office: "Office") -> Any:
        return {"id": await office.desk.correct(number, read_draft(plan, office.catalogue), by)}

    _tell(create, json, lambda made: f"Campaign {made['id']} is a draft for those who received campaign {number}")


def report(
    number: Number,
    csv: Annotated[Path | None, typer.Option(help="write the numbers here")] = None,
    html: Annotated[Path | None, typer.Option(help="write a page with charts here")] = None,
    json: Json = False,
) -> None:
    """Say what became of a campaign, without identities; numbers below ten are not told."""
    from bot.campaigns import report as reports

    async def write(office: "Office") -> "View":
        found = await reports.report(office, number)
        for path, text in ((csv, reports.as_csv(found)), (html, reports.as_html(found))):
            if path is not None:
                path.write_text(text, encoding="utf-8")
        return reports.as_view(found)

    _show(write, json)


def _at_work[T](work: Callable[["Office"], Awaitable[T]]) -> T:
    from bot.campaigns.office import open_office

    async def run() -> T:
        async with open_office() as office:
            return await work(office)

    return asyncio.run(run())


def _show(work: Callable[["Office"], Awaitable["View"]], json: bool) -> None:
    from rich.console import Console

    view = _at_work(work)
    if json:
        typer.echo(json_format.dumps(view.data, ensure_ascii=False, indent=2))
    else:
        Console().print(view.shown)


def _tell(work: Callable[["Office"], Awaitable[Any]], json: bool, words: Callable[[Any], str]) -> None:
    done = _at_work(work)
    typer.echo(json_format.dumps(done, ensure_ascii=False) if json else words(done))


def _state(work: Callable[["Office"], Awaitable[Any]], number: int, json: bool) -> None:
    """Do it and say in which state the campaign is now."""

    async def then_look(office: "Office") -> Any:
        await work(office)
        return {"id": number, "state": (await office.desk.campaign(number)).state}

    _tell(then_look, json, lambda now: f"Campaign {now['id']} is {now['state']}")


async def _watch(office: "Office", number: int) -> None:
    from rich.console import Console
    from rich.live import Live

    from bot.campaigns import views

    with Live(console=Console(stderr=True), refresh_per_second=4) as live:
        moving = True
        while moving:
            shown, moving = await views.progress(office, number)
            live.update(shown)
            await office.house.clock.sleep(0.5)
