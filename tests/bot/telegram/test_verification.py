"""What counts as a code, and which broadcast it belongs to."""

from datetime import timedelta

import pytest

from bot.storage.broadcasts import Broadcasts
from bot.storage.campaign_tables import CampaignRow, MessageRow
from bot.storage.database import Sessions
from bot.storage.keyring import Keyring
from bot.telegram.safety.verification import code_in
from tests.bot.conftest import SetClock


def test_a_code_is_known_however_it_is_typed() -> None:
    assert code_in(" k7m4-2qpd. ", alone=True) == "K7M4-2QPD"
    assert code_in("K7M4-۲QPD", alone=True) == "K7M4-2QPD"
    assert code_in("K7M42QPD", alone=False) == "K7M4-2QPD"
    assert code_in("it says /verify K7M4-2QPD below", alone=False) == "K7M4-2QPD"


@pytest.mark.parametrize("said", ["K7M42QPD", "my code is K7M4-2QPD", "how long", "0888-123456", "", "پناهندگی"])
def test_an_ordinary_message_is_no_code(said: str) -> None:
    assert code_in(said, alone=True) is None


def test_codes_differ_by_campaign_language_and_secret(keyring: Keyring) -> None:
    codes = {keyring.code(n, language) for n in range(200) for language in ("ar", "urdu")}
    assert len(codes) == 400
    assert keyring.code(1, "ar") != Keyring("another secret of the tests, as long as it").code(1, "ar")
    assert code_in(keyring.code(1, "ar"), alone=True) == keyring.code(1, "ar")


async def _send(database: Sessions, clock: SetClock, html: str, *, started: bool, parent: int | None = None) -> int:
    row = CampaignRow(
        title="t", purpose="", about="help", filling={}, extras={}, author="a", audience={}, policy={},
        state="running", created_at=clock.now(), started_at=clock.now() if started else None, parent_id=parent,
    )  # fmt: skip
    async with database.begin() as session:
        session.add(row)
        await session.flush()
        message = {"language": "pashto", "text_language": "ar", "hash": "x", "html": html, "buttons": []}
        session.add(MessageRow(campaign_id=row.id, **message))
    return row.id


async def test_a_code_leads_to_what_was_really_sent(database: Sessions, keyring: Keyring, clock: SetClock) -> None:
    broadcasts = Broadcasts(database, keyring)
    sent = await _send(database, clock, "<b>News</b>", started=True)
    unsent = await _send(database, clock, "not yet", started=False)
    found = await broadcasts.with_code(keyring.code(sent, "ar"))
    assert found
    assert (found.html, found.language) == ("<b>News</b>", "ar")
    for code in (keyring.code(sent, "pashto"), keyring.code(unsent, "ar"), "AAAA-AAAA"):
        assert await broadcasts.with_code(code) is None
    assert (await broadcasts.about(sent), await broadcasts.about(unsent), await broadcasts.about(99)) == (
        "help", None, None,
    )  # fmt: skip


async def test_firings_of_a_repeating_campaign_have_its_code_and_the_newest_is_shown(
    database: Sessions, keyring: Keyring, clock: SetClock
) -> None:
    template = await _send(database, clock, "template", started=False)
    await _send(database, clock, "first", started=True, parent=template)
    clock.advance(timedelta(days=7).total_seconds())
    await _send(database, clock, "second", started=True, parent=template)
    found = await Broadcasts(database, keyring).with_code(keyring.code(template, "ar"))
    assert found
    assert found.html == "second"
