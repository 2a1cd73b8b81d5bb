"""Campaigns: broadcasts that were approved, arrive once, in the right language, at the right hour."""
