"""What the commands show: as data for programs, as tables for people."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Column, Table
from rich.text import Text

from bot.campaigns import times
from bot.campaigns.job import zone_of
from bot.campaigns.office import Office
from bot.campaigns.schedule import Schedule
from bot.content.split import plain
from bot.errors import CampaignError
from bot.storage.campaign_tables import CampaignRow, CampaignState, DeliveryState
from bot.storage.deliveries import OPEN

_COLOURS = {
    CampaignState.RUNNING: "green",
    CampaignState.PAUSED: "yellow",
    CampaignState.EXPIRED: "red",
    CampaignState.FAILED: "red",
    CampaignState.CANCELLED: "dim",
    CampaignState.FINISHED: "dim",
}


@dataclass(frozen=True)
class View:
    """The same thing for programs and for people."""

    data: Any
    shown: RenderableType


async def listing(office: Office) -> View:
    """All campaigns, with what is due next and whether the kill switch is on."""
    campaigns = await office.house.campaigns.find()
    halt = await office.house.halts.current()
    rows = [await _row(office, campaign) for campaign in campaigns]
    table = Table("", "campaign", "state", "next or planned", "sent of all", Column("why", overflow="fold"))
    for row in rows:
        state = Text(row["state"], _COLOURS.get(CampaignState(row["state"]), ""))
        name = f"  └ {row['title']}" if row["parent"] else row["title"]
        done = f"{row['sent']} of {row['all']}" if row["all"] else ""
        table.add_row(str(row["id"]), name, state, row["next"] or row["planned"], done, row["reason"] or "")
    data = {"stopped": halt is not None, "campaigns": rows}
    if halt is None:
        return View(data, table)
    stopped = Text(f"ALL CAMPAIGNS ARE STOPPED by {halt.by}; `campaign stop-all --lift` ends this", "bold red")
    return View(data, Group(stopped, table))


async def _row(office: Office, campaign: CampaignRow) -> dict[str, Any]:
    counts, zone = await office.house.deliveries.counts(campaign.id), zone_of(campaign)
    return {
        "id": campaign.id,
        "parent": campaign.parent_id,
        "title": campaign.title,
        "state": campaign.state,
        "reason": campaign.reason,
        "next": times.moment(campaign.next_fire_at, zone),
        "planned": times.moment(campaign.planned_at, zone),
        "sent": sum(count for _, state, _, count in counts if state == DeliveryState.SENT),
        "all": sum(count for *_, count in counts),
    }


async def details(office: Office, id_: int) -> View:
    """One campaign: what it is, who vouched for which text, what became of it, and every move."""
    campaign = await office.desk.campaign(id_)
    drafts = await office.desk.drafts(campaign)
    zone, found = zone_of(campaign), await office.desk.standings(campaign, drafts)
    when = campaign.next_fire_at or campaign.planned_at
    counts = await office.house.deliveries.counts(id_)
    moves = await office.house.campaigns.moves(id_)
    schedule = Schedule.model_validate(campaign.schedule) if campaign.schedule else None
    data = {
        **await _row(office, campaign),
        "purpose": campaign.purpose,
        "about": campaign.about,
        "author": campaign.author,
        "audience": campaign.audience,
        "policy": campaign.policy,
        "schedule": times.rule(schedule) if schedule else None,
        "days": times.days(when, zone, office.catalogue.languages) if when else {},
        "approvers": office.desk.rule(campaign).approvers,
        "texts": {language: asdict(standing) for language, standing in found.items()},
        "outdated": list(drafts.outdated),
        "problems": [str(problem) for problem in drafts.problems],
        "deliveries": [dict(zip(("language", "state", "reason", "count"), row, strict=True)) for row in counts],
        "moves": [
            {"at": move.at.isoformat(), "by": move.by, "before": move.before, "after": move.after, "why": move.reason}
            for move in moves
        ],
    }
    return View(data, Group(*_details(data)))


def _details(data: Mapping[str, Any]) -> list[RenderableType]:
    facts = Table.grid(Column(style="dim"), Column(overflow="fold"), padding=(0, 2))
    for key in ("title", "purpose", "about", "author", "state", "reason", "schedule", "next", "planned"):
        facts.add_row(key, str(data[key] or ""))
    for key in ("audience", "policy"):
        facts.add_row(key, ", ".join(f"{name}: {value}" for name, value in data[key].items()) or "as usual")
    for language, day in data["days"].items():
        facts.add_row(f"day in {language}", day)
    shown: list[RenderableType] = [facts, _standings(data), *(Text(problem, "red") for problem in data["problems"])]
    if data["deliveries"]:
        shown.append(_deliveries(data["deliveries"]))
    moves = Table("when (UTC)", "who", "from", "to", "why", title="moves", title_justify="left")
    for move in data["moves"]:
        moves.add_row(move["at"][:19], move["by"], move["before"] or "", move["after"], move["why"] or "")
    return [*shown, moves]


def _standings(data: Mapping[str, Any]) -> Table:
    table = Table("language", "tested", "approved by", "still needed", title="texts", title_justify="left")
    for language, text in data["texts"].items():
        name = f"{language} (outdated)" if language in data["outdated"] else language
        tested = "yes" if text["tested"] else "no"
        table.add_row(name, tested, ", ".join(text["approved_by"]), str(text["missing"] or "none"))
    return table


def _deliveries(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table("language", "state", "reason", Column("readers", justify="right"))
    for row in rows:
        table.add_row(row["language"], row["state"], row["reason"] or "", str(row["count"]))
    return table


async def preview(office: Office, id_: int, language: str | None) -> View:
    """What readers of each language would get, as the message stands now."""
    drafts = await office.desk.drafts(await office.desk.campaign(id_))
    if language is not None and language not in drafts.messages and not drafts.problems:
        raise CampaignError(f"Campaign {id_} has no text in {language}; it has {', '.join(drafts.messages)}")
    wanted = {name: message for name, message in drafts.messages.items() if language in (None, name)}
    data = {name: {"html": message.html, "buttons": [asdict(b) for b in message.buttons], "hash": message.hash}
            for name, message in wanted.items()}  # fmt: skip
    shown: list[RenderableType] = []
    for name, message in wanted.items():
        text = plain(message.html)
        shown += [Text(f"── {name}, {len(text)} characters, {message.hash[:12]}", "bold"), Text(text)]
        shown += [Text(f"[ {button.text} ] {button.target}", "cyan") for button in message.buttons]
    shown += [Text(str(problem), "red") for problem in drafts.problems]
    return View({"messages": data, "problems": [str(problem) for problem in drafts.problems]}, Group(*shown))


async def scheduled(office: Office, id_: int, first: datetime) -> View:
    """When a campaign that was put on its schedule begins: by the zone's clock, and the day as readers write it."""
    zone = zone_of(await office.desk.campaign(id_))
    days = times.days(first, zone, office.catalogue.languages)
    words = Text(f"Campaign {id_} is scheduled; it begins at {times.moment(first, zone)}")
    lines = [Text(f"  {language}: {day}") for language, day in days.items()]
    return View({"id": id_, "first": first.isoformat(), "days": days}, Group(words, *lines))


