"""The bot's own phrases: English in the code, the other languages in Babel catalogues under bot/locales."""

from bot.phrases.loading import Phrasebook, Phrases

__all__ = ["Phrasebook", "Phrases"]
