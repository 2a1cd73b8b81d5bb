"""The states of a campaign and the legal moves between them.

    draft <-> in_review -> approved -> scheduled -> preparing -> running <-> paused
                                                                 running -> finished

Whatever has not ended can be cancelled; a firing that comes too late expires; one that cannot be prepared fails.
A repeating campaign stays scheduled: each firing is a campaign of its own that begins as preparing.
"""

from collections.abc import Mapping

from bot.errors import CampaignError
from bot.storage.campaign_tables import CampaignState as State

MOVES: Mapping[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.IN_REVIEW, State.CANCELLED}),
    State.IN_REVIEW: frozenset({State.DRAFT, State.APPROVED, State.CANCELLED}),
    State.APPROVED: frozenset({State.DRAFT, State.SCHEDULED, State.CANCELLED}),
    State.SCHEDULED: frozenset(
        {State.DRAFT, State.APPROVED, State.PREPARING, State.FINISHED, State.CANCELLED, State.EXPIRED}
    ),
    State.PREPARING: frozenset({State.RUNNING, State.CANCELLED, State.FAILED}),
    State.RUNNING: frozenset({State.PAUSED, State.FINISHED, State.CANCELLED, State.EXPIRED}),
    State.PAUSED: frozenset({State.RUNNING, State.CANCELLED, State.EXPIRED}),
    State.FINISHED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
    State.FAILED: frozenset(),
}
ENDS = frozenset(state for state, next_states in MOVES.items() if not next_states)


def check_move(before: State, after: State) -> None:
    """Raises CampaignError unless a campaign may go from one state to the other."""
    if after not in MOVES[before]:
        possible = ", ".join(sorted(MOVES[before])) or "nothing: this is its end"
        raise CampaignError(f"A campaign that is {before} cannot become {after}; from here: {possible}")
