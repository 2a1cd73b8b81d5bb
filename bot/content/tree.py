"""The content's files: which there are, and how each is read."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from bot.content import contacts, languages, sources, texts, topics, urgent
from bot.content.catalogue import Catalogue
from bot.content.documents import Sheet
from bot.content.problems import BrokenFileError, Problem
from bot.content.texts import Text
from bot.content.urgent import UrgentFile

type Value = Sheet[languages.Language] | Sheet[topics.Theme] | Sheet[contacts.Contact] | Sheet[sources.Source] | UrgentFile | Text
