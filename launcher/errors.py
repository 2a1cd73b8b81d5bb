"""The two ways in which the launcher ends early."""


class Problem(Exception):
    """Something is missing or failed; the message is all that the person at the terminal needs."""


class Stopped(Exception):
    """Someone pressed Ctrl-C, or the system asked us to end."""
