"""Checks over the whole tree: what no file shows by itself."""
