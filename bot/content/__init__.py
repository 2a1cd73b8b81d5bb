"""The content: texts, contacts and urgent phrases from files that staff edit, checked, kept true, rendered."""

from bot.content.catalogue import Catalogue, Resolved, State
from bot.content.live import Library, load
from bot.content.problems import BrokenFileError, Problem
from bot.content.render import Renderer
from bot.content.urgent import Found

__all__ = ["BrokenFileError", "Catalogue", "Found", "Library", "Problem", "Renderer", "Resolved", "State", "load"]