async def reach(office: Office, id_: int) -> View:
    """How many readers the audience holds now, by language."""
    found = await office.desk.reach(await office.desk.campaign(id_))
    table = Table("language", Column("readers", justify="right"), Column("not reachable", justify="right"))
    for language, each in found.items():
        table.add_row(language, str(each.readers), str(each.unreachable))
    table.add_section()
    total = sum(each.readers for each in found.values())
    table.add_row("all", str(total), str(sum(each.unreachable for each in found.values())))
    return View({language: asdict(each) for language, each in found.items()}, table)


async def progress(office: Office, id_: int) -> tuple[RenderableType, bool]:
    """How far a campaign is, as a bar; and whether it is still on its way."""
    campaign = await office.desk.campaign(id_)
    counts = await office.house.deliveries.counts(id_)
    total = sum(count for *_, count in counts)
    left = sum(count for _, state, _, count in counts if state in OPEN)
    sent = sum(count for _, state, _, count in counts if state == DeliveryState.SENT)
    line = f"{campaign.title}: {campaign.state} {campaign.reason or ''}, {sent} sent, {left} to go, {total} in all"
    waiting = campaign.state in (CampaignState.SCHEDULED, CampaignState.PREPARING)
    moving = waiting or campaign.state in (CampaignState.RUNNING, CampaignState.PAUSED)
    return Group(Text(line), ProgressBar(total=max(total, 1), completed=total - left)), moving
