"""Arrivals by a link, such as that of a poster in a centre: `/start <place>` or `/start <campaign>`.

A campaign is named by its number or by the name of its file. Who came by which link is not kept.
"""

from bot.storage.broadcasts import Broadcasts
from bot.telegram import places
from bot.telegram.chat import Screen
from bot.telegram.screens import Screens

MOST_DIGITS = 9


class Arrivals:
    """Knows what links may name."""

    def __init__(self, broadcasts: Broadcasts, screens: Screens) -> None:
        self._broadcasts = broadcasts
        self._screens = screens

    async def screen(self, payload: str, language: str) -> Screen | None:
        """What somebody is shown who comes by a link; None where it names nothing that we know."""
        edition = self._screens.edition(language)
        if payload in edition.catalogue.places() and payload != edition.catalogue.country:
            return places.may_i_keep(edition, payload)
        about = await self._about(payload)
        if about in edition.themes():
            return self._screens.theme(about, language, news=True)
        return self._screens.topic(about, language) if edition.has(about) else None

    async def _about(self, payload: str) -> str:
        """The theme or topic of a campaign, empty where there is none."""
        campaign = self._screens.catalogue.campaigns.get(f"campaigns/{payload}")
        if campaign and campaign.campaign:
            return campaign.campaign.theme
        if payload.isascii() and payload.isdigit() and len(payload) <= MOST_DIGITS:
            return await self._broadcasts.about(int(payload)) or ""
        return ""
