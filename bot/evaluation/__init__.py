"""How well people are understood: an exam, the same steps as the bot, a table."""
