"""The report: what became of a campaign, for donors and auditors. No identities; small numbers are not told."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from bot.campaigns import times
from bot.campaigns.job import zone_of
from bot.campaigns.office import Office
from bot.campaigns.views import View

SMALLEST = 10
HIDDEN = f"<{SMALLEST}"


@dataclass(frozen=True)
class Report:
    """Counts by language and outcome (`sent`, `failed: blocked`, ...); of a repeating campaign over all firings."""

    title: str
    purpose: str
    state: str
    first: datetime | None
    last: datetime | None
    zone: str
    versions: Mapping[str, str]
    counts: Mapping[tuple[str, str], int]

    @property
    def languages(self) -> list[str]:
        """The languages with deliveries."""
        return list(dict.fromkeys(language for language, _ in self.counts))

    @property
    def outcomes(self) -> list[str]:
        """The outcomes that occurred, sent ones first."""
        return sorted({outcome for _, outcome in self.counts}, key=lambda outcome: (outcome != "sent", outcome))

    @property
    def duration(self) -> timedelta | None:
        """From the first message to the last."""
        return self.last - self.first if self.first and self.last else None

    def cell(self, language: str, outcome: str) -> str:
        """A number, or that it is too small to be told."""
        return suppressed(self.counts.get((language, outcome), 0))

    def total(self, outcome: str) -> str:
        """The number of an outcome in all languages; only a lower bound where it would give one hidden cell away."""
        cells = [count for (_, found), count in self.counts.items() if found == outcome]
        small = [count for count in cells if 0 < count < SMALLEST]
        if len(small) == 1 and len(cells) > 1:
            return f"≥{sum(cells) - small[0]}"
        return suppressed(sum(cells))


def suppressed(count: int) -> str:
    """A count that tells nothing about single people."""
    return HIDDEN if 0 < count < SMALLEST else str(count)


async def report(office: Office, id_: int) -> Report:
    """The report of a campaign as it stands."""
    campaign = await office.desk.campaign(id_)
    firings = [campaign, *await office.house.campaigns.firings(id_)]
    counts: dict[tuple[str, str], int] = {}
    spans: list[tuple[datetime | None, datetime | None]] = []
    versions: dict[str, str] = {}
    for firing in firings:
        for language, state, reason, count in await office.house.deliveries.counts(firing.id):
            key = language, f"{state}: {reason}" if reason else state
            counts[key] = counts.get(key, 0) + count
        spans.append(await office.house.deliveries.span(firing.id))
        versions |= {name: row.hash for name, row in (await office.house.campaigns.messages(firing.id)).items()}
    begun, ended = [first for first, _ in spans if first], [last for _, last in spans if last]
    return Report(
        campaign.title,
        campaign.purpose,
        campaign.state,
        min(begun, default=None),
        max(ended, default=None),
        zone_of(campaign),
        versions,
        counts,
    )


def as_view(found: Report) -> View:
    """The report for the terminal and for programs."""
    table = Table("language", *(Column(outcome, justify="right") for outcome in found.outcomes))
    for language in found.languages:
        table.add_row(language, *(found.cell(language, outcome) for outcome in found.outcomes))
    table.add_section()
    table.add_row("all", *(found.total(outcome) for outcome in found.outcomes))
    data = {
        "title": found.title,
        "state": found.state,
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "counts": {
            language: {outcome: found.cell(language, outcome) for outcome in found.outcomes}
            for language in found.languages
        },
        "versions": dict(found.versions),
    }
    return View(data, Group(Text(f"{found.title}: {found.state}", "bold"), *map(Text, _facts(found)), table))


def as_csv(found: Report) -> str:
    """One row per language and outcome."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["campaign", "language", "outcome", "readers", "text"])
    for language in found.languages:
        for outcome in found.outcomes:
            version = found.versions.get(language, "")[:12]
            rows.writerow([found.title, language, outcome, found.cell(language, outcome), version])
    return text.getvalue()


def as_html(found: Report) -> str:
    """One page with charts, without scripts."""
    head = "".join(f"<th>{escape(outcome)}</th>" for outcome in found.outcomes)
    rows = "".join(
        f"<tr><th>{escape(language)}</th>"
        + "".join(f"<td>{escape(found.cell(language, outcome))}</td>" for outcome in found.outcomes)
        + "</tr>"
        for language in found.languages
    )
    totals = "".join(f"<td>{escape(found.total(outcome))}</td>" for outcome in found.outcomes)
    return _PAGE.format(
        title=escape(found.title),
        purpose=escape(found.purpose),
        facts="".join(f"<li>{escape(fact)}</li>" for fact in _facts(found)),
        reached=_bars(
            {language: found.counts.get((language, "sent"), 0) for language in found.languages},
            {language: found.cell(language, "sent") for language in found.languages},
        ),
        outcomes=_bars(
            {outcome: _sum(found, outcome) for outcome in found.outcomes},
            {outcome: found.total(outcome) for outcome in found.outcomes},
        ),
        head=head,
        rows=rows,
        totals=totals,
        smallest=SMALLEST,
    )


def _facts(found: Report) -> Iterable[str]:
    yield f"State: {found.state}"
    if found.first and found.duration is not None:
        yield f"First message: {times.moment(found.first, found.zone)}"
        yield f"Time taken: {times.took(found.duration)}"


def _sum(found: Report, outcome: str) -> int:
    return sum(count for (_, each), count in found.counts.items() if each == outcome)


def _bars(counts: Mapping[str, int], labels: Mapping[str, str]) -> str:
    """A bar chart as SVG; bars of small numbers are drawn as long as the least that is told."""
    shown = {name: max(count, SMALLEST) if 0 < count < SMALLEST else count for name, count in counts.items()}
    widest, height = max([*shown.values(), 1]), 26
    bars = "".join(
        f'<text x="0" y="{n * height + 17}">{escape(name)}</text>'
        f'<rect x="170" y="{n * height + 4}" width="{380 * shown[name] / widest:.1f}" height="18" rx="2"/>'
        f'<text x="{178 + 380 * shown[name] / widest:.1f}" y="{n * height + 17}">{escape(labels[name])}</text>'
        for n, name in enumerate(counts)
    )
    return f'<svg viewBox="0 0 640 {len(counts) * height}" role="img">{bars}</svg>'


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 1.5cm }}
body {{ font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; color: #222 }}
h1 {{ margin-bottom: 0 }}
table {{ border-collapse: collapse }}
td, th {{ border: 1px solid #ccc; padding: .2rem .6rem; text-align: right }}
th:first-child {{ text-align: left }}
svg {{ width: 100%; font-size: 13px }}
rect {{ fill: #2b6a8f }}
small {{ color: #555 }}
</style>
<h1>{title}</h1>
<p>{purpose}</p>
<ul>{facts}</ul>
<h2>Messages that arrived, by the readers' language</h2>
{reached}
<h2>What became of all messages</h2>
{outcomes}
<h2>Numbers</h2>
<table><tr><th></th>{head}</tr>{rows}<tr><th>all</th>{totals}</tr></table>
<p><small>Numbers from 1 to {smallest} (not included) are not told, so that nobody can be recognised. "unknown" means
that the connection broke before Telegram answered: the message may have arrived. Texts were approved before they were
sent.</small></p>
</html>
"""
