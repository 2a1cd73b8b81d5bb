"""The state machine: only the listed moves happen, and every one of them is recorded."""

import asyncio
from itertools import pairwise
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.campaigns.states import ENDS, MOVES, check_move
from bot.clock import SystemClock
from bot.errors import CampaignError
from bot.storage.campaign_tables import CampaignState
from bot.storage.campaigns import Campaigns
from bot.storage.database import migrate, open_database, sessions

states = st.sampled_from(CampaignState)


@given(states, states)
def test_a_move_is_allowed_exactly_when_it_is_listed(before: CampaignState, after: CampaignState) -> None:
    if after in MOVES[before]:
        check_move(before, after)
    else:
        with pytest.raises(CampaignError, match=f"{before} cannot become {after}"):
            check_move(before, after)


def test_every_state_is_reached_from_a_draft_and_comes_to_an_end() -> None:
    reached = {CampaignState.DRAFT}
    while more := {after for before in reached for after in MOVES[before]} - reached:
        reached |= more
    assert reached == set(CampaignState)
    assert {CampaignState.FINISHED, CampaignState.CANCELLED, CampaignState.EXPIRED, CampaignState.FAILED} == ENDS


@given(st.lists(st.sampled_from([s for s in CampaignState if s is not CampaignState.DRAFT]), max_size=30))
def test_nothing_is_running_that_was_not_in_review_approved_and_scheduled(wishes: list[CampaignState]) -> None:
    """Whatever is tried in whatever order, the only way to running leads through all the gates."""
    state, passed = CampaignState.DRAFT, [CampaignState.DRAFT]
    for wish in wishes:
        if wish in MOVES[state]:
            state = wish
            passed.append(state)
    if CampaignState.RUNNING in passed:
        gates = [CampaignState.IN_REVIEW, CampaignState.APPROVED, CampaignState.SCHEDULED, CampaignState.PREPARING]
        assert [gate for gate in gates if gate in passed] == gates


@given(wishes=st.lists(st.tuples(states, states), max_size=25))
@settings(deadline=None, max_examples=15)
def test_the_record_is_an_unbroken_chain(wishes: list[tuple[CampaignState, CampaignState]]) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(_walk(wishes, folder))


async def _walk(wishes: list[tuple[CampaignState, CampaignState]], folder: str) -> None:
    """Moves from a state that is not the campaign's own change nothing; the record tells of all others."""
    engine = open_database(f"sqlite+aiosqlite:///{folder}/walk.db")
    await migrate(engine)
    campaigns = Campaigns(sessions(engine), SystemClock())
    blank = {
        "purpose": "",
        "about": "help",
        "filling": {},
        "extras": {},
        "audience": {},
        "policy": {},
        "author": "nadia",
    }
    number = await campaigns.add({}, title="Walk", **blank)
    state = CampaignState.DRAFT
    for before, after in wishes:
        moved = await campaigns.move(number, before, after, "nadia")
        assert moved == (before is state)
        state = after if moved else state
    moves = await campaigns.moves(number)
    row = await campaigns.get(number)
    await engine.dispose()
    assert row
    assert row.state == state == moves[-1].after
    assert all(move.before == earlier.after for earlier, move in pairwise(moves))
    assert all(move.by == "nadia" for move in moves)
