"""What a phone sends by itself, and nobody said: notes on the chat, a shared location that moves.

An answer would only show on a watched phone that somebody is here.
"""

from aiogram import F, Router
from aiogram.types import Message

# Whatever else comes is something that a person said, also what Telegram may invent: that gets an answer.
_NOTES = {
    "pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed",
    "connected_website", "proximity_alert_triggered", "boost_added", "paid_message_price_changed",
    "direct_message_price_changed", "checklist_tasks_done", "checklist_tasks_added", "poll_option_added",
    "poll_option_deleted", "successful_payment", "refunded_payment", "migrate_to_chat_id", "migrate_from_chat_id",
    "suggested_post_approved", "suggested_post_approval_failed", "suggested_post_declined", "suggested_post_paid",
    "suggested_post_refunded", "giveaway_created", "giveaway_completed", "new_chat_title", "new_chat_photo",
    "delete_chat_photo",
}  # fmt: skip


def router() -> Router:
    """Asked before all that readers do."""
    unsaid = Router(name="unsaid")
    unsaid.message.register(leave, F.content_type.in_(_NOTES))
    unsaid.edited_message.register(leave, F.location)
    return unsaid


async def leave(message: Message) -> None:
    """Nothing to do."""
