"""The one question before a case is opened: what happens, who reads it, and what staff may be told."""

from datetime import datetime
from html import escape

from aiogram.filters.callback_data import CallbackData

from bot.content.bidi import Writing
from bot.telegram.callbacks import CaseWanted, MenuOpened, UrgencyTold
from bot.telegram.edition import Edition
from bot.telegram.handover import notices
from bot.telegram.keyboards import Row, button


def question(edition: Edition, now: datetime, about: str, *, urgent: bool) -> str:
    """The question as Telegram HTML; `about` is the topic that the reader came from, if any."""
    paragraphs = [line(edition, notices.OFFER), line(edition, notices.WHO_READS)]
    if not edition.catalogue.opening.is_open(now):
        paragraphs.append(f"{away(edition, now)} {line(edition, notices.YOU_CAN_WRITE_NOW)}")
    if about:
        paragraphs.append(line(edition, notices.MAY_I_TELL, title=edition.title(about)))
    if urgent:
        paragraphs.append(f"{line(edition, notices.MARKED_URGENT)}\n{edition.renderer.urgent_numbers()}")
    return "\n\n".join(paragraphs)


def answers(edition: Edition, about: str, *, urgent: bool) -> list[Row]:
    """The buttons under it."""
    language = edition.language.id

    def choice(text: str, data: CallbackData) -> Row:
        return [button(edition.phrases.gettext(text), data)]

    def yes(text: str, *, tell: bool) -> Row:
        return choice(text, CaseWanted(about=about, language=language, tell=tell, urgent=urgent))

    with_topic = [yes(notices.YES_WITH_TOPIC, tell=True), yes(notices.YES_WITHOUT_TOPIC, tell=False)]
    rows = with_topic if about else [yes(notices.YES, tell=False)]
    if not urgent:
        rows.append(choice(notices.IT_IS_URGENT, UrgencyTold(about=about, language=language)))
    return [*rows, choice(notices.NO, MenuOpened())]


def away(edition: Edition, now: datetime) -> str:
    """That nobody is there, and when somebody will be."""
    back = edition.catalogue.opening.next_opening(now)
    if back is None:
        return line(edition, notices.AWAY)
    return line(edition, notices.AWAY_UNTIL, day=edition.day(back.date()), time=f"{back:%H:%M}")


def line(edition: Edition, message: str, **values: object) -> str:
    """A phrase with its values as Telegram HTML, marked for the language's direction."""
    writing = Writing(edition.language.rtl)
    text = edition.phrases.gettext(message).format(**values)
    return writing.lines(escape(writing.mixed(text), quote=False))
