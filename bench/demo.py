"""`python -m bench.demo`: people in the demo's simulator who want news, and a campaign ready to be sent to them."""

import argparse
import asyncio
from dataclasses import replace
from pathlib import Path

from aiohttp import ClientSession

from bench.people import enrol, folders
from bot.campaigns.office import Office, open_office
from bot.campaigns.plan import Draft, read_draft
from bot.campaigns.policy import Policy
from bot.clock import SystemClock
from bot.telegram.carrier import open_carrier
from bot.telegram.turnstile import Turnstile

PLAN = Path("docs/examples/information-session.yml")
FIRST = 100_001


async def prepare(size: int) -> str:
    """Settle the people and bring the campaign to its approval; what there is now."""
    async with open_office() as office:
        read = read_draft(PLAN, office.catalogue)
        draft = replace(read, plan=read.plan.model_copy(update={"policy": Policy(quiet=())}))  # at any hour
        phones = await _settle(office, size, draft.plan.about)
        number = await _approved(office, draft)
        page = f"{office.settings.telegram_api}#{','.join(map(str, phones))}"
        return f"{size} people want news; a phone in each language: {page}\nCampaign {number} to them is approved."


async def _approved(office: Office, draft: Draft) -> int:
    number = await office.desk.create(draft, "nadia")
    token, clock = office.settings.telegram_token.get_secret_value(), SystemClock()
    async with open_carrier(str(office.settings.telegram_api), token, Turnstile(clock), clock) as carrier:
        await office.desk.test(number, "nadia", carrier, [FIRST])
    await office.desk.submit(number, "nadia")
    await office.desk.approve(number, "omar")
    return number


async def _settle(office: Office, size: int, theme: str) -> list[int]:
    """People in the simulator who are readers; a reachable one of each language."""
    api = f"{str(office.settings.telegram_api).rstrip('/')}/__sim"
    census = {"size": size, "blocked": 0.08, "deactivated": 0.02, "first_id": FIRST, "seed": 1}
    async with ClientSession(raise_for_status=True) as session:
        await session.post(f"{api}/population", json=census)
        async with session.get(f"{api}/users") as reply:
            people = [person for person in await reply.json() if person["id"] >= FIRST]
    languages = folders(office.catalogue)
    await enrol(office.house.sessions, office.house.keyring, people, languages, theme)
    there = [person for person in reversed(people) if not (person["blocked"] or person["deactivated"])]
    first = {person["language_code"]: person["id"] for person in there}
    return [first[code] for code in languages if code in first]


def main() -> None:
    """Prepare, and print what there is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    print(asyncio.run(prepare(parser.parse_args().people)), flush=True)


if __name__ == "__main__":
    main()
