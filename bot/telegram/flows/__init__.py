"""Guided conversations: the assistant knows where they stand, the content what they say, this shows it."""
