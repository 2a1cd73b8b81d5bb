"""A stand-in for Telegram: its Bot API over HTTP, people who can be scripted, and a phone page to chat on.

It imports nothing of the bot: the two meet over HTTP, as with the real thing.
"""
