"""The assistant: tells which topic a message is about, in every language of the content."""
