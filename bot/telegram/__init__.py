"""Everything that speaks Telegram: intake, handlers, keyboards, the outbox."""
