"""What is kept: readers and the inbox, on SQLite or PostgreSQL; one query module per noun."""
