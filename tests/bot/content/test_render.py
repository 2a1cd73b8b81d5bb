"""What a reader sees, character by character. LRI, PDI and RLM are shown as ⟦, ⟧ and ⇤."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations

import pytest

from bot.content import Renderer, load
from tests.bot.content.folder import ContentFolder


class Arabic(NullTranslations):
    """Phrases of an Arabic interface."""

    _WORDS = {  # noqa: RUF012
        "Sources: {sources}": "المصادر: {sources}",
        "Checked on {date}": "تم التحقق في {date}",
        "not yet read by a specialist": "لم يراجعه مختص بعد",
        "day and night": "ليلاً ونهاراً",
        "{mark}: not confirmed. Please tell us if it does not work.": "{mark} رقم غير مؤكد",
    }

    def gettext(self, message: str) -> str:
        return self._WORDS.get(message, message)


def renderer(folder: ContentFolder, language: str = "ar", phrases: NullTranslations | None = None) -> Renderer:
    catalogue, problems = load(folder.root)
    assert catalogue is not None, problems
    return Renderer(catalogue, catalogue.languages[language], phrases or NullTranslations())


def visible(html: str) -> str:
    return html.replace("\u2066", "⟦").replace("\u2069", "⟧").replace("\u200f", "⇤")


def arabic(folder: ContentFolder, body: str) -> str:
    """The body as Arabic readers see it."""
    folder.text("ar/asylum/appeal.md", "الطعن", "اسأل محامياً.")
    found = renderer(folder)
    text = found.catalogue.text("asylum/appeal", "ar")
    assert text is not None, load(folder.root)[1]
    return visible(found.text(replace(text, body=body))[0]).split("\n\n", 1)[1].rsplit("\n\n", 1)[0]


def test_an_english_answer_has_title_body_sources_and_date(folder: ContentFolder) -> None:
    folder.text("en/asylum/apply.md", "Ask & wait", "Go **now** to *us* < them.\n\n- one\n- two\n\n3. three\n4. four")
    found = renderer(folder, "en")
    text = found.catalogue.text("asylum/apply", "en")
    assert text is not None
    assert found.text(text) == [
        "<b>Ask &amp; wait</b>\n\n"
        "Go <b>now</b> to <i>us</i> &lt; them.\n\n• one\n• two\n\n3. three\n4. four\n\n"
        'Sources: <a href="https://example.org/a">Agency</a>\n'
        "<i>Checked on November 22, 2026 · not yet read by a specialist</i>"
    ]


def test_an_arabic_answer_isolates_what_runs_from_left_to_right(folder: ContentFolder) -> None:
    body = "اتصل: {phone:hotline}.\n\n{contact:office}\n\nUNHCR تساعدك من 09:00.\n\n- [موقع](https://a.org/x)"
    folder.text("en/asylum/appeal.md", "Appeal", "Call: {phone:hotline}, {contact:office} 09:00 [us](https://a.org/x)")
    folder.text("ar/asylum/appeal.md", "الطعن", body)
    found = renderer(folder, "ar", Arabic())
    text = found.catalogue.text("asylum/appeal", "ar")
    assert text is not None
    assert [visible(part) for part in found.text(text)] == [
        "<b>الطعن</b>\n\n"
        "اتصل: ⟦0800 20 100⟧.\n\n"
        "مكتب المساعدة: ⟦02 807 80 50⟧ · ⟦112⟧ · الاثنين-الجمعة ⟦09:00-17:00⟧ (?)\n\n"
        "⇤⟦UNHCR⟧ تساعدك من ⟦09:00⟧.\n\n"
        '• <a href="https://a.org/x">موقع</a>\n\n'
        "<i>(?) رقم غير مؤكد</i>\n"
        'المصادر: <a href="https://example.org/a">⟦Agency⟧</a>\n'
        "<i>تم التحقق في 22 نوفمبر 2026 · لم يراجعه مختص بعد</i>"
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("المفوضية (UNHCR) في صوفيا", "المفوضية (⟦UNHCR⟧) في صوفيا"),
        ("مركز Help (Bulgaria) هنا", "مركز ⟦Help (Bulgaria)⟧ هنا"),
        ("اكتب /menu أو help@example.org الآن", "اكتب ⟦/menu⟧ أو ⟦help@example.org⟧ الآن"),
        ("الرقم +359 2 807 80 50 مجاني", "الرقم ⟦+359 2 807 80 50⟧ مجاني"),
        ("القانون 2024/1348 بتاريخ 2026-11-22", "القانون ⟦2024/1348⟧ بتاريخ ⟦2026-11-22⟧"),
        ("خلال 14 يوماً أو ١٤ يوماً", "خلال 14 يوماً أو ١٤ يوماً"),
        ("من 09:00 إلى 17:30", "من ⟦09:00⟧ إلى ⟦17:30⟧"),
        ("قل لهم أولاً «Arabic, please» وانتظر", "قل لهم أولاً «⟦Arabic, please⟧» وانتظر"),
        ("112 للطوارئ", "⇤112 للطوارئ"),
        ("1. UNHCR\n2. الوكالة الحكومية", "⇤1. ⟦UNHCR⟧\n⇤2. الوكالة الحكومية"),
        ("- UNHCR وكالة\n- الوكالة", "⇤• ⟦UNHCR⟧ وكالة\n• الوكالة"),
        ("📞 اتصل بنا", "⇤📞 اتصل بنا"),
        ("**UNHCR** وكالة", "⇤<b>⟦UNHCR⟧</b> وكالة"),
        ("نص \u202bمعلّم\u202c \u2066من\u2069 قبل", "نص معلّم من قبل"),
        ("https://example.org/a/ هنا العنوان", "⇤⟦https://example.org/a/⟧ هنا العنوان"),
    ],
)
def test_right_to_left_text_is_marked_for_telegram(folder: ContentFolder, body: str, expected: str) -> None:
    folder.change(
        "languages.yml",
        "locale: en, telegram: en, direction: ltr, script: Latin",
        "locale: en, telegram: en, direction: ltr, script: Arabic",
    )
    assert arabic(folder, body) == expected


def test_a_dari_date_stands_in_both_calendars(folder: ContentFolder) -> None:
    folder.text("dari/asylum/apply.md", "درخواست پناهندگی", "به اداره بروید.")
    found = renderer(folder, "dari", Arabic())
    text = found.catalogue.text("asylum/apply", "dari")
    assert text is not None
    assert "22 نومبر 2026 (1 قوس 1405)" in visible(found.text(text)[0])


def test_a_reviewed_text_bears_no_warning(folder: ContentFolder) -> None:
    folder.change("en/asylum/apply.md", "reviewed: no", "reviewed: lawyer, 2026-11-20")
    found = renderer(folder, "en")
    text = found.catalogue.text("asylum/apply", "en")
    assert text is not None
    assert "specialist" not in found.text(text)[0]


def test_placeholders_of_addresses_and_topics_are_filled(folder: ContentFolder) -> None:
    folder.text("en/asylum/apply.md", "Asking", "Visit {address:office}, see {topic:asylum/appeal}.")
    found = renderer(folder, "en")
    text = found.catalogue.text("asylum/apply", "en")
    assert text is not None
    assert "Visit Sofia, 77 Tsar Asen St., see “Appeal”." in found.text(text)[0]


def test_the_contacts_of_a_place_include_those_of_the_country(folder: ContentFolder) -> None:
    assert renderer(folder, "en").contacts("sofia") == [
        "<b>Sofia</b>\n\n"
        "Help office: 02 807 80 50 · 112 · Mon-Fri 09:00-17:00 (?)\n"
        "Sofia, 77 Tsar Asen St.\nhelp@example.org\nhttps://example.org/\n\n"
        "<b>All of it</b>\n\n"
        "Hotline: 0800 20 100 · day and night\n\n"
        "<i>(?): not confirmed. Please tell us if it does not work.</i>"
    ]


def test_the_contacts_of_the_country_stand_alone(folder: ContentFolder) -> None:
    found = renderer(folder, "ar", Arabic()).contacts("country")
    assert visible(found[0]) == "<b>كل البلد</b>\n\nالخط الساخن: ⟦0800 20 100⟧ · ليلاً ونهاراً"


def test_all_contacts_are_listed_in_the_order_of_their_file(folder: ContentFolder) -> None:
    found = renderer(folder, "en").contacts()[0]
    assert found.index("Hotline") < found.index("Help office")
    assert "<b>" not in found


def test_a_campaign_is_filled_in_with_the_readers_calendar_and_direction(folder: ContentFolder) -> None:
    front = "theme: chat\nplaceholders: [date, time, place]\n"
    folder.text("en/campaigns/meeting.md", "Come", "On {date}, {time}, {place}.", front=front)
    folder.text("dari/campaigns/meeting.md", "بیایید", "در {date} ساعت {time} در {place}.", front=front)
    values: dict[str, str | date] = {"date": date(2026, 11, 22), "time": "17:00", "place": "Sofia, 77 Tsar Asen St."}
    found = renderer(folder, "dari")
    text = found.catalogue.text("campaigns/meeting", "dari")
    assert text is not None
    assert "در 22 نومبر 2026 (1 قوس 1405) ساعت ⟦17:00⟧ در ⟦Sofia, 77 Tsar Asen St⟧" in visible(
        found.text(text, values)[0]
    )
    with pytest.raises(KeyError, match="time"):
        found.text(text, {"date": "22.11."})


def test_the_urgent_numbers_are_one_line_each(folder: ContentFolder) -> None:
    assert visible(renderer(folder, "ar", Arabic()).urgent_numbers()) == "الخط الساخن: ⟦0800 20 100⟧ · ليلاً ونهاراً"


def test_an_expired_text_is_not_told_as_a_fact(folder: ContentFolder) -> None:
    folder.change("en/asylum/apply.md", "reviewed: no", "reviewed: no\nexpires: 2026-01-01")
    found = renderer(folder, "en")
    resolved = found.catalogue.resolve("asylum/apply", "en", found.catalogue.contacts["office"].checked)
    assert found.answer("asylum/apply", resolved) == [
        "<b>Asking for asylum</b>\n\nThere is no text on this that we can vouch for today. Please ask a person."
    ]
