"""Behind the Makefile: makes the environments, trains the assistant, minds the processes.

Standard library only, Python 3.9 or newer: it runs before anything is installed.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The checkout that this launcher serves."""
