"""The way in: long polling or a webhook puts every update in the inbox; the worker handles them in order."""

# What we ask Telegram for. Omitting the list would keep whatever was asked for before.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
