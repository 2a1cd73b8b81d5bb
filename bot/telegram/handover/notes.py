"""What staff are told in a thread, in the staff's language."""

from html import escape

from babel import Locale

from bot.content import Library
from bot.phrases import StaffPhrases, staff_phrases
from bot.storage.case_tables import PostKind
from bot.storage.cases import Case


class Notes:
    """Writes the notes; the staff's language is the one of opening.yml, else that of the source texts."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def name(self, case: Case) -> str:
        """The name of a thread: number, language, whether it is urgent; never who it is."""
        parts = [str(case.number), self._language(case)]
        if case.urgent:
            parts.append(self._phrases.pgettext("staff", "URGENT"))
        return " · ".join(parts)

    def note(self, kind: PostKind, case: Case) -> str:
        """A note of this kind as Telegram HTML."""
        return escape(self._opening(case) if kind is PostKind.OPENED else _text(kind, self._phrases), quote=False)

    def dead_number(self, contact: str) -> str:
        """That a reader could not reach a contact, as Telegram HTML."""
        catalogue, language = self._library.catalogue, self._content_language
        numbers = " · ".join(catalogue.contacts[contact].phones)
        told = self._phrases.pgettext(
            "staff", "Somebody says that this number does not work: {name}, {numbers} ({id} in contacts.yml)"
        )
        name = catalogue.contact_name(contact, language)
        return escape(told.format(name=name, numbers=numbers, id=contact), quote=False)

    def paused_campaign(self, number: int) -> str:
        """That a campaign has paused itself, as Telegram HTML."""
        told = self._phrases.pgettext(
            "staff",
            "Campaign {number} has paused itself: Telegram refuses its text, or too many messages failed. "
            "Look at it, then resume or cancel it.",
        )
        return escape(told.format(number=number), quote=False)

    def _opening(self, case: Case) -> str:
        phrases = self._phrases
        language = phrases.pgettext("staff", "Language: {language}").format(language=self._language(case))
        topic = phrases.pgettext("staff", "The person did not name a topic.")
        if case.topic:
            topic = phrases.pgettext("staff", "Topic: {title}").format(title=self._title(case.topic))
        urgent = [phrases.pgettext("staff", "The person says that it is urgent.")] if case.urgent else []
        return "\n".join([*urgent, language, topic, "", _text(PostKind.HELP, phrases)])

    def _title(self, topic: str) -> str:
        return self._library.catalogue.title(topic, self._content_language)

    def _language(self, case: Case) -> str:
        """The name of the reader's language in the staff's, such as Dari for fa_AF."""
        language = self._library.catalogue.languages[case.language]
        locale, names = Locale.parse(language.locale), Locale.parse(self._locale).languages
        return str(names.get(language.locale) or names.get(locale.language) or language.name)

    @property
    def _content_language(self) -> str:
        """The staff's language where the content has it, else that of the source texts."""
        catalogue = self._library.catalogue
        known = [language.id for language in catalogue.languages.values() if language.locale == self._locale]
        return known[0] if known else catalogue.source_language

    @property
    def _locale(self) -> str:
        catalogue = self._library.catalogue
        return catalogue.opening.staff_language or catalogue.languages[catalogue.source_language].locale

    @property
    def _phrases(self) -> StaffPhrases:
        return staff_phrases(self._locale)


def _text(kind: PostKind, phrases: StaffPhrases) -> str:
    texts = {
        PostKind.HELP: phrases.pgettext(
            "staff",
            "What you write in this topic goes to the person, without your name. What begins with // stays among you. "
            "/close ends the case.",
        ),
        PostKind.URGENT: phrases.pgettext(
            "staff", "The person wrote something urgent and was shown the emergency numbers."
        ),
        PostKind.LATE: phrases.pgettext(
            "staff", "Nobody answered in time. The person was told so, and whom to call. The case stays open."
        ),
        PostKind.UNREACHABLE: phrases.pgettext(
            "staff", "Your message did not arrive: the person blocked the bot, or the account is gone."
        ),
        PostKind.NOT_PASSED: phrases.pgettext(
            "staff", "Your last message could not be passed on. Please send it again, or in another form."
        ),
        PostKind.ENDED: phrases.pgettext("staff", "The person ended the conversation. The case is closed."),
        PostKind.CLOSED: phrases.pgettext("staff", "The case is closed. The person was told."),
        PostKind.EXPIRED: phrases.pgettext("staff", "Nothing was written for a week. The case is closed."),
        PostKind.OVER: phrases.pgettext("staff", "This case is closed. What you write here reaches nobody."),
    }
    return texts[kind]
