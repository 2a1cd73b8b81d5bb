"""What is kept: readers, the inbox, campaigns, cases, on SQLite or PostgreSQL; one query module per noun."""

from bot.storage import campaign_tables as campaign_tables  # so that Base knows every table
from bot.storage import case_tables as case_tables
from bot.storage import reminder_tables as reminder_tables
from bot.storage import trace_tables as trace_tables
from bot.storage import voice_tables as voice_tables
