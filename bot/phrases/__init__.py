"""The bot's own phrases: English in the code, the other languages in Babel catalogues under bot/locales.

Phrases with the context "staff" are for staff: in English and in the locales that languages.yml does not name.
"""

from bot.phrases.loading import Phrasebook, Phrases, StaffPhrases, has_catalogue, staff_phrases

__all__ = ["Phrasebook", "Phrases", "StaffPhrases", "has_catalogue", "staff_phrases"]
