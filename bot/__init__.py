"""The service: takes Telegram's updates, finds the answer, sends it in the reader's language."""
