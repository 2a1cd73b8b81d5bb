"""Erasing a case with its thread, while the courier may be on its way there."""

import logging

from bot.storage.cases import Case, Cases
from bot.telegram.handover.group import GroupLostError, RefusedError, StaffGroup, ThreadGoneError

log = logging.getLogger(__name__)


async def erase(case: Case, cases: Cases, group: StaffGroup) -> None:
    """Delete the thread with all that was written there, then the case.

    A thread that we may not delete is left to staff, and the log says so. Raises NoAnswerError before anything of
    ours is erased, if Telegram is out of reach.
    """
    await _delete(group, case.thread_id)
    thread_id = await cases.erase(case.number)
    if thread_id != case.thread_id:  # the courier had just made one
        await _delete(group, thread_id)


async def _delete(group: StaffGroup, thread_id: int | None) -> None:
    if thread_id is None:
        return
    try:
        await group.delete_thread(thread_id)
    except ThreadGoneError:
        pass
    except (RefusedError, GroupLostError) as error:
        log.error("A thread has to be deleted by hand in the staff group: %s", error)
